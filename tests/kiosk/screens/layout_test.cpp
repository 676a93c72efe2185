#include <gtest/gtest.h>

#include <fmt/format.h>

#include <cmath>

#include "kiosk/screens/words.hpp"
#include "shared/ui/offscreen_canvas.hpp"
#include "tests/kiosk/screens/scenes.hpp"
#include "tests/support/golden/golden.hpp"

namespace giliran::kiosk {
namespace {

using namespace std::chrono_literals;

constexpr double pixels_per_mm = 2.7;

class KioskLayout : public ::testing::TestWithParam<ui::Size> {};

void expect_room_for_fingers(const ui::Canvas& canvas, const std::vector<ui::Target>& all) {
  const ui::Size size = canvas.size();
  const double scale = std::min(1.0, std::min(size.w, size.h) / 1080.0) * pixels_per_mm;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const ui::Rect& rect = all[i].rect;
    EXPECT_GE(rect.w, 25 * scale) << all[i].id;
    EXPECT_GE(rect.h, 25 * scale) << all[i].id;
    EXPECT_TRUE(canvas.bounds().contains(rect)) << all[i].id;
    for (std::size_t j = i + 1; j < all.size(); ++j) {
      const ui::Rect& other = all[j].rect;
      const int across = std::max(rect.x - other.right(), other.x - rect.right());
      const int down = std::max(rect.y - other.bottom(), other.y - rect.bottom());
      EXPECT_GE(std::max(across, down), std::floor(3 * scale)) << all[i].id << " " << all[j].id;
    }
  }
}

TEST_P(KioskLayout, no_text_is_cut_and_targets_are_25_mm_with_3_mm_between) {
  const ui::Size size = GetParam();
  ui::OffscreenCanvas canvas(size);
  for (const std::string& name : scene_names()) {
    for (const Language language : all_languages) {
      SCOPED_TRACE(fmt::format("{} {} {}x{}", name, code_of(language), size.w, size.h));
      canvas.canvas().begin_frame();
      ui::Targets targets;
      draw(canvas, scene(name, language), {words()}, "", targets);
      giliran::testing::expect_all_text_fits(canvas.canvas());
      expect_room_for_fingers(canvas.canvas(), targets.all());
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, KioskLayout,
                         ::testing::Values(ui::Size{1080, 1920}, ui::Size{1920, 1080},
                                           ui::Size{768, 1366}, ui::Size{1366, 768},
                                           ui::Size{1280, 1024}, ui::Size{2160, 3840}),
                         [](const auto& tested) {
                           return fmt::format("{}x{}", tested.param.w, tested.param.h);
                         });

std::vector<std::string> ids(const std::string& name) {
  ui::OffscreenCanvas canvas(ui::Size{1080, 1920});
  canvas.canvas().begin_frame();
  ui::Targets targets;
  draw(canvas, scene(name, Language::id), {words()}, "", targets);
  std::vector<std::string> found;
  for (const auto& target : targets.all())
    found.push_back(target.id);
  std::sort(found.begin(), found.end());
  return found;
}

using Ids = std::vector<std::string>;

TEST(KioskTargets, of_the_home_are_the_agencies_priority_and_languages) {
  EXPECT_EQ(ids("home"), (Ids{"agency:bapenda", "agency:bpjs-kesehatan", "agency:imigrasi",
                              "agency:kependudukan", "agency:perizinan", "agency:samsat", "code",
                              "language:en", "language:id", "language:su", "priority"}));
}

TEST(KioskTargets, an_only_service_has_one_button_to_take_the_number) {
  EXPECT_EQ(ids("services_one"), (Ids{"back", "language:en", "language:id", "language:su",
                                      "priority", "service:disnaker.ak1"}));
}

TEST(KioskTargets, a_full_service_leads_to_another_day_or_back) {
  EXPECT_EQ(ids("closed_full"), (Ids{"back", "dated"}));
  EXPECT_EQ(ids("refused_not_today"), (Ids{"back", "dated"}));
  EXPECT_EQ(ids("closed_paused"), (Ids{"back"}));
}

TEST(KioskTargets, the_keypad_has_every_letter_of_a_code_and_of_a_number) {
  const Ids keys = ids("code");
  for (const char key : std::string("23456789ABCDEFGHJKMNPRSTVWXYZ01LU")) {
    EXPECT_EQ(std::count(keys.begin(), keys.end(), std::string("key:") + key), 1) << key;
  }
  for (const char* other : {"back", "erase", "submit", "language:en"}) {
    EXPECT_EQ(std::count(keys.begin(), keys.end(), other), 1) << other;
  }
}

TEST(KioskTargets, the_question_covers_everything_else) {
  EXPECT_EQ(ids("question"), (Ids{"leave", "still-here"}));
}

TEST(KioskTargets, there_is_nothing_to_touch_while_the_paper_is_under_way) {
  EXPECT_EQ(ids("printing"), Ids{});
  EXPECT_EQ(ids("ticket"), Ids{"done"});
  EXPECT_EQ(ids("number"), Ids{"noted"});
  EXPECT_EQ(ids("number_reprint"), (Ids{"noted", "reprint:A-027"}));
  EXPECT_EQ(ids("asking"), Ids{});
  EXPECT_EQ(ids("asking_late"), Ids{"cancel"});
}

std::string opens(ServiceState state, const char* opens_at, Language language = Language::id) {
  const LocalTime now = std::chrono::local_days(std::chrono::year(2026) / 11 / 24) + 9h + 42min;
  return opens_text(words(), language, state, opens_at, now);
}

TEST(KioskWords, say_why_a_service_takes_nobody) {
  EXPECT_EQ(opens(ServiceState::paused, ""), "Mohon tunggu");
  EXPECT_EQ(opens(ServiceState::full, ""), "Coba hari lain");
  EXPECT_EQ(state_text(words(), Language::id, ServiceState::full), "Kuota habis");
  EXPECT_EQ(state_text(words(), Language::en, ServiceState::paused), "Interrupted");
}

TEST(KioskWords, tell_a_visitor_what_became_of_a_missed_number) {
  const auto say = [](const char* state) {
    return code_refusal_text(words(), Language::id, {Reason::wrong_state, "A-027", state});
  };
  EXPECT_EQ(say("waiting"), "A-027 masih di antrean. Silakan tunggu panggilan.");
  EXPECT_EQ(say("finished"), "A-027 tidak dapat kembali ke antrean. Silakan ambil nomor baru.");
  EXPECT_NE(say("called"), say("parked"));
}

TEST(KioskWords, say_when_it_opens) {
  EXPECT_EQ(opens(ServiceState::on_break, "2026-11-24T13:00"), "Buka lagi 13.00");
  EXPECT_EQ(opens(ServiceState::closed, "2026-11-24T13:00"), "Buka 13.00");
  EXPECT_EQ(opens(ServiceState::closed, "2026-11-24T23:59"), "Buka 23.59");
  EXPECT_EQ(opens(ServiceState::closed, "2026-11-25T00:00"), "Buka besok 00.00");
  EXPECT_EQ(opens(ServiceState::closed, "2026-11-26T08:00"), "Buka Kamis 08.00");
  EXPECT_EQ(opens(ServiceState::closed, "2026-11-26T08:00", Language::en), "Opens Thursday 08:00");
  EXPECT_EQ(opens(ServiceState::closed, "soon"), "Belum ada jadwal");
}

}  // namespace
}  // namespace giliran::kiosk
