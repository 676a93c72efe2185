#pragma once

#include <fmt/format.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace giliran {

/// One field of a log line; built from anything fmt can write.
struct LogField {
  template <class T>
  LogField(std::string_view key, const T& field_value)
      : name(key), value(fmt::format("{}", field_value)) {}
  std::string_view name;
  std::string value;
};

enum class LogLevel { debug, info, warning, error };

/// Sends log lines to standard error as `time level program event key=value ...`. Call once, first.
void start_log(std::string_view program, LogLevel least = LogLevel::info);

/// Writes one line. `event` is a short fixed phrase ("listening", "printer out of paper"). Values
/// are quoted where they need it, so that a line stays one line. Never pass personal data, tokens
/// or secrets. Any thread; before start_log() lines go nowhere.
void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});

}  // namespace giliran
