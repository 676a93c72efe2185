#pragma once

#include <variant>

#include "shared/launch/screen_program.hpp"

namespace giliran::counter {

/// What the command line and the settings file together say.
struct Options : launch::ScreenOptions {
  CounterId counter;
};

/// Reads both. Tells mistakes, help and version to the person at the terminal by itself; then the
/// exit code to end with is the answer.
std::variant<Options, ExitCode> read_options(int argc, const char* const* argv);

}  // namespace giliran::counter
