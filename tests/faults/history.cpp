#include "tests/faults/history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace giliran::faults {

namespace json = boost::json;

namespace {

constexpr std::size_t most_words = 20;

std::string text(const json::object& object, std::string_view name) {
  const json::value* found = object.if_contains(name);
  return found && found->is_string() ? std::string(found->get_string()) : std::string();
}
std::int64_t number(const json::object& object, std::string_view name) {
  const json::value* found = object.if_contains(name);
  return found && found->is_int64() ? found->get_int64() : 0;
}

/// What the hall does by itself, and what belongs to a later event of the same command.
bool has_no_request(const Event& event) {
  static const std::unordered_set<std::string> without{
      "day_began", "ticket_unserved", "journal_restored", "run_raised", "clock_set_back"};
  const json::value* automatic = event.body.if_contains("automatic");
  return without.contains(event.type) || (automatic && automatic->is_bool());
}

/// May stand before the last event of a command: a failed slip is held again, a day ends.
bool may_lead(const Event& event) {
  return event.type == "slip_set" || event.type == "counter_closed" ||
         event.type == "service_resumed" || event.type == "ticket_unserved" ||
         event.type == "day_began" || event.type == "numbers_leased";
}

/// Is answered in the same way whether something had to happen or not.
bool may_do_nothing(const Operation& operation) {
  return operation.method == "ticket.slip" || operation.method == "service.resume" ||
         operation.method == "counter.auto_call" || operation.method == "kiosk.lease" ||
         operation.method == "ticket.hand_in";
}

class Checking {
 public:
  Checking(const std::vector<Operation>& operations, const Journal& journal)
      : operations_(operations), journal_(journal) {}

  Findings run() {
    found_.operations = operations_.size();
    follow_events();
    check_requests();
    for (const Operation& operation : operations_)
      check(operation);
    check_order();
    return found_;
  }

 private:
  enum class State { waiting, called, serving, parked, over };
  struct Ticket {
    State state = State::waiting;
    std::int64_t counter = 0;
  };

  template <class... Args>
  void say(std::size_t& count, fmt::format_string<Args...> form, Args&&... args) {
    ++count;
    if (found_.words.size() < most_words) {
      found_.words.push_back(fmt::format(form, std::forward<Args>(args)...));
    }
  }
  template <class... Args>
  void lost(fmt::format_string<Args...> form, Args&&... args) {
    say(found_.lost, form, std::forward<Args>(args)...);
  }
  template <class... Args>
  void doubled(fmt::format_string<Args...> form, Args&&... args) {
    say(found_.doubled, form, std::forward<Args>(args)...);
  }
  template <class... Args>
  void other(fmt::format_string<Args...> form, Args&&... args) {
    say(found_.other, form, std::forward<Args>(args)...);
  }

  void follow_events() {
    std::int64_t last_at = 0;
    std::uint64_t last_seq = 0;
    for (const Event& event : journal_.events) {
      if (event.seq != last_seq + 1) other("event {} follows {}", event.seq, last_seq);
      const bool back = event.type == "clock_set_back";
      if (event.at_ms < last_at && !back) other("event {}: time runs backwards", event.seq);
      last_seq = event.seq;
      last_at = event.at_ms;
      follow(event);
    }
  }

  void follow(const Event& event) {
    if (event.type == "day_began") {
      day_ = text(event.body, "day");
      if (!days_.insert(day_).second) doubled("day {} begins twice", day_);
    } else if (event.type == "clock_set_back") {
      // A day that a wrong clock had begun is taken back, and may begin again.
      if (text(event.body, "day").empty()) return;
      days_.erase(day_);
      day_ = text(event.body, "day");
    } else if (event.type == "ticket_issued" || event.type == "paper_entered" ||
               event.type == "ticket_handed_in" || event.type == "past_ticket_handed_in") {
      issued(event);
    } else if (event.type == "ticket_called") {
      called(event);
    } else if (event.type == "counter_closed") {
      // Its ticket, if it has one, is over with the day.
      counters_.erase(number(event.body, "counter"));
    } else if (event.body.contains("ticket")) {
      moved(event);
    }
  }

  void issued(const Event& event) {
    const std::int64_t id = number(event.body, "ticket");
    const std::string given = text(event.body, "number");
    const std::string day = event.body.contains("day") ? text(event.body, "day") : day_;
    if (id != 0 && !tickets_.emplace(id, Ticket{}).second) doubled("ticket {} is made twice", id);
    if (!numbers_.insert(day + " " + given).second) doubled("{} is given twice on {}", given, day);
    if (!tokens_.emplace(text(event.body, "token"), event.seq).second) {
      doubled("the token of {} is given twice", given);
    }
  }

  void called(const Event& event) {
    const std::int64_t seq = number(event.body, "seq");
    if (seq <= last_call_) doubled("call {} is made twice", seq);
    if (seq > last_call_ + 1) other("call {} follows call {}", seq, last_call_);
    last_call_ = seq;
    const std::int64_t id = number(event.body, "ticket");
    const std::int64_t counter = number(event.body, "counter");
    Ticket& ticket = tickets_[id];
    const json::value* recall = event.body.if_contains("recall");
    if (recall && recall->is_bool() && recall->get_bool()) {
      if (ticket.state != State::called || ticket.counter != counter) {
        doubled("event {}: ticket {} is recalled where it was not called", event.seq, id);
      }
      return;
    }
    if (ticket.state != State::waiting && ticket.state != State::parked) {
      doubled("event {}: ticket {} is called at counter {} although it is at counter {}", event.seq,
              id, counter, ticket.counter);
    }
    take(event, ticket, id, counter, State::called);
  }

