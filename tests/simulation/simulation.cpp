#include "tests/simulation/simulation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "hall/core/calling_rule.hpp"
#include "hall/core/decide.hpp"
#include "hall/core/intake.hpp"
#include "hall/store/event_codec.hpp"
#include "tests/simulation/calls.hpp"
#include "tests/simulation/compare.hpp"
#include "tests/simulation/kiosks.hpp"
#include "tests/simulation/random_plan.hpp"
#include "tests/simulation/refusals.hpp"

namespace giliran::simulation {

namespace chr = std::chrono;
using namespace std::chrono_literals;
using namespace hall;

namespace {

struct Violation {
  std::string what;
};
void require(bool fine, const std::string& what) {
  if (!fine) throw Violation{what};
}
void require_none(const std::optional<std::string>& what) {
  if (what) throw Violation{*what};
}

chr::local_days first_day(Random& random) {
  return chr::local_days(chr::days(20'770 + random.between(0, 60)));  // about November 2026
}

HallPlan plan_that_holds_all(HallPlan plan) {
  plan.held_over = std::numeric_limits<std::size_t>::max();
  return plan;
}

class Run {
 public:
  Run(std::uint64_t seed, const Options& options)
      : options_(options),
        random_(seed),
        start_(first_day(random_)),
        plan_(random_plan(random_, start_)),
        hall_(plan_),
        whole_plan_(plan_that_holds_all(plan_)),
        whole_(whole_plan_),
        twin_(plan_),
        crowd_(random_, plan_, twin_),
        calls_(plan_),
        kiosks_(random_, plan_) {
    for (const std::size_t kind : options.off)
      crowd_.switch_off(kind);
    offset_ = chr::minutes(random_.between(-22, 28) * 30);
    big_ = random_.chance(25);
    steps_ = static_cast<int>(big_ ? random_.between(600, 1500) : random_.between(30, 200));
    // Steps of a day span its opening hours, or rush by in an hour.
    hurried_ = random_.chance(250);
    pace_ = chr::milliseconds(1h) / steps_;
    jumps_ = random_.chance(400) ? static_cast<int>(random_.between(1, 20)) : 0;
    restarts_ = random_.chance(600) ? static_cast<int>(random_.between(1, 30)) : 0;
    // A clock that is set back by days, and an older journal, together would give a day twice.
    restores_ = jumps_ == 0 && random_.chance(500) ? static_cast<int>(random_.between(2, 20)) : 0;
    edges_ = random_.chance(500) ? static_cast<int>(random_.between(20, 300)) : 0;
  }

  Played play() {
    Played outcome;
    const int days = options_.days.value_or(static_cast<int>(random_.between(1, 3)));
    at_ = WallTime((morning(start_) - offset_).time_since_epoch());
    try {
      for (int i = 0; i < days; ++i) {
        play_day();
        ++tally_.days;
        next_day();
      }
      settle();
      restart(true);
    } catch (const Violation& violation) {
      outcome.violation = fmt::format("step {}: {}\n  {}", step_, said_, violation.what);
      ++tally_.violations;
    }
    ++tally_.seeds;
    tally_.add(calls_.tally());
    tally_.add(kiosks_.tally());
    outcome.tally = tally_;
    return outcome;
  }

 private:
  Moment moment() const { return {at_, LocalTime((at_ + offset_).time_since_epoch())}; }

  void play_day() {
    for (int i = 0; i < steps_; ++i) {
      ++step_;
      if (is_closed()) {
        // The hall sleeps until it opens, and its day ends some time after it closed.
        const auto opens = next_opening();
        if (!opens && random_.chance(40)) return;
        if (opens && random_.chance(150)) at_ = std::max(at_, *opens);
      }
      pass_time();
      if (random_.chance(restores_)) {
        random_.chance(300) && backup_ ? restore() : back_up();
      }
      if (kiosks_.any() && random_.chance(300)) {
        const auto command = kiosks_.next(moment());
        require_none(kiosks_.violation());
        if (command) tell_for_kiosk(*command);
      }
      tell_for_crowd(crowd_.next(moment()));
      if (random_.chance(restarts_)) restart(random_.chance(big_ ? 20 : 300));
      if (random_.chance(20)) check_way_out();
    }
  }

  bool is_closed() const {
    return std::ranges::all_of(plan_.services, [&](const Service& service) {
      return twin_.intake(service, moment().local) == ServiceState::closed;
    });
  }
  /// Of some service, later today.
  std::optional<WallTime> next_opening() const {
    const LocalTime now = moment().local;
    for (const Service& service : plan_.services) {
      const auto opens = service.hours.next_opening(now);
      if (opens && chr::floor<chr::days>(*opens) == chr::floor<chr::days>(now))
        return WallTime((*opens - offset_).time_since_epoch());
    }
    return std::nullopt;
  }

  void pass_time() {
    if (random_.chance(150)) return;
    if (random_.chance(edges_)) {
      const auto edge = next_edge();
      if (edge && *edge > at_) {
        at_ = *edge;
        Tally::count(tally_.faults, "time stops at a threshold");
        return;
      }
    }
    if (random_.chance(jumps_)) {
      jump();
      return;
    }
    at_ += random_.around(pace_);
  }

  /// The hall's clock is set, or its zone.
  void jump() {
    static constexpr std::array<chr::minutes, 8> jumps{-60min, 60min, -1440min, 1440min,
                                                       -15min, 15min, -300min,  4320min};
    const chr::minutes by = random_.pick(jumps);
    if (random_.chance(500)) {
      offset_ += by;
      Tally::count(tally_.faults, by < 0min ? "local clock back" : "local clock forward");
    } else if (by > 0min) {
      at_ += by;
      Tally::count(tally_.faults, "wall clock forward");
    } else {
      const auto day = hall_.day();
      const WallTime from = at_;
      at_ += by;
      tell(SetClockBack{random_.chance(500) || at_ >= hall_.last_at() ? from : WallTime()});
      if (hall_.day() < day) kiosks_.days_of_wrong_clock(*hall_.day(), *day);
      Tally::count(tally_.faults,
                   hall_.day() == day ? "wall clock back" : "wall clock back, a day taken back");
    }
  }

  /// A time at which some rule changes its mind, or a millisecond beside it.
  std::optional<WallTime> next_edge() {
    std::vector<WallTime> edges;
    const auto local = [&](LocalTime time) {
      edges.emplace_back((time - offset_).time_since_epoch());
    };
    for (const Ticket& ticket : twin_.tickets) {
      if (edges.size() > 60) break;
      if (ticket.state == TicketState::waiting && plan_.rule.max_wait)
        edges.push_back(ticket.since + *plan_.rule.max_wait);
      if (ticket.state == TicketState::called) {
        edges.push_back(*ticket.called_at +
                        (ticket.priority ? plan_.no_show.priority_after : plan_.no_show.after));
      }
      if (ticket.state == TicketState::no_show) {
        edges.push_back(*ticket.ended_at + plan_.no_show.reentry);
      }
    }
    for (const CounterPlan& plan : plan_.counters) {
      const Counter& counter = twin_.counters.at(plan.id);
      if (counter.auto_call) edges.push_back(counter.since + plan.auto_call_after);
      for (const Lending& one : counter.lent)
        edges.push_back(one.until);
    }
    for (const Booking& one : twin_.bookings) {
      if (!one.at) continue;
      local(*one.at - plan_.appointments.early);
      local(*one.at + plan_.appointments.late);
    }
    const auto today = chr::floor<chr::days>(moment().local);
    const Service& service = random_.pick(plan_.services);
    for (const OpenInterval& one : service.hours.on(today)) {
      local(today + chr::milliseconds(one.open));
      local(today + chr::milliseconds(one.open) - plan_.intake.open_before);
      local(today + chr::milliseconds(one.close));
    }
    if (edges.empty()) return std::nullopt;
    const WallTime edge = random_.pick(edges);
    if (edge < at_ - 1ms || edge > at_ + 4h) return std::nullopt;
    return edge + chr::milliseconds(random_.between(-1, 1));
  }

  /// Before the first service opens, mostly; else in the night, at midnight or a millisecond
  /// before.
  LocalTime morning(chr::local_days day) {
    if (random_.chance(150)) return day + chr::hours(random_.between(0, 12));
    if (random_.chance(100)) return day - 1ms;
    std::optional<LocalTime> first;
    std::optional<LocalTime> last;
    for (const Service& service : plan_.services) {
      const auto& hours = service.hours.on(day);
      if (hours.empty()) continue;
      const LocalTime open = day + chr::milliseconds(hours.front().open);
      const LocalTime close = day + chr::milliseconds(hours.back().close);
      first = std::min(first.value_or(open), open);
      last = std::max(last.value_or(close), close);
    }
    if (!first) return day + 8h;
    if (!hurried_) pace_ = (*last - *first + 1h) / steps_;
    return *first - chr::minutes(random_.between(0, 45));
  }

  void next_day() {
    auto day = chr::floor<chr::days>(moment().local) + chr::days(1);
    if (random_.chance(100)) day += chr::days(random_.between(1, 9));
    at_ = std::max(at_, WallTime((morning(day) - offset_).time_since_epoch()));
  }

  void tell_for_crowd(const Command& command) {
    if (crowd_.sense() == Crowd::Sense::late) Tally::count(tally_.faults, "late command");
    if (crowd_.sense() == Crowd::Sense::doubled) Tally::count(tally_.faults, "doubled command");
    if (crowd_.sense() == Crowd::Sense::absurd) Tally::count(tally_.faults, "absurd command");
    tell(command);
  }

  void tell_for_kiosk(const Command& command) {
    const auto refused = tell(command);
    require_none(kiosks_.answered(hall_, command, refused));
  }

  /// Why it was refused; nothing: it was done.
  std::optional<Reason> tell(const Command& command) {
    ++tally_.steps;
    said_ = fmt::format("{} {}", at_.time_since_epoch().count(), text_of(command));
    if (options_.trace) options_.trace(fmt::format("{} {}", step_, said_));
    const Moment now = moment();
    const auto decision = decide(hall_, command, now);
    const auto again = decide(hall_, command, now);
    require(decision.has_value() == again.has_value() &&
                (decision ? *decision == *again : decision.error() == again.error()),
            "decided twice, two answers");
    if (decision) require_none(calls_.before(hall_, twin_, now, *decision));
    const Verdict verdict = twin_.tell(command, now);
    Tally::Asked& asked = tally_.commands[command.index()];
    if (!decision) {
      const Refusal& refusal = decision.error();
      ++asked.refused[refusal.reason];
      require(!verdict.done(),
              fmt::format("refused by the engine: {} {} {}", name_of(refusal.reason),
                          refusal.subject, refusal.detail));
      require(std::ranges::find(verdict.refused, refusal.reason) != verdict.refused.end(),
              fmt::format("refused for another reason: engine {}, twin {}", name_of(refusal.reason),
                          name_of(verdict.refused.front())));
      if (hall_.day() && chr::floor<chr::days>(now.local) <= *hall_.day())
        require_none(wrong_facts(refusal, command, hall_, now));
    } else {
      require(verdict.done(), verdict.done() ? ""
                                             : fmt::format("done by the engine; twin refuses: {}",
                                                           name_of(verdict.refused.front())));
      ++(decision->empty() ? asked.nothing : asked.done);
      for (const Event& event : *decision)
        record(event);
    }
    const bool all = !big_ || step_ % 32 == 0;
    require_none(difference(hall_, twin_, at_, all));
    require_none(calls_.questions(hall_, twin_, now, random_, all));
    if (all) require_none(broken_invariant(hall_));
    if (all) require_none(figures_difference(hall_, whole_, at_, !moved_));
    if (hall_.put_away().issued > 0) Tally::count(tally_.rules, "with tickets put away");
    return decision ? std::nullopt : std::optional(decision.error().reason);
  }

  void record(const Event& event) {
    const WrittenEvent written = write_event(event);
    journal_.push_back({journal_.size() + 1, at_, read_event(written.name, written.body)});
    require(journal_.back().event == event, "an event that the journal changes: " + written.body);
    if (options_.trace) options_.trace(fmt::format("    {} {}", written.name, written.body));
    apply(hall_, journal_.back());
    apply(whole_, journal_.back());
    if (std::holds_alternative<ClockSetBack>(event)) moved_ = true;
    if (std::holds_alternative<DayBegan>(event)) moved_ = false;
    if (const auto* issued = std::get_if<TicketIssued>(&event)) {
      require_none(twin_.quote(issued->ticket, issued->quoted));
      require_none(kiosks_.issued(hall_, *issued, at_));
    }
    if (const auto* called = std::get_if<TicketCalled>(&event)) {
      require(called->seq.value() == ++call_seq_, "a gap in the calls");
    }
    if (std::holds_alternative<DayBegan>(event)) {
      carried_ = hall_.carried();
      carried_after_ = journal_.size();
    }
  }

  /// The hall made anew goes on in the old one's place.
  void restart(bool from_the_first) {
    if (!carried_) return;
    Hall hall(plan_, *carried_);
    for (std::size_t i = carried_after_; i < journal_.size(); ++i)
      apply(hall, journal_[i]);
    require(hall == hall_, "a hall from its snapshot and the events since is another one");
    Tally::count(tally_.faults, "restart from a snapshot");
    if (from_the_first) {
      Hall whole(plan_);
      for (const Recorded& recorded : journal_)
        apply(whole, recorded);
      require(whole == hall_, "a hall from all its events is another one");
      Tally::count(tally_.faults, "restart from the first event");
      hall_ = std::move(whole);
    } else {
      hall_ = std::move(hall);
    }
  }

  /// A copy of the journal, with what the twin and the promises on calls knew then.
  struct Backup {
    std::size_t events = 0;
    TwinState twin;
    Calls calls;
    std::uint64_t call_seq = 0;
  };

  void back_up() {
    backup_.emplace(Backup{journal_.size(), twin_, calls_, call_seq_});
    Tally::count(tally_.faults, "backup");
  }

  /// The hall goes on from the copy; what happened since is not known to it any more. A copy is
  /// restored once.
  void restore() {
    if (!backup_) return;
    Backup copy = *std::exchange(backup_, std::nullopt);
    Tally::count(tally_.faults, "restored from an older copy");
    journal_.resize(copy.events);
    Hall older(plan_);
    whole_ = Hall(whole_plan_);
    carried_.reset();
    for (const Recorded& recorded : journal_) {
      apply(older, recorded);
      apply(whole_, recorded);
      if (!std::holds_alternative<DayBegan>(recorded.event)) continue;
      carried_ = older.carried();
      carried_after_ = recorded.seq;
    }
    hall_ = std::move(older);
    static_cast<TwinState&>(twin_) = copy.twin;
    twin_.changed.clear();
    ++twin_.restored;
    twin_.last_at = std::max(twin_.last_at, at_);
    calls_.go_back_to(copy.calls);
    call_seq_ = copy.call_seq;
    kiosks_.restored();
    const auto skipped = static_cast<std::uint64_t>(random_.between(0, 3));
    twin_.last_ticket += skipped;
    record(JournalRestored{skipped});
  }

  /// Every kiosk is back and has told all. What it told is in the journal.
  void settle() {
    while (const auto command = kiosks_.settle())
      tell_for_kiosk(*command);
    std::set<TicketToken> known;
    for (const Recorded& recorded : journal_) {
      std::visit(
          [&]<class E>(const E& event) {
            if constexpr (requires { event.token; }) known.insert(event.token);
          },
          recorded.event);
    }
    for (const TicketToken& token : kiosks_.told())
      require(known.contains(token), "what a kiosk handed in is lost: " + token.value());
  }

  /// A counter gets back to idle by its own commands, whatever it is doing.
  void check_way_out() {
    const CounterId id = random_.pick(plan_.counters).id;
    const Counter& counter = hall_.counter(id);
    if (counter.state == CounterState::idle) return;
    Hall copy = hall_;
    Moment now = moment();
    if (hall_.day() != chr::floor<chr::days>(now.local)) return;
    const auto must = [&](const Command& command) {
      const auto decision = decide(copy, command, now);
      require(decision.has_value(),
              fmt::format("counter {} cannot get back to idle: {}", id.value(), text_of(command)));
      for (const Event& event : *decision)
        apply(copy, {0, now.at, event});
    };
    const auto pause = [&](chr::milliseconds by) { now.at += by; };
    Tally::count(tally_.rules, fmt::format("way out of {}", name_of(counter.state)));
    if (counter.state == CounterState::closed) must(OpenCounter{id, {}});
    if (counter.state == CounterState::on_break) must(EndBreak{id});
    if (counter.state == CounterState::calling) {
      const TicketId ticket = *counter.ticket;
      if (random_.chance(300)) {
        must(ParkTicket{ticket, ""});
      } else if (random_.chance(300)) {
        must(TransferTicket{ticket, hall_.ticket(ticket)->service, {}, {}, Place::arrival});
      } else {
        while (copy.ticket(ticket)->calls < plan_.no_show.calls)
          must(Recall{id});
        pause(std::max(plan_.no_show.after, plan_.no_show.priority_after));
        must(MarkNoShow{ticket});
      }
    } else if (counter.state == CounterState::serving) {
      must(FinishService{*counter.ticket, Outcome::left, ""});
    }
    require(copy.counter(id).state == CounterState::idle,
            fmt::format("counter {} is not idle after its way out", id.value()));
  }

  const Options& options_;
  Random random_;
  chr::local_days start_;
  HallPlan plan_;
  Hall hall_;
  HallPlan whole_plan_;
  Hall whole_;          ///< of the same events; holds all tickets of today
  bool moved_ = false;  ///< today's clock was set back: what was put away stays in its half hour
  Twin twin_;
  Crowd crowd_;
  Calls calls_;
  Kiosks kiosks_;
  std::optional<Backup> backup_;
  Tally tally_;
  WallTime at_;
  chr::minutes offset_{0};
  bool big_ = false;
  bool hurried_ = false;
  int steps_ = 0;
  chr::milliseconds pace_{0};
  int jumps_ = 0;
  int restarts_ = 0;
  int restores_ = 0;
  int edges_ = 0;
  int step_ = 0;
  std::string said_;
  std::vector<Recorded> journal_;
  std::optional<Carried> carried_;
  std::size_t carried_after_ = 0;
  std::uint64_t call_seq_ = 0;
};

}  // namespace

Played simulate(std::uint64_t seed, const Options& options) {
  return Run(seed, options).play();
}

}  // namespace giliran::simulation
