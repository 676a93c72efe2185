#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "hall/app/views.hpp"

/// What several views say in the same words.
namespace giliran::hall {

/// Whether a service takes visitors now, and when it does again.
struct OpenNow {
  ServiceState state = ServiceState::closed;
  std::optional<LocalTime> next;
};

OpenNow open_now(const ViewSource& source, const Service& service);
/// Of an agency: the best of its services, and the earliest opening.
OpenNow open_now(const ViewSource& source, const AgencyId& agency);
/// "2026-11-24T13:00".
std::optional<std::string> opens_at_text(const OpenNow& open);
/// Empty if the plan has lost it.
LocalText service_name(const HallPlan& plan, const ServiceId& service);
/// Nothing while the counter has no break.
std::optional<protocol::BreakChoice> break_of(const Hall& hall, CounterId counter);
protocol::BreakChoice break_choice(const BreakReason& reason);
/// Who is at the counter, by name.
std::optional<std::string> officer_name(const Hall& hall, CounterId counter);

/// What an agency's services have together.
struct AgencyQueue {
  OpenNow open;
  int waiting = 0;
  std::optional<WaitRange> wait_range;  ///< spans those of its open services
};
AgencyQueue agency_queue(const ViewSource& source, const AgencyId& agency);

std::optional<std::int64_t> seconds_of(const std::optional<std::chrono::seconds>& time);

}  // namespace giliran::hall
