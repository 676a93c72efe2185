#include "tests/simulation/tally.hpp"

#include <fmt/format.h>

#include <iterator>
#include <sstream>

namespace giliran::simulation {

void Tally::count(std::map<std::string, std::uint64_t, std::less<>>& of, std::string_view what,
                  std::uint64_t times) {
  const auto found = of.find(what);
  if (found != of.end()) {
    found->second += times;
  } else {
    of.emplace(what, times);
  }
}

void Tally::add(const Tally& other) {
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    commands[kind].done += other.commands[kind].done;
    commands[kind].nothing += other.commands[kind].nothing;
    for (const auto& [reason, times] : other.commands[kind].refused)
      commands[kind].refused[reason] += times;
  }
  for (const auto& [name, times] : other.rules)
    count(rules, name, times);
  for (const auto& [name, times] : other.faults)
    count(faults, name, times);
  seeds += other.seeds;
  days += other.days;
  steps += other.steps;
  violations += other.violations;
}

std::string Tally::text() const {
  std::string text = fmt::format("{:<16}{:>9}{:>9}  refused\n", "command", "done", "nothing");
  const auto out = std::back_inserter(text);
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    const Asked& asked = commands[kind];
    fmt::format_to(out, "{:<16}{:>9}{:>9} ", kind_names[kind], asked.done, asked.nothing);
    for (const auto& [reason, times] : asked.refused)
      fmt::format_to(out, " {} {}", name_of(reason), times);
    text += '\n';
  }
  for (const auto& [title, list] : {std::pair("rule", &rules), std::pair("fault", &faults)}) {
    fmt::format_to(out, "\n{:<48}{:>9}\n", title, "times");
    for (const auto& [name, times] : *list)
      fmt::format_to(out, "{:<48}{:>9}\n", name, times);
  }
  fmt::format_to(out, "\ndays {} commands {}\n", days, steps);
  return text;
}

std::string Tally::dump() const {
  std::string text = fmt::format("{} {} {} {}\n", seeds, days, steps, violations);
  const auto out = std::back_inserter(text);
  for (const Asked& asked : commands) {
    fmt::format_to(out, "{} {} {}", asked.done, asked.nothing, asked.refused.size());
    for (const auto& [reason, times] : asked.refused)
      fmt::format_to(out, " {} {}", static_cast<int>(reason), times);
    text += '\n';
  }
  for (const auto* list : {&rules, &faults}) {
    fmt::format_to(out, "{}\n", list->size());
    for (const auto& [name, times] : *list)
      fmt::format_to(out, "{} {}\n", times, name);
  }
  return text;
}

Tally Tally::read(const std::string& dumped) {
  std::istringstream in(dumped);
  Tally tally;
  in >> tally.seeds >> tally.days >> tally.steps >> tally.violations;
  for (Asked& asked : tally.commands) {
    std::size_t reasons = 0;
    in >> asked.done >> asked.nothing >> reasons;
    while (reasons-- > 0) {
      int reason = 0;
      std::uint64_t times = 0;
      in >> reason >> times;
      asked.refused[static_cast<Reason>(reason)] = times;
    }
  }
  for (auto* list : {&tally.rules, &tally.faults}) {
    std::size_t names = 0;
    in >> names;
    while (names-- > 0) {
      std::uint64_t times = 0;
      std::string name;
      in >> times >> std::ws;
      std::getline(in, name);
      (*list)[name] = times;
    }
  }
  return tally;
}

}  // namespace giliran::simulation
