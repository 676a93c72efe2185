#include "tests/support/wire/frames.hpp"

#include <fmt/format.h>

#include <charconv>

namespace giliran::wire {

namespace {

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes)
    value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

}  // namespace

std::string frame(Opcode opcode, std::string_view payload) {
  std::string bytes;
  bytes.reserve(payload.size() + 14);
  bytes += static_cast<char>(0x80 | static_cast<unsigned char>(opcode));
  const auto length = [&](int count) {
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8)
      bytes += static_cast<char>(payload.size() >> shift & 0xff);
  };
  if (payload.size() < 126) {
    bytes += static_cast<char>(0x80 | payload.size());
  } else if (payload.size() < 65536) {
    bytes += static_cast<char>(0x80 | 126);
    length(2);
  } else {
    bytes += static_cast<char>(0x80 | 127);
    length(8);
  }
  return bytes.append(4, '\0').append(payload);
}

std::optional<Frame> first_frame(std::string_view bytes) {
  if (bytes.size() < 2) return std::nullopt;
  const auto first = static_cast<unsigned char>(bytes[0]);
  std::uint64_t size = static_cast<unsigned char>(bytes[1]) & 0x7f;
  std::size_t head = 2;
  if (size >= 126) {
    head = size == 126 ? 4 : 10;
    if (bytes.size() < head) return std::nullopt;
    size = big_endian(bytes.substr(2, head - 2));
  }
  if (bytes.size() - head < size) return std::nullopt;
  return Frame{static_cast<Opcode>(first & 0x0f), (first & 0x80) != 0, bytes.substr(head, size),
               head + size};
}

std::string request(std::uint64_t id, std::string_view method, std::string_view params) {
  return fmt::format(R"({{"jsonrpc":"2.0","id":{},"method":"{}","params":{}}})", id, method,
                     params);
}

std::optional<std::uint64_t> answered_id(std::string_view text) {
  constexpr std::string_view begin = R"({"jsonrpc":"2.0","id":)";
  std::uint64_t id = 0;
  if (!text.starts_with(begin)) return std::nullopt;
  const char* at = text.data() + begin.size();
  const auto [rest, error] = std::from_chars(at, text.data() + text.size(), id);
  return error == std::errc{} ? std::optional(id) : std::nullopt;
}

bool is_result(std::string_view answer) {
  return answer.find(R"("result":)") < answer.find(R"("error":)");
}

}  // namespace giliran::wire
