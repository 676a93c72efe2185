#pragma once

namespace giliran {

/// How a program of the project ends. Service managers and scripts may rely on the numbers.
enum class ExitCode : int {
  done = 0,       ///< asked to stop, or did what was asked
  failed = 1,     ///< something broke that the log explains
  usage = 2,      ///< wrong options or a mistake in the settings, told on standard error
  data = 3,       ///< the data folder is held by another hall, damaged or not writable
  listen = 4,     ///< the address is taken, or not one that may be listened on
  no_screen = 5,  ///< no window can be opened
};

}  // namespace giliran
