#include "hall/core/calling_rule.hpp"

#include <algorithm>

namespace giliran::hall {

namespace {

using std::chrono::milliseconds;

enum Group { by_index = 1, promoted = 2, placed_first = 3 };

/// How tickets of one service stand at a counter, by the plan and the run of priority calls.
class Rule {
 public:
  Rule(const Hall& hall, std::size_t service, milliseconds penalty, bool others_turn, WallTime now)
      : plan_(hall.plan()),
        service_(plan_.services[service]),
        penalty_(penalty),
        others_turn_(others_turn),
        now_(now) {}

  /// Nothing if the ticket's index is below the penalty.
  std::optional<Standing> standing(VisitorClass visitor, bool first, const Waiting& ticket) const {
    if (first) return Standing{placed_first, 0, 0, ticket.since, ticket.ticket};
    const milliseconds wait = now_ - ticket.since;
    if (plan_.rule.max_wait && wait >= *plan_.rule.max_wait) {
      return Standing{promoted, 0, 0, ticket.since, ticket.ticket};
    }
    const std::int64_t index = worth(visitor, wait);
    const std::int64_t penalty = penalty_.count() * 1000;
    if (penalty > 0 && index < penalty) return std::nullopt;
    return Standing{by_index, tier(visitor), index - penalty, ticket.since, ticket.ticket};
  }

 private:
  bool by_ratio() const { return plan_.rule.mode == CallingRule::Mode::ratio; }

  int tier(VisitorClass visitor) const {
    if (!by_ratio()) return of(visitor).tier;
    return (visitor == VisitorClass::priority) != others_turn_ ? 1 : 0;
  }

  std::int64_t worth(VisitorClass visitor, milliseconds wait) const {
    if (by_ratio()) return wait.count() * 1000;
    const ClassRule& rule = of(visitor);
    milliseconds counted = wait;
    if (rule.after_target) counted = std::max(milliseconds(0), wait - service_.wait_target);
    return milliseconds(rule.bonus).count() * 1000 + rule.rate_milli * counted.count();
  }

  const ClassRule& of(VisitorClass visitor) const {
    return service_.classes[static_cast<std::size_t>(visitor)];
  }

  const HallPlan& plan_;
  const Service& service_;
  milliseconds penalty_;
  bool others_turn_;
  WallTime now_;
};

bool is_paused(const Hall& hall, std::size_t service) {
  return hall.pause(service).since.has_value();
}

bool serves(const Hall& hall, CounterId counter, const ServiceId& service, WallTime now) {
  const auto index = hall.index_of(service);
  std::vector<Served> space;
  const auto& served = hall.served_at(counter, now, space);
  return index && std::ranges::find(served, *index, &Served::service) != served.end();
}

/// Whether the counter or officer that the ticket is reserved for is there and can call it.
bool holder_present(const Hall& hall, const Ticket& ticket, WallTime now) {
  return std::ranges::any_of(hall.open_counters(), [&](CounterId open) {
    const bool holder = ticket.only_counter ? open == *ticket.only_counter
                                            : hall.counter(open).officer == ticket.only_officer;
    return holder && serves(hall, open, ticket.service, now);
  });
}

bool may_call(const Hall& hall, CounterId counter, const Ticket& ticket, WallTime now) {
  if (!ticket.only_counter && !ticket.only_officer) return true;
  const bool mine = ticket.only_counter ? counter == *ticket.only_counter
                                        : hall.counter(counter).officer == ticket.only_officer;
  return mine || !holder_present(hall, ticket, now);
}

bool others_turn(const Hall& hall, int run) {
  return hall.plan().rule.mode == CallingRule::Mode::ratio &&
         run >= hall.plan().rule.priority_in_a_row;
}

/// The tickets that one counter may call, as sorted sequences of equal kind.
class Offer {
 public:
  Offer(const Hall& hall, CounterId counter, WallTime now)
      : hall_(hall), counter_(counter), now_(now), served_(hall.served_at(counter, now, space_)) {
    kinds_.reserve(16);
    for (const Served& served : served_) {
      if (is_paused(hall, served.service)) continue;
      const Queue& queue = hall.queue(served.service);
      for (std::size_t visitor = 0; visitor < queue.lanes.size(); ++visitor)
        add(served, queue.lanes[visitor], static_cast<VisitorClass>(visitor), false);
      add(served, queue.first, VisitorClass::ordinary, true);
      for (const TicketId id : queue.reserved) {
        const Ticket& ticket = *hall.ticket(id);
        if (may_call(hall, counter, ticket, now)) reserved_.push_back({served, &ticket});
      }
    }
  }

  int run() const { return hall_.priority_run(served_); }

  /// The best that was not taken yet, after so many priority calls in a row.
  std::optional<Standing> best(int run) const {
    std::optional<Standing> best;
    const auto consider = [&](const std::optional<Standing>& one) {
      if (one && (!best || *one > *best)) best = one;
    };
    for (const Kind& kind : kinds_) {
      if (kind.next == kind.lane->size()) continue;
      consider(rule(kind.served, run).standing(kind.visitor, kind.first, (*kind.lane)[kind.next]));
    }
    for (const Single& single : reserved_)
      consider(standing(single, run));
    return best;
  }

