#include "hall/options.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <map>
#include <optional>
#include <vector>

namespace giliran::hall {

namespace {

const std::map<std::string, LogLevel>& log_levels() {
  static const std::map<std::string, LogLevel> levels{{"debug", LogLevel::debug},
                                                      {"info", LogLevel::info},
                                                      {"warning", LogLevel::warning},
                                                      {"error", LogLevel::error}};
  return levels;
}

/// "127.0.0.1:7080" or "[::1]:7080".
std::optional<ListenAddress> address_of(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  ListenAddress address{std::string(text.substr(0, colon)), 0};
  const std::string_view port = text.substr(colon + 1);
  const char* end = port.data() + port.size();
  const auto [rest, error] = std::from_chars(port.data(), end, address.port);
  if (error != std::errc() || rest != end || port.empty()) return std::nullopt;
  if (address.host.size() > 2 && address.host.front() == '[' && address.host.back() == ']') {
    address.host = address.host.substr(1, address.host.size() - 2);
  }
  in6_addr bytes{};
  const bool numeric = inet_pton(AF_INET, address.host.c_str(), &bytes) == 1 ||
                       inet_pton(AF_INET6, address.host.c_str(), &bytes) == 1;
  return numeric ? std::optional(address) : std::nullopt;
}

/// 127.0.0.0/8 (RFC 1122) or ::1 (RFC 4291).
bool is_loopback(const std::string& host) {
  in_addr four{};
  if (inet_pton(AF_INET, host.c_str(), &four) == 1) return (ntohl(four.s_addr) >> 24U) == 127;
  in6_addr six{};
  return inet_pton(AF_INET6, host.c_str(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

struct Line {
  std::string settings;
  std::string data;
  std::string listen = "127.0.0.1:7080";
  std::string log_level = "info";
  JournalTask task;
};

void describe(CLI::App& app, Line& line) {
  app.set_version_flag("--version", "giliran-hall " GILIRAN_VERSION);
  app.add_option("--settings", line.settings, "the hall's settings file")
      ->required()
      ->type_name("FILE");
  app.add_option("--data", line.data, "folder of the journal; made if it is not there")
      ->required()
      ->type_name("DIR");
  app.add_option("--listen", line.listen, "where programs connect; port 0: a free one")
      ->type_name("ADDRESS:PORT")
      ->capture_default_str();
  app.add_option("--log-level", line.log_level, "debug, info, warning or error")
      ->type_name("LEVEL")
      ->capture_default_str()
      ->check(CLI::IsMember(log_levels()));
}

/// `giliran-hall journal verify --settings ... --data ...`: the hall's options go with it.
CLI::App* describe_journal(CLI::App& app, JournalTask& task) {
  CLI::App* journal = app.add_subcommand(
      "journal", "Checks, prints or repairs the journal of a hall that does not run.");
  journal->require_subcommand(1)->fallthrough();
  const auto add = [&](const char* name, const char* about, JournalTask::What what) {
    CLI::App* added = journal->add_subcommand(name, about)->fallthrough();
    added->callback([&task, what] { task.what = what; });
    return added;
  };
  using What = JournalTask::What;
  add("verify",
      "Proves that no byte of the events has changed and that they give the stored days and "
      "report tables. Exit status 1: something is wrong, and where.",
      What::verify);
  add("export", "Prints each event as one line of JSON.", What::export_events);
  add("replay", "Prints the hall as it was right after an event.", What::replay)
      ->add_option("--until", task.until, "number of the event; see export")
      ->required()
      ->type_name("SEQ")
      ->check(CLI::PositiveNumber);
  add("rebuild", "Makes the stored days and report tables anew from the events.", What::rebuild);
  return journal;
}

/// `giliran-hall backup FILE ...` and `giliran-hall restore FILE ...`.
std::vector<CLI::App*> describe_copies(CLI::App& app, JournalTask& task) {
  using What = JournalTask::What;
  const auto add = [&](const char* name, const char* about, const char* file, What what) {
    CLI::App* added = app.add_subcommand(name, about)->fallthrough();
    added->add_option("file", task.file, file)->required()->type_name("FILE");
    added->callback([&task, what] { task.what = what; });
    return added;
  };
  CLI::App* backup = add("backup",
                         "Makes a proved copy of the journal, also while the hall runs. A file "
                         "that is there is not overwritten.",
                         "where the copy goes", What::backup);
  CLI::App* restore = add("restore",
                          "Makes a copy the journal of a hall that does not run, after proving "
                          "it. Numbers that were given since are not given again.",
                          "the copy", What::restore);
  restore->add_flag("--replace", task.replace,
                    "also if there is a journal, which is kept under another name");
  return {backup, restore};
}

}  // namespace

std::variant<Options, ExitCode> read_options(int argc, const char* const* argv) {
  CLI::App app("The hall of a public service: numbers, calls and waits, and the manager's page.",
               "giliran-hall");
  Line line;
  describe(app, line);
  std::vector<CLI::App*> tasks = describe_copies(app, line.task);
  tasks.push_back(describe_journal(app, line.task));
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? ExitCode::done : ExitCode::usage;
  }
  const bool is_task = std::ranges::any_of(tasks, [](const auto* task) { return task->parsed(); });
  const auto address = address_of(line.listen);
  if (!address) {
    fmt::print(stderr, "--listen: {} is not like 127.0.0.1:7080 or [::1]:7080\n", line.listen);
    return ExitCode::usage;
  }
  if (!is_loopback(address->host)) {
    fmt::print(
        stderr,
        "--listen: {} can be reached from other machines, and there are no device tokens and "
        "no TLS yet: anybody could call numbers. Use 127.0.0.1 or [::1].\n",
        address->host);
    return ExitCode::listen;
  }
  auto settings = settings::read_file(line.settings);
  if (!settings) {
    for (const settings::Mistake& mistake : settings.error()) {
      fmt::print(stderr, "{}\n", mistake.text());
    }
    return ExitCode::usage;
  }
  return Options{std::move(*settings), line.data, *address, log_levels().at(line.log_level),
                 is_task ? std::optional(line.task) : std::nullopt};
}

}  // namespace giliran::hall
