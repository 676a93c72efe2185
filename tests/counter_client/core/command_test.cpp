#include "counter_client/core/command.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace giliran::counter {
namespace {

using namespace std::chrono_literals;

const CounterId three(3);
const RequestId request("r");

template <class T>
T sent(const Command& command) {
  return std::get<T>(message_of(command, three, request));
}

TEST(Command, each_is_one_method_of_the_protocol) {
  const TicketId ticket(12);
  const std::pair<Command, std::string_view> all[] = {
      {Open{}, "counter.open"},
      {Close{}, "counter.close"},
      {CallNext{}, "call.next"},
      {CallChosen{{'A', 1}, "x"}, "call.ticket"},
      {Recall{}, "call.recall"},
      {Start{ticket}, "ticket.start"},
      {NoShow{ticket}, "ticket.no_show"},
      {Finish{ticket}, "ticket.finish"},
      {Transfer{ticket, ServiceId("s")}, "ticket.transfer"},
      {Park{ticket}, "ticket.park"},
      {AddStep{ticket, ServiceId("s")}, "ticket.add_step"},
      {TakeBack{ticket}, "ticket.take_back"},
      {Reenter{ticket}, "ticket.reenter"},
      {TakeBreak{"x"}, "counter.break"},
      {Resume{}, "counter.resume"},
      {Lend{ServiceId("s")}, "counter.lend"},
      {Return{ServiceId("s")}, "counter.return"},
      {AutoCall{true}, "counter.auto_call"}};
  EXPECT_EQ(std::size(all), std::variant_size_v<Command>);
  for (const auto& [command, method] : all)
    EXPECT_EQ(method_of(command), method);
}

TEST(Command, what_it_says_is_sent_with_the_counter_and_the_request) {
  EXPECT_EQ(sent<protocol::CounterOpen>(Open{OfficerId("siti")}).officer, OfficerId("siti"));
  EXPECT_EQ(sent<protocol::CounterCommand>(Recall{}).counter, three);
  EXPECT_EQ(sent<protocol::CounterCommand>(Recall{}).request_id, request);
  const auto chosen = sent<protocol::CallTicket>(CallChosen{{'B', 7}, "terlewat"});
  EXPECT_EQ(chosen.number, (TicketNumber{'B', 7}));
  EXPECT_EQ(chosen.why, "terlewat");
  EXPECT_EQ(chosen.ticket, std::nullopt);
  const auto finish =
      sent<protocol::TicketFinish>(Finish{TicketId(2), Outcome::missing_document, "KK"});
  EXPECT_EQ(finish.outcome, Outcome::missing_document);
  EXPECT_EQ(finish.detail, "KK");
  const auto transfer = sent<protocol::TicketTransfer>(
      Transfer{TicketId(2), ServiceId("s"), Place::last, CounterId(5), OfficerId("asep")});
  EXPECT_EQ(transfer.service, ServiceId("s"));
  EXPECT_EQ(transfer.place, Place::last);
  EXPECT_EQ(transfer.counter, CounterId(5));
  EXPECT_EQ(transfer.officer, OfficerId("asep"));
  EXPECT_EQ(sent<protocol::CounterLend>(Lend{ServiceId("s"), 120min}).minutes, 120);
  EXPECT_FALSE(sent<protocol::CounterAutoCall>(AutoCall{false}).on);
}

TEST(Command, a_ticket_comes_back_by_its_id_or_its_number_and_never_by_both) {
  const auto by_id = sent<protocol::TicketReenter>(Reenter{TicketId(9)});
  EXPECT_EQ(by_id.ticket, TicketId(9));
  EXPECT_EQ(by_id.number, std::nullopt);
  const auto by_number = sent<protocol::TicketReenter>(Reenter{TicketNumber{'A', 9}});
  EXPECT_EQ(by_number.ticket, std::nullopt);
  EXPECT_EQ(by_number.number, (TicketNumber{'A', 9}));
}

}  // namespace
}  // namespace giliran::counter
