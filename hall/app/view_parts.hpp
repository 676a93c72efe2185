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

OpenNow open_now(const Service& service, LocalTime now);
/// Of an agency: open when one of its services is, else on a break if one is; the earliest opening.
OpenNow open_now(const HallPlan& plan, const AgencyId& agency, LocalTime now);
/// "2026-11-24T13:00".
std::optional<std::string> opens_at_text(const OpenNow& open);

/// What an agency's services have together.
struct AgencyQueue {
  OpenNow open;
  int waiting = 0;
  std::optional<WaitRange> wait_range;  ///< spans those of its open services
};
AgencyQueue agency_queue(const ViewSource& source, const AgencyId& agency);

std::optional<std::int64_t> seconds_of(const std::optional<std::chrono::seconds>& time);

}  // namespace giliran::hall
