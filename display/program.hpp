#pragma once

namespace giliran::display {

/// The whole program: options, settings, window, voice, connection. Returns the process' exit
/// status, one of ExitCode. Writes the line `ready` to standard output once a frame with the hall's
/// data is on the screen.
int run_program(int argc, const char* const* argv);

}  // namespace giliran::display
