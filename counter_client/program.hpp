#pragma once

namespace giliran::counter {

/// The whole program: options, settings, window, connection. Returns the process' exit status, one
/// of ExitCode.
int run_program(int argc, const char* const* argv);

}  // namespace giliran::counter