  void take(TicketId ticket) {
    for (Kind& kind : kinds_) {
      if (kind.next < kind.lane->size() && (*kind.lane)[kind.next].ticket == ticket) ++kind.next;
    }
    std::erase_if(reserved_, [&](const Single& one) { return one.ticket->id == ticket; });
  }

  /// See ordinary_waits().
  bool ordinary_left() const {
    return std::ranges::any_of(kinds_, [&](const Kind& kind) {
      return !kind.first && kind.visitor != VisitorClass::priority &&
             kind.next < kind.lane->size() &&
             rule(kind.served, 0).standing(kind.visitor, false, (*kind.lane)[kind.next]);
    });
  }

  std::optional<Standing> standing_of(const Ticket& ticket) const {
    for (const Served& served : served_) {
      if (hall_.plan().services[served.service].id != ticket.service) continue;
      if (is_paused(hall_, served.service) || !may_call(hall_, counter_, ticket, now_)) break;
      return standing({served, &ticket}, run());
    }
    return std::nullopt;
  }

 private:
  struct Kind {
    Served served;
    const Lane* lane;
    VisitorClass visitor;
    bool first;
    std::size_t next = 0;
  };
  struct Single {
    Served served;
    const Ticket* ticket;
  };

  void add(const Served& served, const Lane& lane, VisitorClass visitor, bool first) {
    if (!lane.empty()) kinds_.push_back({served, &lane, visitor, first, 0});
  }
  Rule rule(const Served& served, int run) const {
    return {hall_, served.service, served.penalty, others_turn(hall_, run), now_};
  }
  std::optional<Standing> standing(const Single& one, int run) const {
    return rule(one.served, run)
        .standing(one.ticket->visitor(), one.ticket->first, {one.ticket->since, one.ticket->id});
  }

  const Hall& hall_;
  CounterId counter_;
  WallTime now_;
  std::vector<Served> space_;
  const std::vector<Served>& served_;
  std::vector<Kind> kinds_;
  std::vector<Single> reserved_;
};

}  // namespace

std::strong_ordering operator<=>(const Standing& a, const Standing& b) {
  if (const auto by = a.group <=> b.group; by != 0) return by;
  if (const auto by = a.tier <=> b.tier; by != 0) return by;
  if (const auto by = a.index <=> b.index; by != 0) return by;
  if (const auto by = b.since <=> a.since; by != 0) return by;
  return b.ticket <=> a.ticket;
}

std::optional<TicketId> next_for(const Hall& hall, CounterId counter, WallTime now) {
  const Offer offer(hall, counter, now);
  const auto best = offer.best(offer.run());
  return best ? std::optional(best->ticket) : std::nullopt;
}

std::optional<Standing> standing_at(const Hall& hall, CounterId counter, TicketId id,
                                    WallTime now) {
  const Ticket* ticket = hall.ticket(id);
  if (!ticket || ticket->state != TicketState::waiting || ticket->slip == Slip::failed) {
    return std::nullopt;
  }
  return Offer(hall, counter, now).standing_of(*ticket);
}

std::vector<TicketId> calling_order(const Hall& hall, CounterId counter, std::size_t limit,
                                    WallTime now) {
  Offer offer(hall, counter, now);
  std::vector<TicketId> order;
  int run = offer.run();
  while (order.size() < limit) {
    const auto best = offer.best(run);
    if (!best) break;
    order.push_back(best->ticket);
    offer.take(best->ticket);
    run = hall.ticket(best->ticket)->priority && offer.ordinary_left() ? run + 1 : 0;
  }
  return order;
}

int waiting_at(const Hall& hall, CounterId counter, WallTime now) {
  int count = 0;
  for (const Served& served : hall.served_at(counter, now)) {
    if (is_paused(hall, served.service)) continue;
    const Queue& queue = hall.queue(served.service);
    count += static_cast<int>(queue.size());
    for (const TicketId id : queue.reserved)
      count -= may_call(hall, counter, *hall.ticket(id), now) ? 0 : 1;
  }
  return count;
}

bool ordinary_waits(const Hall& hall, const std::vector<Served>& all, WallTime now) {
  return std::ranges::any_of(all, [&](const Served& served) {
    if (is_paused(hall, served.service)) return false;
    const Queue& queue = hall.queue(served.service);
    const Rule rule(hall, served.service, served.penalty, false, now);
    return std::ranges::any_of(
        std::array{VisitorClass::ordinary, VisitorClass::appointment}, [&](VisitorClass visitor) {
          const Lane& lane = queue.lanes[static_cast<std::size_t>(visitor)];
          return !lane.empty() && rule.standing(visitor, false, lane.front());
        });
  });
}

// --- how many are before one ---------------------------------------------------------------------

namespace {

/// Counts those that would be called before somebody, over services with common counters.
class Before {
 public:
  Before(const Hall& hall, std::size_t service, WallTime now)
      : hall_(hall), now_(now), services_(hall.competitors(service)) {}

