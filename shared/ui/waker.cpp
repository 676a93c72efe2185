#include "shared/ui/waker.hpp"

#include "shared/ui/sdl.hpp"

namespace giliran::ui {
namespace {

constexpr Sint32 wake_code = 1;
constexpr Sint32 stop_code = 2;

}  // namespace

Waker::Waker() : type_(SDL_RegisterEvents(1)) {
  if (type_ == static_cast<Uint32>(-1)) throw ScreenError("SDL has no event number left");
}

void Waker::wake() {
  if (!pending_.exchange(true)) push(wake_code);
}

void Waker::stop() {
  push(stop_code);
}

bool Waker::take_wake(const SDL_Event& event) {
  if (event.type != type_ || event.user.code != wake_code) return false;
  pending_ = false;
  return true;
}

bool Waker::is_stop(const SDL_Event& event) const {
  return event.type == type_ && event.user.code == stop_code;
}

void Waker::push(Sint32 code) {
  SDL_Event event{};
  event.type = type_;
  event.user.code = code;
  // A full queue: the next wake tries again.
  if (SDL_PushEvent(&event) != 1 && code == wake_code) pending_ = false;
}

}  // namespace giliran::ui
