#include <SDL_main.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json/serialize.hpp>
#include <exception>

#include "tests/bench/hall_speed.hpp"
#include "tests/bench/measure.hpp"

#undef main

int main(int argc, char** argv) {
  using namespace giliran::bench;
  CLI::App app{"Measures the hall beside this machine's limits; JSON on standard output"};
  Programs programs;
  Extent extent;
  bool frame = false;
  bool engine = false;
  app.add_option("--bin", programs.bin, "folder of giliran-hall");
  app.add_option("--settings", programs.settings, "settings of an open plaza");
  app.add_option("--data", programs.data, "folder for journals; their disk is what is measured");
  app.add_option("--past", extent.past_tickets, "tickets of days before");
  app.add_option("--soak", extent.soak_minutes, "minutes at 50 tickets a second");
  app.add_option("--crowd", extent.crowd_seconds, "seconds of calls with 2,500 clients");
  app.add_option("--only", extent.only, "one part of it")
      ->check(CLI::IsMember({"speed", "board", "memory", "crowd", "past", "soak"}));
  app.add_flag("--empty-frame", frame, "measure only an empty 1080x1920 window");
  app.add_flag("--engine", engine, "measure only the queue engine, which needs no hall");
  CLI11_PARSE(app, argc, argv);
  try {
    boost::json::value figures;
    if (frame) {
      figures = measure_empty_frame(1080, 1920);
    } else if (engine) {
      figures = measure_engine();
    } else {
      figures = json_of(measure_hall(programs, extent));
    }
    fmt::print("{}\n", boost::json::serialize(figures));
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "giliran-bench: {}\n", error.what());
    return 1;
  }
}
