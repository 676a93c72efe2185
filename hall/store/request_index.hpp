#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "shared/database/database.hpp"

/// Where requests are found: those since the last day began in memory, so that no commit touches
/// an index of random keys; those of the days before, a week long, in the table `past_request`,
/// which is filled once when a day begins.
namespace giliran::hall {

/// Today's requests: 8 bytes each. It only says where to look: two ids may look alike.
class RequestIndex {
 public:
  /// Nothing is in it; numbers begin after that event.
  void clear(std::int64_t after);
  void add(std::string_view request, std::int64_t seq);
  /// Calls with the number of each entry that may be the request's, until it returns true. Whether
  /// it did.
  template <class Try>
  bool find(std::string_view request, const Try& one) const {
    if (slots_.empty()) return false;
    const std::uint32_t tag = tag_of(request);
    for (std::size_t at = place(tag); slots_[at].offset != 0; at = place(at + 1)) {
      if (slots_[at].tag == tag && one(base_ + slots_[at].offset)) return true;
    }
    return false;
  }

  /// FNV-1a; journals hold it.
  static std::uint64_t hash_of(std::string_view request);

 private:
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t offset = 0;  ///< of its number to `base_`; 0: free
  };
  static std::uint32_t tag_of(std::string_view request) {
    const std::uint64_t hash = hash_of(request);
    return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
  }
  std::size_t place(std::size_t at) const { return at & (slots_.size() - 1); }
  void put(Slot slot);
  /// A power of two, at most three quarters full.
  std::vector<Slot> slots_;
  std::size_t used_ = 0;
  std::int64_t base_ = 0;
};

/// Puts the requests of entries with `from` <= number < `until` into past_request. Within a
/// transaction; throws DatabaseError.
void file_requests(Database& database, std::int64_t from, std::int64_t until);
/// Forgets the requests of days that ended before that time: whole days, so that what was answered
/// since is kept. Within a transaction; throws DatabaseError.
void forget_requests(Database& database, std::int64_t before_ms);
/// Makes past_request anew as the days and entries say. Within a transaction; throws DatabaseError.
void refile_requests(Database& database);

}  // namespace giliran::hall
