#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "shared/database/database.hpp"

/// Where requests are found: the newest of today in memory, so that no commit touches an index of
/// random keys; the others, a week long, in the table `past_request`, which is filled in spare time
/// and when a day begins.
namespace giliran::hall {

/// Requests of one day, 8 bytes each. It only says where to look: two ids may look alike.
class RequestHash {
 public:
  /// Nothing is in it; numbers begin after that event.
  explicit RequestHash(std::int64_t after = 0) : base_(after) {}
  void add(std::string_view request, std::int64_t seq);
  std::size_t size() const { return used_; }
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

/// Where requests of today are. Old ones can be taken out as soon as they are filed, so that memory
/// does not grow with the day.
class RequestIndex {
 public:
  /// At least so many of the newest stay.
  static constexpr std::size_t kept = 8192;
  /// So many entries are filed together at most: about a millisecond.
  static constexpr std::int64_t at_once = 64;

  /// Nothing is in it; numbers begin after that event.
  void clear(std::int64_t after);
  void add(std::string_view request, std::int64_t seq);
  /// As RequestHash::find.
  template <class Try>
  bool find(std::string_view request, const Try& one) const {
    return young_.find(request, one) || old_.find(request, one);
  }

  struct Range {
    std::int64_t from = 0;
    std::int64_t until = 0;  ///< not included
  };
  /// The next entries whose requests should be filed; nothing: there are few enough here.
  std::optional<Range> to_be_filed();
  /// They are.
  void filed(Range range);

 private:
  RequestHash young_;
  RequestHash old_;                ///< those before
  std::int64_t last_ = 0;          ///< that was added
  std::int64_t young_from_ = 0;    ///< entries from there on are in young_, those
  std::int64_t unfiled_from_ = 0;  ///< from there on in old_
};

/// Puts the requests of entries with `from` <= number < `until` into past_request, if they are not
/// there. Within a transaction; throws DatabaseError.
void file_requests(Database& database, std::int64_t from, std::int64_t until);
/// Forgets the requests of days that ended before that time: whole days, so that what was answered
/// since is kept; never those of the last two before today, which may be a wrong clock's. Within a
/// transaction; throws DatabaseError.
void forget_requests(Database& database, std::int64_t before_ms);
/// Makes past_request anew as the days and entries say: without today's. Within a transaction;
/// throws DatabaseError.
void refile_requests(Database& database);

}  // namespace giliran::hall
