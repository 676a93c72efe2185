#include <gtest/gtest.h>

#include "tests/hall/core/engine.hpp"

/// Every command in every state of a ticket and a counter, and with what nobody has: done or
/// refused, and a refusal changes nothing and is the same twice.
namespace giliran::hall {

namespace {

HallPlan full_plan() {
  HallPlan plan = small_plan();
  plan.officers = {{OfficerId("sari"), "Sari"}};
  plan.break_reasons = {{"makan", {}, 30min}};
  plan.services[0].appointments_per_slot = 2;
  return plan;
}

/// One ticket of each state, and a counter of each.
struct Scene {
  Scene() : engine(full_plan()) {
    const auto issue = [&] { return engine.issue(ktp); };
    for (int i = 0; i < 8; ++i)
      tickets.push_back(issue());
    engine.done(OpenCounter{one, OfficerId("sari")});
    engine.done(OpenCounter{two});
    finish(tickets[0]);
    call(one, tickets[1]);
    engine.done(MarkNoShow{tickets[1]});
    engine.done(CancelTicket{tickets[2]});
    call(one, tickets[3]);
    engine.done(ParkTicket{tickets[3]});
    engine.done(SetSlip{tickets[4], Slip::failed});
    call(one, tickets[5]);
    call(two, tickets[6]);
    engine.done(StartService{tickets[6]});
    engine.done(OpenCounter{three});
    engine.done(StartBreak{three, "makan"});
    engine.done(PauseService{akta, "x"});
    engine.done(BookAppointment{ktp, engine.moment().local + 24h, false, Language::id,
                                BookingCode("AAAAAAAA")});
    tickets.push_back(TicketId(0));
    tickets.push_back(TicketId(999));
    tickets.push_back(TicketId(~0ULL));
  }
  void call(CounterId counter, TicketId ticket) { engine.done(CallTicket{counter, ticket, "x"}); }
  void finish(TicketId ticket) {
    call(one, ticket);
    engine.done(StartService{ticket});
    engine.done(FinishService{ticket});
  }
  Engine engine;
  std::vector<TicketId> tickets;
};

const std::vector<CounterId> counters{one, two, three, CounterId(0), CounterId(-1), CounterId(4)};
const std::vector<ServiceId> services{
    ktp, akta, paspor, ServiceId(""), ServiceId("\xff\xfe"), ServiceId(std::string(100000, 'a'))};
const std::vector<std::string> texts{"", "x", "\xc3\x28", std::string(5000, 'x'),
                                     std::string(3, '\0')};
const std::vector<BookingCode> codes{BookingCode("AAAAAAAA"), BookingCode(""), BookingCode("\xff")};

std::vector<Command> of_ticket(const std::vector<TicketId>& tickets) {
  std::vector<Command> all;
  for (const TicketId ticket : tickets) {
    for (const Slip slip : {Slip::pending, Slip::printed, Slip::on_screen, Slip::failed})
      all.emplace_back(SetSlip{ticket, slip});
    all.emplace_back(StartService{ticket});
    all.emplace_back(MarkNoShow{ticket});
    all.emplace_back(ReenterTicket{ticket});
    for (const std::string& text : texts) {
      all.emplace_back(FinishService{ticket, Outcome::missing_document, text});
      all.emplace_back(FinishService{ticket, Outcome::left, text});
      all.emplace_back(ParkTicket{ticket, text});
      all.emplace_back(CancelTicket{ticket, text});
    }
    for (const ServiceId& service : services) {
      all.emplace_back(AddStep{ticket, service});
      all.emplace_back(TransferTicket{ticket, service, {}, {}, Place::first});
      all.emplace_back(TransferTicket{ticket, service, {}, OfficerId("nobody"), Place::last});
      for (const CounterId counter : counters)
        all.emplace_back(TransferTicket{ticket, service, counter, {}, Place::arrival});
    }
    for (const CounterId counter : counters) {
      all.emplace_back(TakeBack{counter, ticket});
      for (const std::string& text : texts)
        all.emplace_back(CallTicket{counter, ticket, text});
    }
  }
  return all;
}

std::vector<Command> of_counter() {
  std::vector<Command> all;
  for (const CounterId counter : counters) {
    all.insert(all.end(), {OpenCounter{counter, {}}, OpenCounter{counter, OfficerId("nobody")},
                           CloseCounter{counter}, CallNext{counter}, Recall{counter},
                           EndBreak{counter}, SetAutoCall{counter, true}});
    for (const std::string& text : texts)
      all.emplace_back(StartBreak{counter, text});
    for (const ServiceId& service : services) {
      for (const long minutes : {-1L, 0L, 1L, 720L, 721L, 1L << 40})
        all.emplace_back(LendCounter{counter, service, std::chrono::minutes(minutes)});
      all.emplace_back(ReturnCounter{counter, service});
    }
  }
  return all;
}

std::vector<Command> of_service(const Engine& engine) {
  std::vector<Command> all{PassTime{}};
  const TicketToken token("new");
  const BookingCode fresh("BBBBBBBB");
  for (const ServiceId& service : services) {
    all.emplace_back(IssueTicket{service, true, Language::su, token, {}});
    all.emplace_back(IssueTicket{ktp, true, Language::su, token, {service}});
    all.emplace_back(IssueTicket{service, true, Language::su, token, std::vector(8, ktp)});
    all.emplace_back(ResumeService{service});
    all.emplace_back(TakeDatedSlip{service, false, Language::id, fresh});
    for (const std::string& text : texts)
      all.emplace_back(PauseService{service, text});
    for (const auto later : {-1000h, 0h, 1h, 1000h, 100000h}) {
      all.emplace_back(
          BookAppointment{service, engine.moment().local + later, false, Language::id, fresh});
      all.emplace_back(EnterPaper{service, {'B', 1}, false, engine.at + later, token, {}, {}, {}});
    }
    for (const int number : {-1, 0, 1, 9999, 10000, 2000000000}) {
      all.emplace_back(EnterPaper{service, {'A', number}, false, engine.at, token, {}, {}, {}});
      all.emplace_back(EnterPaper{service, {'\x01', number}, false, engine.at, token, {}, {}, {}});
    }
  }
  for (const std::string& text : texts)
    all.emplace_back(LeaseNumbers{DeviceId(text)});
  for (const ServiceId& service : services) {
    for (const int number : {-1, 0, 1, 501, 99999, 100000, 2000000000}) {
      for (const int days : {-1, 0, 1}) {
        HandInTicket given;
        given.device = DeviceId("kiosk");
        given.day =
            std::chrono::floor<std::chrono::days>(engine.moment().local) + std::chrono::days(days);
        given.number = {'A', number};
        given.service = service;
        given.token = token;
        given.of_other_journal = number != 501;
        all.emplace_back(given);
        given.then = {service};
        given.service = ktp;
        all.emplace_back(given);
      }
    }
  }
  for (const BookingCode& code : codes) {
    all.emplace_back(CancelBooking{code});
    all.emplace_back(CheckIn{code, token});
  }
  return all;
}

}  // namespace

TEST(Refusals, every_command_in_every_state_is_done_or_refused_and_then_nothing_changes) {
  Scene scene;
  std::vector<Command> all = of_ticket(scene.tickets);
  for (const auto& more : {of_counter(), of_service(scene.engine)})
    all.insert(all.end(), more.begin(), more.end());
  int done = 0;
  int refused = 0;
  for (const Command& command : all) {
    Engine engine = scene.engine;
    const auto first = decide(engine.hall, command, engine.moment());
    const auto second = decide(engine.hall, command, engine.moment());
    ASSERT_EQ(first.has_value(), second.has_value());
    EXPECT_EQ(engine.hall, scene.engine.hall);
    if (!first) {
      EXPECT_EQ(first.error(), second.error());
      EXPECT_LE(first.error().subject.size(), 260U) << "what is said back stays short";
      ++refused;
      continue;
    }
    EXPECT_EQ(*first, *second);
    engine.done(command);
    ++done;
  }
  EXPECT_GT(done, 100);
  EXPECT_GT(refused, 900);
}

TEST(Refusals, a_refusal_names_the_ticket_and_its_state) {
  Scene scene;
  EXPECT_EQ(scene.engine.refused(StartService{scene.tickets[0]}),
            (Refusal{Reason::wrong_state, "A-001", "finished"}));
  EXPECT_EQ(scene.engine.refused(FinishService{scene.tickets[5]}),
            (Refusal{Reason::wrong_state, "A-006", "called"}));
  EXPECT_EQ(scene.engine.refused(CallNext{two}), (Refusal{Reason::counter_busy, "A-007", ""}));
}

}  // namespace giliran::hall
