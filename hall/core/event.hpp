#pragma once

#include <chrono>
#include <cstdint>
#include <variant>

#include "shared/base/clock.hpp"
#include "shared/base/ids.hpp"
#include "shared/model/language.hpp"
#include "shared/model/states.hpp"
#include "shared/model/ticket_number.hpp"

/// What has happened. The journal keeps these for ever: a member may be added, never changed.
namespace giliran::hall {

/// A calendar day of the hall began: counters are closed and numbers start at 1.
struct DayBegan {
  std::chrono::local_days day;
  friend bool operator==(const DayBegan&, const DayBegan&) = default;
};
struct TicketIssued {
  TicketId ticket;
  TicketNumber number;
  ServiceId service;
  bool priority = false;
  Language language = Language::id;
  TicketToken token;
  friend bool operator==(const TicketIssued&, const TicketIssued&) = default;
};
struct SlipSet {
  TicketId ticket;
  Slip slip = Slip::pending;
  friend bool operator==(const SlipSet&, const SlipSet&) = default;
};
struct CounterOpened {
  CounterId counter;
  friend bool operator==(const CounterOpened&, const CounterOpened&) = default;
};
struct CounterClosed {
  CounterId counter;
  friend bool operator==(const CounterClosed&, const CounterClosed&) = default;
};
/// `seq` grows by one with each call and recall over the whole life of the hall.
struct TicketCalled {
  CallSeq seq;
  TicketId ticket;
  CounterId counter;
  bool recall = false;
  friend bool operator==(const TicketCalled&, const TicketCalled&) = default;
};
struct ServiceStarted {
  TicketId ticket;
  friend bool operator==(const ServiceStarted&, const ServiceStarted&) = default;
};
struct ServiceFinished {
  TicketId ticket;
  friend bool operator==(const ServiceFinished&, const ServiceFinished&) = default;
};
struct NoShowMarked {
  TicketId ticket;
  friend bool operator==(const NoShowMarked&, const NoShowMarked&) = default;
};
/// The day ended before the ticket did.
struct TicketUnserved {
  TicketId ticket;
  friend bool operator==(const TicketUnserved&, const TicketUnserved&) = default;
};

using Event =
    std::variant<DayBegan, TicketIssued, SlipSet, CounterOpened, CounterClosed, TicketCalled,
                 ServiceStarted, ServiceFinished, NoShowMarked, TicketUnserved>;

/// An event in the journal. `seq` grows by one from 1, `at` never runs backwards.
struct Recorded {
  std::uint64_t seq = 0;
  WallTime at;
  Event event;
  friend bool operator==(const Recorded&, const Recorded&) = default;
};

}  // namespace giliran::hall
