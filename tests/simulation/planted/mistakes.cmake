# Mistakes that the simulation must find. Each replaces one piece of hall/core, which must stand
# there exactly once, by a choice between the mistake (if `planted_mistake` has its number) and the
# right text. The product's own files stay as they are.

plant(1 "the run of priority calls is one longer than the rule allows" calling_rule.cpp
  [[run >= hall.plan().rule.priority_in_a_row]]
  [[run > hall.plan().rule.priority_in_a_row]])
plant(2 "a ticket is promoted as soon as it is past half the longest wait" calling_rule.cpp
  [[wait >= *plan_.rule.max_wait]]
  [[wait >= *plan_.rule.max_wait / 2]])
plant(3 "a head start is forgotten" calling_rule.cpp
  [[milliseconds(rule.bonus).count() * 1000]]
  [[std::int64_t{0}]])
plant(4 "a secondary service is called from the first moment on" calling_rule.cpp
  [[penalty > 0 && index < penalty]]
  [[penalty > 0 && index < 0]])
plant(5 "the ticket of a paused service is called" calling_rule.cpp
  [[hall.pause(service).since.has_value()]]
  [[(hall.pause(service).since.has_value() && hall.queue(service).size() % 2 == 0)]])
plant(6 "a ticket that is reserved for an officer is called by anybody" calling_rule.cpp
  [[mine || !holder_present(hall, ticket, now)]]
  [[mine || ticket.only_officer || !holder_present(hall, ticket, now)]])
plant(7 "a number from paper is given a second time" hall.cpp
  [[is_given(number)]]
  [[number.number % 2 == 0 && is_given(number)]])
plant(8 "a clock set back rolls the day back" decide.cpp
  [[*hall.day() >= day]]
  [[*hall.day() == day]])
plant(9 "a lent counter keeps the service" hall.cpp
  [[index && now < lending.until]]
  [[index.has_value()]])
plant(10 "priority has no more time before it is marked absent" decide_ticket.cpp
  [[ticket->priority ? rule.priority_after : rule.after]]
  [[rule.after]])
plant(11 "an absence counts as waiting" decide_ticket.cpp
  [[rule.place == Place::arrival ? before + absent : moment_.at]]
  [[rule.place == Place::arrival ? before : moment_.at]])
plant(12 "bookings do not count against the quota" intake.cpp
  [[*quota - issued - static_cast<int>(booked)]]
  [[*quota - issued]])
plant(13 "the time of a pause counts as waiting" hall.cpp
  [[until - step.waits_from - hall.paused(step.service, step.waits_from, until)]]
  [[until - step.waits_from]])
plant(14 "a transferred ticket stays in its old queue" apply_ticket.cpp
  [[if (left.state == TicketState::waiting) leave_queue(left);]]
  [[if (left.state == TicketState::waiting && left.priority) leave_queue(left);]])
plant(15 "a late appointment keeps its booked time" decide_booking.cpp
  [[moment_.local <= *booking.at + rule.late]]
  [[moment_.local <= *booking.at + rule.late * 100]])
plant(16 "a ticket that nobody holds is called" apply_ticket.cpp
  [[if (waits && held && !holds) leave_queue(changed);]]
  [[if (waits && held && !holds && changed.appointment) leave_queue(changed);]])
plant(17 "a counter with a visitor can be closed" decide_counter.cpp
  [[if (!counter.ticket) return std::nullopt;]]
  [[if (!counter.ticket || counter.state == CounterState::serving) return std::nullopt;]])
plant(18 "an idle counter calls by itself too early" decide_counter.cpp
  [[moment_.at - counter.since < plan->auto_call_after]]
  [[moment_.at - counter.since < plan->auto_call_after / 2]])
plant(19 "what is left to do is done after any outcome" decide_ticket.cpp
  [[command.outcome == Outcome::served && !ticket->to_do.empty()]]
  [[!ticket->to_do.empty()]])
plant(20 "a slip for another day goes behind those who came" decide_booking.cpp
  [[issued.first = true;]]
  [[issued.first = false;]])
plant(21 "the first number of a lease is given by the hall too" hall.cpp
  [[found->first <= number]]
  [[found->first < number]])
plant(22 "a number that is handed in comes when it is told" leases.cpp
  [[std::min(std::max(command.issued_at, earliest), moment_.at)]]
  [[moment_.at]])
plant(23 "leases are forgotten when their day begins" apply.cpp
  [[return one.first.first < kept;]]
  [[return one.first.first <= event.day;]])
plant(24 "a restored journal goes on where its copy ends" leases.cpp
  [[known + hall.restored() * restore_margin]]
  [[known + hall.restored()]])
plant(25 "what is handed in again is refused" leases.cpp
  [[hall_.ticket(command.token) || hall_.is_given(command.number, command.token)]]
  [[false]])
plant(26 "a clock that is set back leaves queues as they were" moved.cpp
  [[(*this)(lane);]]
  [[;]])
plant(27 "a clock that is set back forgets the steps before" moved.cpp
  [[(*this)(step);]]
  [[;]])
plant(28 "a day that ended, or was taken back, forgets which numbers it gave" apply.cpp
  [[std::max(above, static_cast<int>(given.size()) - 1)]]
  [[above]])
plant(29 "what is handed in again after its ticket was put away is refused" hall.cpp
  [[return trace_of(number) == trace_of(token);]]
  [[return ticket(number) && trace_of(number) == trace_of(token);]])
plant(30 "who was absent and came back is put away as if the visit were over" apply_ticket.cpp
  [[std::erase(hall.over_, event.ticket);]]
  [[;]])
plant(31 "the figures forget a ticket that is put away" apply_ticket.cpp
  [[hall.put_away_.add(hall, old);]]
  [[;]])
plant(32 "the number of a ticket that is put away is free again" hall.cpp
  [[return trace_of(number) != 0;]]
  [[return ticket(number) && trace_of(number) != 0;]])
