#include "counter_client/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>

namespace giliran::counter {

std::variant<Options, ExitCode> read_options(int argc, const char* const* argv) {
  CLI::App app("The officer's window of a service hall: calls visitors to one counter.",
               "giliran-counter");
  launch::ScreenLine line(app, "giliran-counter " GILIRAN_VERSION, {320, 560}, {480, 860});
  int counter = 0;
  app.add_option("--counter", counter, "the number on the counter's sign")
      ->required()
      ->type_name("N");
  auto read = line.read(argc, argv);
  if (const auto* code = std::get_if<ExitCode>(&read)) return *code;
  Options options{std::move(std::get<launch::ScreenOptions>(read)), CounterId(counter)};
  if (options.settings.plan.counter(options.counter)) return options;
  fmt::print(stderr, "{}: has no counter {}; use a number of its [[counter]]s\n", line.file(),
             counter);
  return ExitCode::usage;
}

}  // namespace giliran::counter
