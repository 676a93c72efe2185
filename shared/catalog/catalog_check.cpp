#include "shared/catalog/catalog_check.hpp"

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>

namespace giliran {

namespace {

constexpr std::uint32_t magic = 0x950412de;
constexpr std::size_t header_bytes = 28;

[[noreturn]] void refuse(const std::string& what) {
  throw std::runtime_error("not a catalog: " + what);
}

class Words {
 public:
  explicit Words(std::string_view bytes) : bytes_(bytes) {}
  std::uint32_t at(std::uint64_t offset) const {
    if (offset % sizeof(std::uint32_t) != 0) refuse("a table at an odd place");
    if (offset + sizeof(std::uint32_t) > bytes_.size()) refuse("a table beyond its end");
    std::uint32_t word = 0;
    std::memcpy(&word, bytes_.data() + offset, sizeof word);
    return word;
  }
  /// Length and offset; the text ends with a zero byte within the catalog.
  std::string_view text(std::uint64_t entry) const {
    const std::uint64_t length = at(entry);
    const std::uint64_t offset = at(entry + 4);
    if (offset + length >= bytes_.size() || bytes_[offset + length] != '\0') {
      refuse("a text beyond its end");
    }
    return bytes_.substr(offset, length);
  }

 private:
  std::string_view bytes_;
};

/// Of a number from 2 on.
bool is_prime(std::uint32_t number) {
  for (std::uint64_t n = 2; n * n <= number; ++n) {
    if (number % n == 0) return false;
  }
  return true;
}

/// A search ends at an empty place; with a prime size it passes all places (the manual's "double
/// hashing").
void check_hash_table(const Words& words, std::uint32_t texts, std::uint32_t size,
                      std::uint32_t table) {
  if (size == 0) return;
  if (size < 3 || !is_prime(size)) refuse("a hash table of no prime size");
  bool empty = false;
  for (std::uint64_t n = 0; n < size; ++n) {
    const std::uint32_t entry = words.at(table + 4 * n);
    if (entry > texts) refuse("a hash table that names no text");
    empty = empty || entry == 0;
  }
  if (!empty) refuse("a full hash table");
}

}  // namespace

void check_catalog(std::string_view bytes) {
  const Words words(bytes);
  if (bytes.size() < header_bytes || words.at(0) != magic) refuse("it does not begin as one");
  const std::uint32_t texts = words.at(8);
  if (texts == 0) refuse("no header");
  const std::uint64_t originals = words.at(12);
  const std::uint64_t translations = words.at(16);
  std::string_view before;
  for (std::uint64_t n = 0; n < texts; ++n) {
    const std::string_view original = words.text(originals + 8 * n);
    words.text(translations + 8 * n);
    if (n == 0 && !original.empty()) refuse("no header");
    if (n > 0 && original <= before) refuse("its texts are not in order");
    before = original;
  }
  check_hash_table(words, texts, words.at(20), words.at(24));
}

}  // namespace giliran
