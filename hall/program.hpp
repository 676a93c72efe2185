#pragma once

#include "shared/base/exit_code.hpp"

namespace giliran::hall {

/// Runs the hall until SIGTERM or SIGINT, or does something with its journal, as its options say.
ExitCode run_program(int argc, const char* const* argv);

}  // namespace giliran::hall
