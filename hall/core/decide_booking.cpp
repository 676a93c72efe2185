#include <algorithm>

#include "hall/core/decisions.hpp"
#include "hall/core/intake.hpp"
#include "hall/core/wait_estimate.hpp"
#include "shared/base/text.hpp"

#include "shared/base/iso_time.hpp"

namespace giliran::hall {

namespace chr = std::chrono;

/// Those not checked in yet, and those that are.
int BookingDecider::booked(const Service& service, LocalTime at) const {
  const auto waiting = std::ranges::count_if(hall_.bookings(), [&](const auto& one) {
    return one.second.service == service.id && one.second.at == at;
  });
  return static_cast<int>(waiting) + hall_.checked_in(service.id, at);
}

std::optional<Refusal> BookingDecider::no_such_slot(const Service& service, LocalTime at) const {
  const AppointmentRule& rule = hall_.plan().appointments;
  const auto day = chr::floor<chr::days>(at);
  const auto today = *hall_.day();
  if (at <= moment_.local || day < today || day > today + rule.ahead) {
    return refuse(Reason::too_far, service.id.value(), iso_text(day));
  }
  if (service.hours.state_at(at) != ServiceState::open) {
    const auto opens = service.hours.next_opening(at);
    return refuse(Reason::service_closed, service.id.value(),
                  opens ? time_text(*opens, moment_.local) : "");
  }
  if ((at - day) % rule.slot != chr::milliseconds(0)) return refuse(Reason::bad_time, "at");
  if (booked(service, at) >= service.appointments_per_slot ||
      quota_left(hall_, service, day) == 0) {
    return refuse(Reason::booked_up, service.id.value(), time_text(at, moment_.local));
  }
  return std::nullopt;
}

Decision BookingDecider::operator()(const BookAppointment& command) const {
  const Service* service = hall_.plan().service(command.service);
  if (!service) return no_service(command.service);
  if (hall_.bookings().contains(command.code)) return refuse(Reason::request_conflict);
  if (auto refusal = no_such_slot(*service, command.at)) return *refusal;
  return happens(
      AppointmentBooked{command.code, service->id, command.at, command.priority, command.language});
}

Decision BookingDecider::operator()(const TakeDatedSlip& command) const {
  const Service* service = hall_.plan().service(command.service);
  if (!service) return no_service(command.service);
  if (hall_.bookings().contains(command.code)) return refuse(Reason::request_conflict);
  const auto day = service->hours.next_open_day(*hall_.day());
  if (!day) return refuse(Reason::service_closed, service->id.value());
  if (quota_left(hall_, *service, *day) == 0) {
    return refuse(Reason::booked_up, service->id.value(), iso_text(*day));
  }
  return happens(
      DatedSlipTaken{command.code, service->id, *day, command.priority, command.language});
}

Decision BookingDecider::operator()(const CancelBooking& command) const {
  if (hall_.bookings().contains(command.code)) return happens(BookingCancelled{command.code});
  return refuse(Reason::unknown_booking, printable(command.code.value(), 16));
}

Decision BookingDecider::operator()(const CheckIn& command) const {
  const auto found = hall_.bookings().find(command.code);
  if (found == hall_.bookings().end()) {
    return refuse(Reason::unknown_booking, printable(command.code.value(), 16));
  }
  const Booking& booking = found->second;
  const Service* service = hall_.plan().service(booking.service);
  if (!service) return no_service(booking.service);
  if (booking.day > hall_.day()) {
    return refuse(Reason::booking_early, booking.code.value(), iso_text(booking.day));
  }
  const AppointmentRule& rule = hall_.plan().appointments;
  if (booking.at && moment_.local < *booking.at - rule.early) {
    return refuse(Reason::booking_early, booking.code.value(),
                  time_text(*booking.at, moment_.local));
  }
  const Intake hours = intake(hall_, *service, moment_);
  if (hours.state == ServiceState::closed) {
    return refuse(Reason::service_closed, service->id.value(),
                  hours.opens ? time_text(*hours.opens, moment_.local) : "");
  }
  TicketIssued issued{.ticket = hall_.next_ticket(),
                      .number = hall_.next_number(service->letter),
                      .service = service->id,
                      .priority = booking.priority,
                      .language = booking.language,
                      .token = command.token,
                      .then = {},
                      .booking = booking.code,
                      .since = {},
                      .appointment = false,
                      .first = false,
                      .quoted = {}};
  if (!booking.at) {
    issued.since = booking.made_at;
    issued.first = true;
  } else if (moment_.local <= *booking.at + rule.late) {
    issued.since = wall(*booking.at);
    issued.appointment = true;
  }
  const VisitorClass visitor = booking.priority     ? VisitorClass::priority
                               : issued.appointment ? VisitorClass::appointment
                                                    : VisitorClass::ordinary;
  issued.quoted = wait_range(
      hall_, Newcomer{service->id, visitor, issued.first, issued.since.value_or(moment_.at)},
      moment_.at);
  return happens(std::move(issued));
}

}  // namespace giliran::hall
