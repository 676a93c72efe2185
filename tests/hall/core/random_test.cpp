#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "hall/core/calling_rule.hpp"
#include "hall/core/statistics.hpp"
#include "hall/core/wait_estimate.hpp"
#include "tests/hall/core/engine.hpp"

/// Long runs of commands by chance, right and wrong ones, over many days, with what must always
/// hold checked after each step.
namespace giliran::hall {

namespace {

bool may_follow(TicketState from, TicketState to) {
  using enum TicketState;
  if (from == to) return true;
  switch (from) {
    case waiting:
      return to == called || to == unserved;
    case called:
      return to == serving || to == no_show || to == unserved;
    case serving:
      return to == finished || to == unserved;
    default:
      return false;
  }
}

/// Open longer, so that most steps are in opening hours.
HallPlan long_days() {
  HallPlan plan = small_plan();
  OpeningHours::Week week;
  week.fill({{2h, 12h}, {13h, 24h}});
  for (Service& service : plan.services)
    service.hours = OpeningHours(week);
  return plan;
}

class RandomDay {
 public:
  explicit RandomDay(unsigned seed) : random_(seed) {}

  void step() {
    engine_.advance(std::chrono::milliseconds(below(20000)));
    if (below(400) == 0) engine_.advance(std::chrono::hours(1 + below(30)));
    if (below(200) == 0) engine_.advance(-std::chrono::milliseconds(below(5000)));
    engine_.at = std::max(engine_.at, engine_.hall.last_at());  // as the writer does
    const Command command = any_command();
    const Hall before = engine_.hall;
    const auto decision = engine_.tell(command);
    if (decision) {
      look_at(before, *decision);
    } else {
      EXPECT_EQ(engine_.hall, before) << "a refusal changes nothing";
      ++refused_;
    }
    look_at_hall();
  }

  void look_at_the_end() const {
    Hall again(long_days());
    for (const Recorded& recorded : engine_.journal)
      apply(again, recorded);
    EXPECT_EQ(again, engine_.hall) << "the same events, the same hall";
    EXPECT_GT(days_, 3);
    EXPECT_GT(refused_, 100);
    EXPECT_GT(calls_, 200U);
  }

 private:
  int below(int limit) { return std::uniform_int_distribution(0, limit - 1)(random_); }
  CounterId any_counter() { return CounterId(1 + below(4)); }  // one too many
  /// Mostly one at a counter, also old, ended and future ones.
  TicketId any_ticket() {
    const auto at_counter = engine_.hall.counter(any_counter()).ticket;
    if (at_counter && below(4) != 0) return *at_counter;
    const auto newest = static_cast<int>(engine_.hall.next_ticket().value());
    return TicketId(static_cast<std::uint64_t>(std::max(0, newest - below(30))));
  }
  Command any_issue() {
    const ServiceId services[] = {ktp, ktp, ktp, akta, paspor, ServiceId("samsat.stnk")};
    return IssueTicket{services[below(6)], below(3) == 0, Language::en,
                       TicketToken(std::to_string(++tokens_))};
  }
  /// What an officer does next.
  Command work_at(CounterId id) {
    const Counter& counter = engine_.hall.counter(id);
    switch (counter.state) {
      case CounterState::closed:
        return OpenCounter{id};
      case CounterState::idle:
        return CallNext{id};
      case CounterState::serving:
        return FinishService{*counter.ticket};
      case CounterState::calling:
        break;
    }
    if (below(4) == 0) return Recall{id};
    if (below(4) == 0) return MarkNoShow{*counter.ticket};
    return StartService{*counter.ticket};
  }
  Command any_command() {
    switch (below(16)) {
      case 0:
        return below(4) == 0 ? Command(PassTime{}) : CloseCounter{any_counter()};
      case 1:
        return OpenCounter{any_counter()};
      case 2:
        return CallNext{any_counter()};
      case 3:
        return Recall{any_counter()};
      case 4:
        return StartService{any_ticket()};
      case 5:
        return FinishService{any_ticket()};
      case 6:
        return MarkNoShow{any_ticket()};
      case 7:
        return SetSlip{any_ticket(), static_cast<Slip>(below(4))};
      case 8:
      case 9:
      case 10:
        return any_issue();
      default:
        return work_at(any_counter());
    }
  }

  void look_at(const Hall& before, const std::vector<Event>& events) {
    Hall hall = before;
    for (const Event& event : events) {
      if (const auto* issued = std::get_if<TicketIssued>(&event)) look_at_number(*issued);
      if (const auto* called = std::get_if<TicketCalled>(&event)) look_at_call(hall, *called);
      if (std::holds_alternative<DayBegan>(event)) {
        numbers_.clear();
        in_a_row_.clear();
        ++days_;
      }
      const auto states = hall.tickets();
      apply(hall, {0, engine_.at, event});
      for (const auto& [id, ticket] : hall.tickets()) {
        const auto old = states.find(id);
        const TicketState from = old == states.end() ? TicketState::waiting : old->second.state;
        EXPECT_TRUE(may_follow(from, ticket.state))
            << name_of(from) << " to " << name_of(ticket.state);
      }
    }
  }

