#include <fmt/format.h>
#include <gtest/gtest.h>

#include "counter_client/screens/screen.hpp"
#include "shared/ui/offscreen_canvas.hpp"
#include "tests/counter_client/screens/shown_examples.hpp"
#include "tests/support/golden/golden.hpp"

namespace giliran::counter {
namespace {

const Catalog& catalog() {
  static const Catalog texts{embedded::catalog_shared(), embedded::catalog_counter()};
  return texts;
}

/// A window in memory.
struct Drawn {
  explicit Drawn(ui::Size size) : canvas(size) {}
  Drawn(ui::Size size, Language language, const Shown& shown) : Drawn(size) {
    draw(language, shown);
  }
  void draw(Language language, const Shown& shown) {
    canvas.canvas().begin_frame();
    draw_screen(canvas, Words(catalog(), language), shown, "", targets);
  }
  ui::OffscreenCanvas canvas;
  ui::Targets targets;
};

std::string name_of_picture(std::string_view state, Language language) {
  return fmt::format("counter_{}_{}", state, code_of(language));
}

TEST(CounterScreen, every_state_looks_as_agreed_in_every_language) {
  Drawn drawn({480, 860});
  for (const Example& example : examples()) {
    for (const Language language : example.pictured) {
      drawn.draw(language, example.shown);
      testing::expect_golden(drawn.canvas, name_of_picture(example.name, language));
    }
  }
}

TEST(CounterScreen, other_sizes_look_as_agreed) {
  for (const ui::Size size : {ui::Size{320, 700}, ui::Size{480, 600}, ui::Size{1920, 1080}}) {
    for (const std::string_view state : {"serving", "confirm"}) {
      Drawn drawn(size, Language::id, example(state));
      testing::expect_golden(drawn.canvas, fmt::format("counter_{}_{}x{}", state, size.w, size.h));
    }
  }
}

TEST(CounterScreen, a_panel_stands_below_the_ticket_or_beside_the_work) {
  for (const ui::Size size : {ui::Size{320, 560}, ui::Size{1280, 720}}) {
    Drawn drawn(size, Language::id, example("panel_transfer_middle"));
    testing::expect_golden(drawn.canvas,
                           fmt::format("counter_panel_transfer_{}x{}", size.w, size.h));
  }
}

TEST(CounterScreen, no_text_is_cut_in_any_state_language_and_size) {
  for (const ui::Size size :
       {ui::Size{320, 560}, ui::Size{320, 600}, ui::Size{320, 860}, ui::Size{480, 600},
        ui::Size{480, 860}, ui::Size{700, 860}, ui::Size{800, 480}, ui::Size{1280, 720},
        ui::Size{1920, 1080}, ui::Size{1080, 1920}}) {
    Drawn drawn(size);
    for (const Example& example : examples()) {
      for (const Language language : all_languages) {
        SCOPED_TRACE(fmt::format("{} {} {}x{}", example.name, code_of(language), size.w, size.h));
        drawn.draw(language, example.shown);
        testing::expect_all_text_fits(drawn.canvas);
      }
    }
  }
}

TEST(CounterScreen, only_what_is_possible_can_be_touched) {
  const Drawn calling({480, 860}, Language::id, example("calling"));
  for (const char* id : {"main", "recall", "no_show", "start"}) {
    EXPECT_NE(calling.targets.find(id), nullptr) << id;
  }
  EXPECT_EQ(calling.targets.all().size(), 7U);
  const Drawn lost({480, 860}, Language::id, example("lost"));
  EXPECT_TRUE(lost.targets.all().empty());
}

TEST(CounterScreen, in_a_panel_its_entries_can_be_touched_and_what_is_out_of_sight_is_pages_away) {
  const Drawn park({480, 860}, Language::id, example("panel_park"));
  for (const char* id : {"entry:0", "entry:1", "entry:2", "entry:3", "back"}) {
    EXPECT_NE(park.targets.find(id), nullptr) << id;
  }
  EXPECT_EQ(park.targets.all().size(), 5U);
  const Drawn middle({320, 560}, Language::id, example("panel_transfer_middle"));
  for (const char* id : {"entry:8", "page_up", "page_down", "back"}) {
    EXPECT_NE(middle.targets.find(id), nullptr) << id;
  }
  EXPECT_EQ(middle.targets.find("entry:0"), nullptr);
}

TEST(CounterScreen, a_reason_reads_in_the_halls_language_as_it_is_kept) {
  const Words words(catalog(), Language::id);
  for (const Phrase phrase :
       {Phrase::photocopy, Phrase::complete_papers, Phrase::payment, Phrase::other_document,
        Phrase::missed_call, Phrase::special_need, Phrase::papers_ready}) {
    EXPECT_EQ(words.phrase(phrase), reason_text(phrase));
  }
  const Words english(catalog(), Language::en);
  EXPECT_EQ(english.reason("fotokopi"), "photocopies");
  EXPECT_EQ(english.reason("menjemput anak"), "menjemput anak");
}

TEST(CounterScreen, targets_do_not_overlap_and_stay_in_the_window) {
  for (const ui::Size size : {ui::Size{320, 560}, ui::Size{480, 860}, ui::Size{1920, 1080}}) {
    Drawn drawn(size);
    for (const Example& example : examples()) {
      drawn.draw(Language::id, example.shown);
      const auto& all = drawn.targets.all();
      for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_TRUE((ui::Rect{0, 0, size.w, size.h}.contains(all[i].rect))) << all[i].id;
        EXPECT_GE(all[i].rect.h, 32) << all[i].id;
        for (std::size_t j = i + 1; j < all.size(); ++j) {
          EXPECT_FALSE(all[i].rect.overlaps(all[j].rect)) << all[i].id << " " << all[j].id;
        }
      }
    }
  }
}

TEST(CounterScreen, a_notice_moves_no_button) {
  const Drawn before({480, 860}, Language::id, example("serving"));
  const Drawn after({480, 860}, Language::id, example("refused"));
  for (const ui::Target& target : before.targets.all()) {
    EXPECT_EQ(after.targets.find(target.id)->rect, target.rect) << target.id;
  }
}

TEST(CounterScreen, a_running_timer_makes_no_new_textures_once_its_digits_are_known) {
  Drawn drawn({480, 860});
  Shown shown = example("serving");
  const auto draw = [&](int second) {
    shown.ticket->timer = std::chrono::seconds(second);
    drawn.draw(Language::id, shown);
  };
  for (int second = 0; second < 60; ++second)
    draw(second);
  const int made = drawn.canvas.canvas().textures_made();
  for (int second = 0; second < 60; ++second)
    draw(second);
  EXPECT_EQ(drawn.canvas.canvas().textures_made(), made);
}

}  // namespace
}  // namespace giliran::counter