  void take(const Event& event, Ticket& ticket, std::int64_t id, std::int64_t counter,
            State state) {
    const auto [at, free] = counters_.emplace(counter, id);
    if (!free && at->second != id) {
      doubled("event {}: counter {} has two tickets", event.seq, counter);
    }
    at->second = id;
    ticket = {state, counter};
  }

  void leave(Ticket& ticket, State state) {
    counters_.erase(ticket.counter);
    ticket = {state, 0};
  }

  void expect(const Event& event, const Ticket& ticket, State state) {
    if (ticket.state == state) return;
    doubled("event {}: {} of a ticket that is not so", event.seq, event.type);
  }

  void moved(const Event& event) {
    Ticket& ticket = tickets_[number(event.body, "ticket")];
    if (event.type == "service_started") {
      expect(event, ticket, State::called);
      ticket.state = State::serving;
    } else if (event.type == "service_finished") {
      expect(event, ticket, State::serving);
      leave(ticket, event.body.contains("next") ? State::waiting : State::over);
    } else if (event.type == "no_show_marked") {
      expect(event, ticket, State::called);
      leave(ticket, State::over);
    } else if (event.type == "ticket_transferred" || event.type == "ticket_reentered") {
      leave(ticket, State::waiting);
    } else if (event.type == "ticket_parked") {
      leave(ticket, State::parked);
    } else if (event.type == "ticket_taken_back") {
      expect(event, ticket, State::parked);
      take(event, ticket, number(event.body, "ticket"), number(event.body, "counter"),
           State::serving);
    } else if (event.type == "ticket_cancelled") {
      if (ticket.state == State::over) expect(event, ticket, State::waiting);
      leave(ticket, State::over);
    } else if (event.type == "ticket_unserved") {
      leave(ticket, State::over);
    }
  }

  void check_requests() {
    std::unordered_map<std::uint64_t, const Kept*> by_event;
    for (const Kept& kept : journal_.kept) {
      kept_.emplace(kept.request, &kept);
      if (!by_event.emplace(kept.seq, &kept).second) {
        doubled("event {} is the effect of two requests", kept.seq);
      }
    }
    for (const Event& event : journal_.events) {
      const bool asked = by_event.contains(event.seq);
      if (!asked && !has_no_request(event) && !may_lead(event)) {
        doubled("event {}, {}, is the effect of no request", event.seq, event.type);
      }
    }
    std::unordered_set<std::string_view> made;
    for (const Operation& operation : operations_)
      made.insert(operation.request);
    for (const Kept& kept : journal_.kept) {
      if (!made.contains(kept.request)) other("nobody made request {}", kept.request);
    }
  }

  void check(const Operation& operation) {
    if (operation.two_answers)
      lost("{} was answered in two ways: the first is gone", operation.request);
    if (!operation.result) return;
    ++found_.acknowledged;
    const auto kept = kept_.find(operation.request);
    if (operation.result->is_null() || (kept == kept_.end() && may_do_nothing(operation))) return;
    if (kept == kept_.end()) {
      return lost("{}: {} {} is not in the journal", operation.request, operation.method,
                  json::serialize(*operation.result));
    }
    if (json::parse(kept->second->answer) != *operation.result) {
      return lost("{}: {} was answered {}, and {} is kept", operation.request, operation.method,
                  json::serialize(*operation.result), kept->second->answer);
    }
    const auto* told = operation.result->if_object();
    if (told && told->contains("token") && !tokens_.contains(text(*told, "token"))) {
      lost("ticket {} is not in the journal", text(*told, "number"));
    }
  }

  /// Per letter: who was answered before another one asked has the lower number.
  void check_order() {
    struct Given {
      std::int64_t began;
      std::int64_t ended;
      std::uint64_t event;
      const Operation* operation;
    };
    std::map<std::string, std::vector<Given>> letters;
    for (const Operation& operation : operations_) {
      if (operation.method != "ticket.issue" || !operation.result) continue;
      const auto event = tokens_.find(text(operation.result->as_object(), "token"));
      if (event == tokens_.end()) continue;
      const std::string given = text(operation.result->as_object(), "number");
      letters[given.substr(0, given.find('-'))].push_back(
          {operation.began_us, operation.ended_us, event->second, &operation});
    }
    for (auto& [letter, all] : letters) {
      std::ranges::sort(all, {}, &Given::event);
      // Walked backwards: the earliest answer among the later numbers.
      std::int64_t earliest = INT64_MAX;
      for (auto one = all.rbegin(); one != all.rend(); ++one) {
        if (earliest < one->began) {
          other("{} was asked for after a later number had been given",
                text(one->operation->result->as_object(), "number"));
        }
        earliest = std::min(earliest, one->ended);
      }
    }
  }

  const std::vector<Operation>& operations_;
  const Journal& journal_;
  Findings found_;
  std::string day_;
  std::set<std::string> days_;
  std::unordered_map<std::int64_t, Ticket> tickets_;
  std::unordered_map<std::int64_t, std::int64_t> counters_;  ///< counter: its ticket
  std::unordered_set<std::string> numbers_;
  std::unordered_map<std::string, std::uint64_t> tokens_;  ///< token: the event
  std::unordered_map<std::string_view, const Kept*> kept_;
  std::int64_t last_call_ = 0;
};

}  // namespace

Findings& Findings::operator+=(const Findings& more) {
  operations += more.operations;
  acknowledged += more.acknowledged;
  lost += more.lost;
  doubled += more.doubled;
  other += more.other;
  for (const std::string& word : more.words) {
    if (words.size() < most_words) words.push_back(word);
  }
  return *this;
}

Findings check_history(const std::vector<Operation>& operations, const Journal& journal) {
  return Checking(operations, journal).run();
}

}  // namespace giliran::faults
