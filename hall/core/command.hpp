#pragma once

#include <variant>

#include "shared/base/clock.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/zone.hpp"
#include "shared/model/language.hpp"
#include "shared/model/states.hpp"

/// What the hall can be asked to do. Values; the edge fills in what needs a random source.
namespace giliran::hall {

/// When a command is decided, on both clocks: UTC and the hall's own.
struct Moment {
  WallTime at;
  LocalTime local;
};

struct IssueTicket {
  ServiceId service;
  bool priority = false;
  Language language = Language::id;
  TicketToken token;  ///< random, made by the edge
};
struct SetSlip {
  TicketId ticket;
  Slip slip = Slip::pending;
};
struct OpenCounter {
  CounterId counter;
};
struct CloseCounter {
  CounterId counter;
};
struct CallNext {
  CounterId counter;
};
struct Recall {
  CounterId counter;
};
struct StartService {
  TicketId ticket;
};
struct FinishService {
  TicketId ticket;
};
struct MarkNoShow {
  TicketId ticket;
};
/// Ends the day before if the hall's calendar says another one; nothing happens otherwise. Every
/// other command does the same first.
struct BeginDay {};

using Command = std::variant<IssueTicket, SetSlip, OpenCounter, CloseCounter, CallNext, Recall,
                             StartService, FinishService, MarkNoShow, BeginDay>;

}  // namespace giliran::hall
