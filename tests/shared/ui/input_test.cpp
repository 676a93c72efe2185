#include "shared/ui/input.hpp"

#include <SDL.h>
#include <gtest/gtest.h>

#include <vector>

#include "shared/ui/press_tracker.hpp"
#include "shared/ui/window.hpp"

namespace giliran::ui {
namespace {

constexpr Size canvas_size{1000, 500};

/// Real events through SDL's queue, on the driver without a screen.
class Inputs : public ::testing::Test {
 protected:
  Inputs() {
    SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    sdl = std::make_unique<Sdl>();
    SDL_FlushEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
  }
  ~Inputs() override { SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0"); }

  static void finger(Uint32 type, SDL_TouchID touch, SDL_FingerID id, float x, float y) {
    SDL_Event event{};
    event.type = type;
    event.tfinger.touchId = touch;
    event.tfinger.fingerId = id;
    event.tfinger.x = x;
    event.tfinger.y = y;
    ASSERT_EQ(SDL_PushEvent(&event), 1);
  }
  static void button(Uint32 type, Uint32 which, int x, int y, Uint8 number = SDL_BUTTON_LEFT) {
    SDL_Event event{};
    event.type = type;
    event.button.which = which;
    event.button.button = number;
    event.button.x = x;
    event.button.y = y;
    ASSERT_EQ(SDL_PushEvent(&event), 1);
  }
  std::vector<Input> read(Size window = canvas_size) {
    std::vector<Input> inputs;
    SDL_Event event;
    while (SDL_PollEvent(&event))
      if (auto input = reader.read(event, canvas_size, window)) inputs.push_back(*input);
    return inputs;
  }
  /// How often the one target that covers the canvas acts.
  int actions(const std::vector<Input>& inputs) {
    Targets targets;
    targets.add("all", {0, 0, canvas_size.w, canvas_size.h});
    PressTracker tracker;
    int count = 0;
    for (const Input& input : inputs)
      count += tracker.handle(input, targets, SteadyTime{}).has_value();
    return count;
  }

  std::unique_ptr<Sdl> sdl;
  InputReader reader;
};

TEST_F(Inputs, a_finger_with_its_synthetic_mouse_events_counts_once) {
  finger(SDL_FINGERDOWN, 7, 1, 0.5f, 0.25f);
  button(SDL_MOUSEBUTTONDOWN, SDL_TOUCH_MOUSEID, 500, 125);
  finger(SDL_FINGERUP, 7, 1, 0.5f, 0.25f);
  button(SDL_MOUSEBUTTONUP, SDL_TOUCH_MOUSEID, 500, 125);
  const auto inputs = read();
  ASSERT_EQ(inputs.size(), 2u);
  EXPECT_EQ(inputs[0].kind, InputKind::press);
  EXPECT_EQ(inputs[0].at, (Point{500, 125}));
  EXPECT_TRUE(inputs[0].touch);
  EXPECT_EQ(inputs[1].kind, InputKind::release);
  EXPECT_EQ(actions(inputs), 1);
}

TEST_F(Inputs, a_mouse_click_with_its_synthetic_touch_counts_once) {
  button(SDL_MOUSEBUTTONDOWN, 0, 10, 20);
  finger(SDL_FINGERDOWN, SDL_MOUSE_TOUCHID, 1, 0.01f, 0.04f);
  button(SDL_MOUSEBUTTONUP, 0, 10, 20);
  finger(SDL_FINGERUP, SDL_MOUSE_TOUCHID, 1, 0.01f, 0.04f);
  const auto inputs = read();
  ASSERT_EQ(inputs.size(), 2u);
  EXPECT_FALSE(inputs[0].touch);
  EXPECT_EQ(inputs[0].at, (Point{10, 20}));
  EXPECT_EQ(actions(inputs), 1);
}

TEST_F(Inputs, when_mouse_clicks_are_made_touches_only_the_touch_counts) {
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "1");
  button(SDL_MOUSEBUTTONDOWN, 0, 500, 125);
  finger(SDL_FINGERDOWN, SDL_MOUSE_TOUCHID, 1, 0.5f, 0.25f);
  button(SDL_MOUSEBUTTONUP, 0, 500, 125);
  finger(SDL_FINGERUP, SDL_MOUSE_TOUCHID, 1, 0.5f, 0.25f);
  const auto inputs = read();
  ASSERT_EQ(inputs.size(), 2u);
  EXPECT_TRUE(inputs[0].touch);
  EXPECT_EQ(actions(inputs), 1);
}

TEST_F(Inputs, a_mouse_made_by_the_window_system_out_of_a_finger_counts_once) {
  button(SDL_MOUSEBUTTONDOWN, 0, 500, 125);
  finger(SDL_FINGERDOWN, 7, 1, 0.5f, 0.25f);
  button(SDL_MOUSEBUTTONUP, 0, 500, 125);
  finger(SDL_FINGERUP, 7, 1, 0.5f, 0.25f);
  EXPECT_EQ(actions(read()), 1);
  finger(SDL_FINGERDOWN, 7, 1, 0.5f, 0.25f);
  button(SDL_MOUSEBUTTONDOWN, 0, 500, 125);
  button(SDL_MOUSEBUTTONUP, 0, 500, 125);
  finger(SDL_FINGERUP, 7, 1, 0.5f, 0.25f);
  EXPECT_EQ(actions(read()), 1);
}

TEST_F(Inputs, a_second_finger_does_not_count) {
  finger(SDL_FINGERDOWN, 7, 1, 0.1f, 0.1f);
  finger(SDL_FINGERDOWN, 7, 2, 0.9f, 0.9f);
  finger(SDL_FINGERUP, 7, 2, 0.9f, 0.9f);
  finger(SDL_FINGERUP, 7, 1, 0.1f, 0.1f);
  const auto inputs = read();
  ASSERT_EQ(inputs.size(), 2u);
  EXPECT_EQ(inputs[1].at, (Point{100, 50}));
}

TEST_F(Inputs, a_finger_whose_up_was_lost_is_given_up_after_5_s) {
  SDL_Event down{};
  down.type = SDL_FINGERDOWN;
  down.tfinger.touchId = 7;
  down.tfinger.fingerId = 1;
  down.tfinger.timestamp = 1000;
  EXPECT_TRUE(reader.read(down, canvas_size, canvas_size));
  down.tfinger.fingerId = 2;
  down.tfinger.timestamp = 5999;
  EXPECT_FALSE(reader.read(down, canvas_size, canvas_size));
  down.tfinger.timestamp = 6000;
  EXPECT_TRUE(reader.read(down, canvas_size, canvas_size));
}

TEST_F(Inputs, the_mouse_is_scaled_to_the_canvas_and_only_its_left_button_counts) {
  button(SDL_MOUSEBUTTONDOWN, 0, 10, 20, SDL_BUTTON_RIGHT);
  button(SDL_MOUSEBUTTONDOWN, 0, 499, 249);
  const auto inputs = read({500, 250});
  ASSERT_EQ(inputs.size(), 1u);
  EXPECT_EQ(inputs[0].at, (Point{999, 499}));
}

TEST_F(Inputs, keys_texts_and_the_window_speak_too) {
  SDL_Event event{};
  event.type = SDL_KEYDOWN;
  event.key.keysym.sym = SDLK_n;
  event.key.keysym.mod = KMOD_LCTRL;
  event.key.repeat = 1;
  auto input = reader.read(event, canvas_size, canvas_size);
  ASSERT_TRUE(input);
  EXPECT_EQ(input->key, SDLK_n);
  EXPECT_TRUE(input->ctrl && input->repeat && !input->shift);
  event = {};
  event.type = SDL_TEXTINPUT;
  SDL_strlcpy(event.text.text, "é", sizeof event.text.text);
  EXPECT_EQ(reader.read(event, canvas_size, canvas_size)->text, "é");
  event = {};
  event.type = SDL_WINDOWEVENT;
  event.window.event = SDL_WINDOWEVENT_SIZE_CHANGED;
  EXPECT_EQ(reader.read(event, canvas_size, canvas_size)->size, canvas_size);
  event.window.event = SDL_WINDOWEVENT_EXPOSED;
  EXPECT_EQ(reader.read(event, canvas_size, canvas_size)->kind, InputKind::exposed);
  event = {};
  event.type = SDL_QUIT;
  EXPECT_EQ(reader.read(event, canvas_size, canvas_size)->kind, InputKind::quit);
}

TEST_F(Inputs, losing_the_focus_cancels_what_is_pressed) {
  button(SDL_MOUSEBUTTONDOWN, 0, 10, 20);
  read();
  SDL_Event event{};
  event.type = SDL_WINDOWEVENT;
  event.window.event = SDL_WINDOWEVENT_FOCUS_LOST;
  EXPECT_EQ(reader.read(event, canvas_size, canvas_size)->kind, InputKind::cancel);
  EXPECT_FALSE(reader.read(event, canvas_size, canvas_size));
}

}  // namespace
}  // namespace giliran::ui
