#include <fmt/format.h>
#include <gtest/gtest.h>

#include "display/screens/parts.hpp"
#include "shared/ui/offscreen_canvas.hpp"
#include "tests/display/screens/scenes.hpp"
#include "tests/support/golden/golden.hpp"

namespace giliran::display {
namespace {

using namespace std::chrono_literals;

struct Approved {
  std::string scene;
  Language language = Language::id;
  ui::Size size{1920, 1080};
  std::string suffix;
  std::string name() const {
    return fmt::format("display_{}{}_{}", scene, suffix, code_of(language));
  }
};

std::vector<Approved> approved() {
  std::vector<Approved> all;
  for (const char* scene : {"calling", "sixteen", "none_called", "lost", "lost_at_start"}) {
    for (const Language language : all_languages)
      all.push_back({scene, language, {1920, 1080}, {}});
  }
  for (const char* scene : {"sixteen_later", "one", "long", "connecting"})
    all.push_back({scene, Language::id, {1920, 1080}, {}});
  for (const char* scene : {"calling", "sixteen", "lost"})
    all.push_back({scene, Language::id, {1080, 1920}, "_upright"});
  all.push_back({"sixteen", Language::en, {1080, 1920}, "_upright"});
  all.push_back({"calling", Language::id, {3840, 2160}, "_4k"});
  return all;
}

class DisplayGolden : public ::testing::TestWithParam<Approved> {};

TEST_P(DisplayGolden, looks_as_it_was_approved) {
  const Approved& wanted = GetParam();
  ui::OffscreenCanvas canvas(wanted.size);
  canvas.canvas().begin_frame();
  draw(canvas, scene(wanted.scene), {words(), wanted.language});
  giliran::testing::expect_golden(canvas.canvas(), wanted.name());
}

INSTANTIATE_TEST_SUITE_P(Board, DisplayGolden, ::testing::ValuesIn(approved()),
                         [](const auto& tested) { return tested.param.name(); });

class DisplayLayout : public ::testing::TestWithParam<ui::Size> {};

TEST_P(DisplayLayout, no_text_is_cut_in_any_language) {
  ui::OffscreenCanvas canvas(GetParam());
  for (const std::string& name : scene_names()) {
    for (const Language language : all_languages) {
      SCOPED_TRACE(fmt::format("{} {}", name, code_of(language)));
      for (Scene shown = scene(name); shown.turn < 3; ++shown.turn) {
        canvas.canvas().begin_frame();
        draw(canvas, shown, {words(), language});
        giliran::testing::expect_all_text_fits(canvas.canvas());
      }
    }
  }
}

TEST_P(DisplayLayout, the_called_number_is_at_least_a_fifth_of_the_shorter_side) {
  ui::OffscreenCanvas canvas(GetParam());
  for (const char* name : {"calling", "long", "sixteen"}) {
    canvas.canvas().begin_frame();
    const Scene shown = scene(name);
    draw(canvas, shown, {words()});
    for (const ui::DrawnText& text : canvas.canvas().drawn()) {
      if (text.text != shown.current->number.text()) continue;
      EXPECT_GE(text.px, std::min(GetParam().w, GetParam().h) / 5) << name;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, DisplayLayout,
                         ::testing::Values(ui::Size{1920, 1080}, ui::Size{3840, 2160},
                                           ui::Size{1080, 1920}, ui::Size{1366, 768},
                                           ui::Size{1280, 1024}),
                         [](const auto& tested) {
                           return fmt::format("{}x{}", tested.param.w, tested.param.h);
                         });

std::string words_of(const ShownWait& wait, Language language = Language::id) {
  return wait_words({words(), language}, wait, scene("calling").clock);
}

TEST(DisplayWords, of_a_wait_say_how_many_and_how_long) {
  ShownWait wait{'A', {}, ServiceState::open, {}, 14, WaitRange{20min, 35min}};
  EXPECT_EQ(words_of(wait), "14 · 20–35 mnt");
  EXPECT_EQ(words_of(wait, Language::en), "14 · 20–35 min");
  wait.range.reset();
  EXPECT_EQ(words_of(wait), "14 menunggu");
}

TEST(DisplayWords, of_a_closed_agency_say_when_it_opens_if_that_is_today) {
  ShownWait wait{'A', {}, ServiceState::on_break, "2026-11-24T13:00", 0, {}};
  EXPECT_EQ(words_of(wait), "Buka 13.00");
  EXPECT_EQ(words_of(wait, Language::en), "Opens 13:00");
  wait.opens_at = "2026-11-25T08:00";
  EXPECT_EQ(words_of(wait), "Tutup");
  wait.opens_at = "2026-11-24T";
  EXPECT_EQ(words_of(wait), "Tutup");
}

TEST(DisplayWords, of_a_service_that_takes_nobody_say_why) {
  ShownWait wait{'A', {}, ServiceState::paused, "2026-11-24T13:00", 3, {}};
  EXPECT_EQ(words_of(wait), "Gangguan");
  wait.state = ServiceState::full;
  EXPECT_EQ(words_of(wait), "Kuota habis");
  EXPECT_EQ(words_of(wait, Language::en), "Full today");
}

TEST(DisplayScreens, the_same_frame_again_makes_no_textures) {
  ui::OffscreenCanvas canvas(ui::Size{1920, 1080});
  const auto textures_after_a_frame = [&] {
    canvas.canvas().begin_frame();
    draw(canvas, scene("calling"), {words()});
    return canvas.canvas().textures_made();
  };
  const int made = textures_after_a_frame();
  EXPECT_EQ(textures_after_a_frame(), made);
}

}  // namespace
}  // namespace giliran::display
