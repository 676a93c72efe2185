#include <SDL_main.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json/serialize.hpp>
#include <exception>

#include "tests/bench/measure.hpp"

#undef main

int main(int argc, char** argv) {
  using namespace giliran::bench;
  CLI::App app{
      "Measures the hall beside this machine's limits; one JSON object on standard output"};
  Programs programs;
  bool frame = false;
  bool engine = false;
  app.add_option("--bin", programs.bin, "folder of giliran-hall");
  app.add_option("--settings", programs.settings, "settings of an open plaza");
  app.add_flag("--empty-frame", frame, "measure only an empty 1080x1920 window");
  app.add_flag("--engine", engine, "measure only the queue engine, which needs no hall");
  CLI11_PARSE(app, argc, argv);
  try {
    boost::json::object figures;
    if (frame) {
      figures = measure_empty_frame(1080, 1920);
    } else if (engine) {
      figures = measure_engine();
    } else {
      figures["limits"] = measure_commits();
      figures["issuing_1"] = measure_issuing(programs, 1);
      figures["issuing_16"] = measure_issuing(programs, 16);
      figures["calling"] = measure_calling(programs);
      figures["starting"] = measure_starting(programs);
      figures["engine"] = measure_engine();
    }
    fmt::print("{}\n", boost::json::serialize(figures));
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "giliran-bench: {}\n", error.what());
    return 1;
  }
}
