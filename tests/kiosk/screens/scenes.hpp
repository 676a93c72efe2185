#pragma once

#include <string>
#include <vector>

#include "kiosk/core/scene.hpp"
#include "kiosk/screens/screen.hpp"

namespace giliran::kiosk {

/// The plaza of examples/mpp-bekasi.toml as the hall would publish it on a Tuesday at 09.42, with
/// its first `agencies` agencies (16 are all of them), some people waiting, one on a break.
protocol::KioskView plaza(int agencies = 6);

/// A scene by name, as it looks in the middle of its life: every page, and "home_priority",
/// "home_no_paper", "home_reprint", "home_16", "home_1", "services_one", "services_16",
/// "services_limits", "closed_service", "closed_full", "refused_not_today", "asking_late",
/// "code_refused", "number_reprint", "ticket_priority", "ticket_doubt", "dated", "question",
/// "unreachable_start"; and, as without the hall, those that end in "_offline".
Scene scene(const std::string& name, Language language);

/// All of them.
const std::vector<std::string>& scene_names();

/// The catalogs of the kiosk's screens.
const Catalog& words();

}  // namespace giliran::kiosk