  void look_at_number(const TicketIssued& issued) {
    EXPECT_TRUE(numbers_.insert(issued.number).second) << issued.number.text() << " twice in a day";
    EXPECT_GT(issued.ticket.value(), last_ticket_);
    last_ticket_ = issued.ticket.value();
  }

  void look_at_call(const Hall& hall, const TicketCalled& call) {
    EXPECT_EQ(call.seq.value(), ++calls_);
    if (call.recall) return;
    const Ticket& ticket = *hall.ticket(call.ticket);
    EXPECT_NE(ticket.slip, Slip::failed);
    const auto& serves = hall.plan().counter(call.counter)->serves;
    EXPECT_NE(std::ranges::find(serves, ticket.service), serves.end());
    bool ordinary_waits = false;
    for (const auto& [id, other] : hall.tickets()) {
      if (other.state != TicketState::waiting || other.slip == Slip::failed) continue;
      if (std::ranges::find(serves, other.service) == serves.end()) continue;
      if (!other.priority) ordinary_waits = true;
      if (other.priority == ticket.priority) {
        EXPECT_GE(id, ticket.id) << "someone has waited longer";
      }
    }
    // Counters 1 and 2 share a service, 3 stands alone.
    int& in_a_row = in_a_row_[call.counter == three];
    if (!ticket.priority) in_a_row = 0;
    if (ticket.priority && ordinary_waits) ++in_a_row;
    EXPECT_LE(in_a_row, hall.plan().rule.priority_in_a_row);
  }

  void look_at_hall() const {
    const Hall& hall = engine_.hall;
    std::map<TicketId, int> at_counters;
    for (const CounterId counter : hall.open_counters()) {
      const Counter& state = hall.counter(counter);
      EXPECT_EQ(state.ticket.has_value(), state.state != CounterState::idle);
      if (!state.ticket) continue;
      ++at_counters[*state.ticket];
      const Ticket& ticket = *hall.ticket(*state.ticket);
      EXPECT_EQ(ticket.counter, counter);
      EXPECT_EQ(ticket.state,
                state.state == CounterState::calling ? TicketState::called : TicketState::serving);
    }
    int waiting = 0;
    std::map<ServiceId, Queue> queues;
    for (const auto& [id, ticket] : hall.tickets()) {
      const LocalTime issued(ticket.issued_at.time_since_epoch() + 7h);
      EXPECT_EQ(std::chrono::floor<std::chrono::days>(issued), hall.day()) << "not of today";
      const bool at_counter =
          ticket.state == TicketState::called || ticket.state == TicketState::serving;
      EXPECT_EQ(at_counters[id], at_counter ? 1 : 0) << ticket.number.text();
      EXPECT_LE(ticket.issued_at, ticket.called_at.value_or(ticket.issued_at));
      EXPECT_LE(ticket.called_at, ticket.started_at ? ticket.started_at : ticket.called_at);
      if (ticket.state != TicketState::waiting || ticket.slip == Slip::failed) continue;
      ++waiting;
      Queue& queue = queues[ticket.service];
      (ticket.priority ? queue.priority : queue.ordinary).push_back(id);
    }
    EXPECT_EQ(day_figures(hall).waiting, waiting);
    int queued = 0;
    for (const ServiceId& service : {ktp, akta, paspor}) {
      EXPECT_EQ(hall.queue(service), queues[service]) << "who waits, in order of issue";
      queued += waiting_for(hall, service);
      const auto range = wait_range(hall, service, hall.last_at());
      EXPECT_TRUE(!range || (range->low >= 0s && range->low <= range->high));
    }
    EXPECT_EQ(queued, waiting);
    for (const CounterId counter : {one, two, three}) {
      EXPECT_EQ(calling_order(hall, counter, 1000, hall.last_at()).size(),
                static_cast<std::size_t>(waiting_at(hall, counter, hall.last_at())));
    }
  }

  Engine engine_{long_days()};
  std::mt19937 random_;
  std::set<TicketNumber> numbers_;
  std::map<bool, int> in_a_row_;
  std::uint64_t last_ticket_ = 0;
  std::uint64_t calls_ = 0;
  int tokens_ = 0;
  int days_ = 0;
  int refused_ = 0;
};

class RandomDays : public testing::TestWithParam<unsigned> {};

}  // namespace

TEST_P(RandomDays, keep_every_rule_and_replay_to_the_same_hall) {
  RandomDay day(GetParam());
  for (int step = 0; step < 4000 && !HasFailure(); ++step)
    day.step();
  day.look_at_the_end();
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomDays, testing::Values(1, 2, 3, 4, 5, 6));

}  // namespace giliran::hall
