#include "display/core/last_spoken.hpp"

#include <fmt/format.h>

#include <charconv>

namespace giliran::display {

std::string settled_line(const Settled& settled) {
  return fmt::format("{} {}\n", settled.seq.value(), settled.at.time_since_epoch().count());
}

std::optional<Settled> settled_of(std::string_view line) {
  std::uint64_t seq = 0;
  std::int64_t at = 0;
  const char* const end = line.data() + line.size();
  const auto first = std::from_chars(line.data(), end, seq);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != ' ') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, at);
  if (second.ec != std::errc() || second.ptr == end || *second.ptr != '\n') return std::nullopt;
  return Settled{CallSeq{seq}, WallTime{std::chrono::milliseconds{at}}};
}

}  // namespace giliran::display
