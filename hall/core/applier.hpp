#pragma once

#include "hall/core/hall.hpp"

namespace giliran::hall {

/// What each event does to the hall; for apply() alone. What becomes of tickets is in
/// apply_ticket.cpp.
struct Hall::Applier {
  Hall& hall;
  WallTime at;

  void operator()(const DayBegan& event);

  // --- tickets -----------------------------------------------------------------------------------
  void operator()(const TicketIssued& event);
  void operator()(const PaperEntered& event);
  void operator()(const TicketHandedIn& event);
  void operator()(const PastTicketHandedIn&);
  void operator()(const SlipSet& event);
  void operator()(const TicketCalled& event);
  void operator()(const ServiceStarted& event);
  void operator()(const ServiceFinished& event);
  void operator()(const NoShowMarked& event);
  void operator()(const TicketUnserved& event);
  void operator()(const TicketCancelled& event);
  void operator()(const TicketTransferred& event);
  void operator()(const StepAdded& event);
  void operator()(const TicketParked& event);
  void operator()(const TicketTakenBack& event);
  void operator()(const TicketReentered& event);

  // --- counters ----------------------------------------------------------------------------------
  void operator()(const CounterOpened& event);
  void operator()(const CounterClosed& event);
  void operator()(const BreakStarted& event);
  void operator()(const BreakEnded& event);
  void operator()(const CounterLent& event);
  void operator()(const CounterReturned& event);
  void operator()(const AutoCallSet& event);

  // --- services and bookings ---------------------------------------------------------------------
  void operator()(const ServicePaused& event);
  void operator()(const ServiceResumed& event);
  void operator()(const AppointmentBooked& event);
  void operator()(const DatedSlipTaken& event);
  void operator()(const BookingCancelled& event);

  // --- numbers that kiosks may give by themselves ------------------------------------------------
  void operator()(const NumbersLeased& event);
  void operator()(const JournalRestored& event);
  void operator()(const RunRaised& event);
  void operator()(const ClockSetBack& event);

 private:
  /// When this day comes again, its numbers go on.
  void remember_numbers();
  void take_back_day(std::chrono::local_days right);

  Ticket& ticket(TicketId id);
  Ticket& add(Ticket added);
  /// The last thing that an event does to a ticket: only figures are left of the oldest such one.
  void is_over(const Ticket& ended);
  void put_away(const Ticket& old);
  void check_in(const BookingCode& code);

  // --- the clock of a step -----------------------------------------------------------------------
  void start_clock(Ticket& ticket);
  void begin_wait(Ticket& ticket);
  /// Keeps the present step among those done. What only that step had is over.
  void next_step(Ticket& ticket);
  /// The ticket leaves its queue or its counter, and with that its step.
  void leave(Ticket& left);

  // --- queues ------------------------------------------------------------------------------------
  void queue(const Ticket& joined);
  void leave_queue(const Ticket& left);

  // --- counters ----------------------------------------------------------------------------------
  Counter& set_state(CounterId id, CounterState state);
  void arrive_at(Ticket& ticket, CounterId id, CounterState state);
  void free_counter(const Ticket& left);
  /// Of the ratio rule; see Hall::priority_run.
  void count_run(const Ticket& called, CounterId counter);
  void remember_service(const Ticket& finished);
  Ticket& end(TicketId id, TicketState state);
};

}  // namespace giliran::hall
