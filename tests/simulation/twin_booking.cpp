#include <algorithm>

#include "tests/simulation/foresight.hpp"
#include "tests/simulation/twin.hpp"
#include "tests/simulation/verdict.hpp"

namespace giliran::simulation {

namespace chr = std::chrono;
using namespace hall;

// --- services and bookings -----------------------------------------------------------------------

Verdict Twin::on(const PauseService& c) {
  Verdict verdict;
  verdict.unless(plan_.service(c.service), Reason::unknown_service);
  verdict.unless(text_ok(c.why, true), Reason::bad_text);
  verdict.unless(!paused(c.service), Reason::service_paused);
  if (!verdict.done()) return verdict;
  last_at = now_.at;
  pauses.push_back({c.service, now_.at, {}});
  pause_reasons[c.service] = c.why;
  return verdict;
}

Verdict Twin::on(const ResumeService& c) {
  if (!plan_.service(c.service)) return no(Reason::unknown_service);
  if (!paused(c.service)) return {};
  end_pause(c.service);
  last_at = now_.at;
  return {};
}

Verdict Twin::on(const BookAppointment& c) {
  Verdict verdict;
  const Service* service = plan_.service(c.service);
  verdict.unless(service, Reason::unknown_service);
  verdict.unless(!booking(c.code), Reason::request_conflict);
  if (!service) return verdict;
  const auto date = chr::floor<chr::days>(c.at);
  verdict.unless(c.at > now_.local && date >= *day && date <= *day + plan_.appointments.ahead,
                 Reason::too_far);
  verdict.unless(service->hours.state_at(c.at) == ServiceState::open, Reason::service_closed);
  verdict.unless((c.at - date) % plan_.appointments.slot == chr::milliseconds(0), Reason::bad_time);
  const auto booked = std::ranges::count_if(
      bookings, [&](const Booking& one) { return one.service == c.service && one.at == c.at; });
  const auto here = std::ranges::count(checked_in, std::pair(c.service, c.at));
  verdict.unless(booked + here < service->appointments_per_slot && quota_left(*service, date) != 0,
                 Reason::booked_up);
  if (!verdict.done()) return verdict;
  last_at = now_.at;
  bookings.push_back({c.code, c.service, date, c.at, now_.at, c.priority, c.language});
  return verdict;
}

Verdict Twin::on(const TakeDatedSlip& c) {
  Verdict verdict;
  const Service* service = plan_.service(c.service);
  verdict.unless(service, Reason::unknown_service);
  verdict.unless(!booking(c.code), Reason::request_conflict);
  if (!service) return verdict;
  const auto date = service->hours.next_open_day(*day);
  verdict.unless(date.has_value(), Reason::service_closed);
  verdict.unless(!date || quota_left(*service, *date) != 0, Reason::booked_up);
  if (!verdict.done()) return verdict;
  last_at = now_.at;
  bookings.push_back({c.code, c.service, *date, {}, now_.at, c.priority, c.language});
  return verdict;
}

Verdict Twin::on(const CancelBooking& c) {
  if (!booking(c.code)) return no(Reason::unknown_booking);
  std::erase_if(bookings, [&](const Booking& one) { return one.code == c.code; });
  last_at = now_.at;
  return {};
}

Verdict Twin::on(const CheckIn& c) {
  const Booking* found = booking(c.code);
  if (!found) return no(Reason::unknown_booking);
  const Booking one = *found;
  const Service& service = *plan_.service(one.service);
  const AppointmentRule& rule = plan_.appointments;
  Verdict verdict;
  verdict.unless(one.day <= *day && (!one.at || now_.local >= *one.at - rule.early),
                 Reason::booking_early);
  verdict.unless(intake(service, now_.local) != ServiceState::closed, Reason::service_closed);
  if (!verdict.done()) return verdict;
  const bool in_time = one.at && now_.local <= *one.at + rule.late;
  Person person = newcomer(*this, one.service, now_.at);
  person.first = !one.at;
  if (!one.at) person.since = one.made_at;
  if (in_time) person.since = wall(*one.at);
  if (in_time) person.visitor = VisitorClass::appointment;
  if (one.priority) person.visitor = VisitorClass::priority;
  const auto told = wait_of(*this, plan_, person, now_.at);
  std::erase_if(bookings, [&](const Booking& other) { return other.code == c.code; });
  if (one.at) checked_in.emplace_back(one.service, *one.at);
  Ticket& ticket = issue(one.service, {service.letter, next_number(service.letter)});
  ticket.priority = one.priority;
  ticket.language = one.language;
  ticket.token = c.token;
  ticket.quoted = told;
  ticket.first = person.first;
  ticket.appointment = in_time;
  ticket.arrival = ticket.since = person.since;
  return verdict;
}

// --- numbers that kiosks give --------------------------------------------------------------------

Verdict Twin::on(const LeaseNumbers& c) {
  if (!text_ok(c.device.value(), false)) return no(Reason::bad_text);
  for (const chr::local_days date : lease_days()) {
    std::set<char> letters;
    for (const Service& service : plan_.services)
      letters.insert(service.letter);
    for (const char letter : letters) {
      if (has_enough(c.device, date, letter)) continue;
      const int first =
          std::max(above(date, letter) + plan_.offline.first_number, known(date, letter) + 1);
      const int last = std::min(first + plan_.offline.numbers - 1, 9999);
      if (last < first) continue;
      leases.push_back({c.device, date, letter, first, last, now_.at});
      last_at = now_.at;
    }
  }
  return {};
}

Verdict Twin::on(const HandInTicket& c) {
  Verdict verdict;
  const char letter = c.number.letter;
  const bool letter_ok =
      letter >= 'A' && letter <= 'Z' && letter != 'I' && letter != 'O' && letter != 'Q';
  verdict.unless(letter_ok && c.number.number >= 1 && c.number.number <= 99'999, Reason::bad_text);
  verdict.unless(c.then.size() <= 7, Reason::bad_text);
  for (const ServiceId& then : c.then)
    verdict.unless(text_ok(then.value(), false), Reason::bad_text);
  verdict.unless(text_ok(c.device.value(), false) && text_ok(c.service.value(), false) &&
                     text_ok(c.token.value(), false),
                 Reason::bad_text);
  bool known = find(c.token) != nullptr;
  for (const Ticket& ticket : gone)
    known = known || (ticket.number == c.number && ticket.token == c.token);
  if (!verdict.done() || known) return verdict;
  if (c.day > *day) return no(Reason::bad_time);
  if (c.day < *day) {
    last_at = now_.at;
    return {};
  }
  verdict.unless(plan_.service(c.service), Reason::unknown_service);
  for (const ServiceId& then : c.then)
    verdict.unless(plan_.service(then), Reason::unknown_service);
  verdict.unless(!given(c.number), Reason::number_taken);
  const LeaseSpan* range = lease(*day, c.number);
  verdict.unless(range ? range->device == c.device : c.of_other_journal, Reason::not_leased);
  if (!verdict.done()) return verdict;
  WallTime since = c.issued_at;
  if (range && since < range->at) since = range->at;
  if (since < wall(*day)) since = wall(*day);
  if (since > now_.at) since = now_.at;
  Ticket& ticket = issue(c.service, c.number);
  not_by_the_hall.insert(ticket.id);
  ticket.priority = c.priority;
  ticket.language = c.language;
  ticket.token = c.token;
  ticket.to_do = c.then;
  ticket.slip = c.slip;
  ticket.issued_at = ticket.arrival = ticket.since = ticket.waits_from = since;
  return verdict;
}

}  // namespace giliran::simulation
