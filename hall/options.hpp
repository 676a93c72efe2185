#pragma once

#include <string>
#include <variant>

#include "shared/base/exit_code.hpp"
#include "shared/base/log.hpp"
#include "shared/settings/settings.hpp"

namespace giliran::hall {

struct ListenAddress {
  std::string host = "127.0.0.1";  ///< numeric
  unsigned short port = 7080;
};

/// What `giliran-hall` was told on its command line and in the settings file.
struct Options {
  settings::Settings settings;
  std::string data;  ///< folder of the journal
  ListenAddress listen;
  LogLevel log_level = LogLevel::info;
};

/// Reads both. When there is nothing to run (--help, a mistake), everything has been said on the
/// terminal and the exit code is what comes back.
std::variant<Options, ExitCode> read_options(int argc, const char* const* argv);

}  // namespace giliran::hall