  /// In mode `index`, and for who is promoted or placed first in either mode.
  int by_standing(const Standing& mine) const {
    int count = 0;
    each_lane([&](const Rule& rule, const Lane& lane, VisitorClass visitor, bool first) {
      // Within a lane the standing falls.
      count += static_cast<int>(
          std::ranges::partition_point(
              lane,
              [&](const Waiting& one) { return *rule.standing(visitor, first, one) > mine; }) -
          lane.begin());
    });
    for (const std::size_t service : services_) {
      for (const TicketId id : hall_.queue(service).reserved) {
        const Ticket& ticket = *hall_.ticket(id);
        const auto standing =
            rule(service).standing(ticket.visitor(), ticket.first, {ticket.since, ticket.id});
        if (ticket.id != mine.ticket && *standing > mine) ++count;
      }
    }
    return count;
  }

  /// In mode `ratio`, of who is neither promoted nor placed first: the run of priority tickets
  /// before each other one is at most k, the first at most what is left of it.
  int by_ratio(bool priority, const Standing& mine) const {
    int before = 0;
    int same = 0;
    int other = 0;
    each_lane([&](const Rule& rule, const Lane& lane, VisitorClass visitor, bool first) {
      const bool same_kind = (visitor == VisitorClass::priority) == priority;
      // Those that go before the ratio rule lead the lane.
      const auto ruled = std::ranges::partition_point(lane, [&](const Waiting& one) {
        return rule.standing(visitor, first, one)->group > by_index;
      });
      before += static_cast<int>(ruled - lane.begin());
      if (!same_kind) {
        other += static_cast<int>(lane.end() - ruled);
      } else {
        const Waiting own{mine.since, mine.ticket};
        same += static_cast<int>(std::lower_bound(ruled, lane.end(), own) - ruled);
      }
    });
    const int run = std::max(1, hall_.plan().rule.priority_in_a_row);
    const int left = left_in_run();
    if (!priority) return before + same + std::min(other, left + same * run);
    const int beyond = same - left;
    return before + same + (beyond < 0 ? 0 : std::min(other, 1 + beyond / run));
  }

  Standing standing(VisitorClass visitor, bool first, const Waiting& ticket) const {
    return *rule(services_.front()).standing(visitor, first, ticket);
  }

 private:
  Rule rule(std::size_t service) const { return {hall_, service, {}, false, now_}; }

  template <class Each>
  void visit(const Each& each, std::size_t service, const Lane& lane, VisitorClass visitor,
             bool first) const {
    if (!lane.empty()) each(rule(service), lane, visitor, first);
  }
  template <class Each>
  void each_lane(const Each& each) const {
    for (const std::size_t service : services_) {
      const Queue& queue = hall_.queue(service);
      for (std::size_t visitor = 0; visitor < queue.lanes.size(); ++visitor)
        visit(each, service, queue.lanes[visitor], static_cast<VisitorClass>(visitor), false);
      visit(each, service, queue.first, VisitorClass::ordinary, true);
    }
  }

  /// The most over the open counters that have it as their own: nobody is promised less than may
  /// come.
  int left_in_run() const {
    const int run = hall_.plan().rule.priority_in_a_row;
    std::optional<int> left;
    for (const auto& [id, counter] : hall_.counters()) {
      if (counter.state == CounterState::closed || !hall_.is_own(id, services_.front())) continue;
      std::vector<Served> space;
      const int used = hall_.priority_run(hall_.served_at(id, now_, space));
      left = std::max(left.value_or(0), run - used);
    }
    return left.value_or(run);
  }

  const Hall& hall_;
  WallTime now_;
  const std::vector<std::size_t>& services_;  ///< itself first
};

int ahead(const Hall& hall, const Newcomer& one, TicketId id, WallTime now) {
  const auto service = hall.index_of(one.service);
  if (!service) return 0;
  const Before before(hall, *service, now);
  const Standing mine = before.standing(one.visitor, one.first, {one.since, id});
  const bool by_ratio = hall.plan().rule.mode == CallingRule::Mode::ratio && mine.group == by_index;
  return by_ratio ? before.by_ratio(one.visitor == VisitorClass::priority, mine)
                  : before.by_standing(mine);
}

}  // namespace

int ahead_of(const Hall& hall, TicketId id, WallTime now) {
  const Ticket* ticket = hall.ticket(id);
  if (!ticket) return 0;
  return ahead(hall, {ticket->service, ticket->visitor(), ticket->first, ticket->since}, id, now);
}

int ahead_of(const Hall& hall, const Newcomer& newcomer, WallTime now) {
  return ahead(hall, newcomer, hall.next_ticket(), now);
}

}  // namespace giliran::hall
