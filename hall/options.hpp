#pragma once

#include <cstdint>
#include <optional>
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

/// Something to do with a hall's journal instead of running the hall.
struct JournalTask {
  enum class What { verify, export_events, replay, rebuild, backup, restore };
  What what = What::verify;
  std::uint64_t until = 0;  ///< of replay: the last event
  std::string file;         ///< of backup and restore: the copy
  bool replace = false;     ///< of restore: also if the folder has a journal
};

/// What `giliran-hall` was told on its command line and in the settings file.
struct Options {
  settings::Settings settings;
  std::string data;  ///< folder of the journal
  ListenAddress listen;
  LogLevel log_level = LogLevel::info;
  std::optional<JournalTask> journal;  ///< nothing: run the hall
};

/// Reads both. When there is nothing to run (--help, a mistake), everything has been said on the
/// terminal and the exit code is what comes back.
std::variant<Options, ExitCode> read_options(int argc, const char* const* argv);

}  // namespace giliran::hall
