#include <SDL.h>

#include <stdexcept>

#include "tests/bench/measure.hpp"

namespace giliran::bench {

boost::json::object measure_empty_frame(int width, int height) {
  if (SDL_Init(SDL_INIT_VIDEO) != 0) throw std::runtime_error(SDL_GetError());
  SDL_Window* window = SDL_CreateWindow("bench", 0, 0, width, height, SDL_WINDOW_BORDERLESS);
  SDL_Renderer* renderer = window ? SDL_CreateRenderer(window, -1, SDL_RENDERER_SOFTWARE) : nullptr;
  if (!renderer) throw std::runtime_error(SDL_GetError());
  std::vector<double> times;
  for (int frame = 0; frame < 100; ++frame) {
    SDL_Event event;
    while (SDL_PollEvent(&event)) {
    }
    const auto start = Clock::now();
    SDL_SetRenderDrawColor(renderer, 246, 244, static_cast<Uint8>(frame), 255);
    SDL_RenderClear(renderer);
    SDL_RenderPresent(renderer);
    times.push_back(milliseconds(Clock::now() - start));
  }
  SDL_DestroyRenderer(renderer);
  SDL_DestroyWindow(window);
  SDL_Quit();
  const Percentiles frame = percentiles(times);
  return {{"empty_frame_p50_ms", frame.p50}, {"empty_frame_p99_ms", frame.p99}};
}

}  // namespace giliran::bench
