#include <gtest/gtest.h>

#include <fmt/format.h>

#include "shared/ui/offscreen_canvas.hpp"
#include "tests/kiosk/screens/scenes.hpp"
#include "tests/support/golden/golden.hpp"

namespace giliran::kiosk {
namespace {

struct Approved {
  std::string scene;
  Language language = Language::id;
  ui::Size size{1080, 1920};
  std::string suffix;
  std::string name() const {
    return fmt::format("kiosk_{}{}_{}", scene, suffix, code_of(language));
  }
};

std::vector<Approved> approved() {
  std::vector<Approved> all;
  for (const char* scene :
       {"home", "services", "services_one", "closed", "asking_late", "refused", "printing",
        "ticket_priority", "number", "reprints", "question", "unreachable"}) {
    for (const Language language : all_languages)
      all.push_back({scene, language, {1080, 1920}, {}});
  }
  for (const char* scene : {"services_limits", "services_16", "closed_full", "refused_not_today",
                            "code_refused", "back", "dated", "dated_number", "ticket_doubt"}) {
    all.push_back({scene, Language::su, {1080, 1920}, {}});
  }
  for (const char* scene : {"code", "closed_holiday", "closed_paused"}) {
    all.push_back({scene, Language::id, {1080, 1920}, {}});
  }
  for (const char* scene : {"services_16", "code_refused", "dated_number"}) {
    all.push_back({scene, Language::su, {1920, 1080}, "_landscape"});
  }
  for (const char* scene :
       {"home_16", "home_1", "home_no_paper", "ticket", "number_reprint", "asking", "connecting"}) {
    all.push_back({scene, Language::id, {1080, 1920}, {}});
  }
  for (const char* scene :
       {"home_16_offline", "home_1_offline", "services_offline", "ticket_offline"}) {
    for (const Language language : all_languages)
      all.push_back({scene, language, {1080, 1920}, {}});
  }
  for (const char* scene :
       {"services_16_offline", "services_one_offline", "number_offline", "refused_offline"}) {
    all.push_back({scene, Language::su, {1080, 1920}, {}});
  }
  for (const char* scene : {"home_offline", "ticket_offline"}) {
    all.push_back({scene, Language::id, {1920, 1080}, "_landscape"});
  }
  for (const char* scene : {"home", "home_16", "services", "services_one", "ticket", "number"}) {
    all.push_back({scene, Language::id, {1920, 1080}, "_landscape"});
  }
  for (const char* scene : {"home_16", "services"}) {
    all.push_back({scene, Language::su, {768, 1366}, "_768"});
  }
  return all;
}

class KioskGolden : public ::testing::TestWithParam<Approved> {};

TEST_P(KioskGolden, looks_as_it_was_approved) {
  const Approved& wanted = GetParam();
  ui::OffscreenCanvas canvas(wanted.size);
  canvas.canvas().begin_frame();
  ui::Targets targets;
  draw(canvas, scene(wanted.scene, wanted.language), {words()}, "", targets);
  giliran::testing::expect_golden(canvas.canvas(), wanted.name());
}

INSTANTIATE_TEST_SUITE_P(Screens, KioskGolden, ::testing::ValuesIn(approved()),
                         [](const auto& tested) { return tested.param.name(); });

}  // namespace
}  // namespace giliran::kiosk
