#include "hall/store/request_index.hpp"

#include <algorithm>
#include <utility>

#include "hall/store/journal.hpp"

namespace giliran::hall {

void RequestHash::add(std::string_view request, std::int64_t seq) {
  constexpr std::size_t least = 1024;
  if (used_ * 4 >= slots_.size() * 3) {
    std::vector<Slot> old(std::max(least, slots_.size() * 2));
    std::swap(old, slots_);
    for (const Slot& slot : old) {
      if (slot.offset != 0) put(slot);
    }
  }
  put({tag_of(request), static_cast<std::uint32_t>(seq - base_)});
  ++used_;
}

void RequestHash::put(Slot slot) {
  std::size_t at = place(slot.tag);
  while (slots_[at].offset != 0)
    at = place(at + 1);
  slots_[at] = slot;
}

std::uint64_t RequestHash::hash_of(std::string_view request) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : request)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

void RequestIndex::clear(std::int64_t after) {
  young_ = RequestHash(after);
  old_ = RequestHash(after);
  young_from_ = unfiled_from_ = after + 1;
}

void RequestIndex::add(std::string_view request, std::int64_t seq) {
  young_.add(request, seq);
  last_ = seq;
}

std::optional<RequestIndex::Range> RequestIndex::to_be_filed() {
  if (old_.size() == 0) {
    if (young_.size() < kept) return std::nullopt;
    old_ = std::exchange(young_, RequestHash(last_));
    young_from_ = last_ + 1;
  }
  return Range{unfiled_from_, std::min(unfiled_from_ + at_once, young_from_)};
}

void RequestIndex::filed(Range range) {
  unfiled_from_ = range.until;
  if (unfiled_from_ == young_from_) old_ = RequestHash(unfiled_from_);
}

void file_requests(Database& database, std::int64_t from, std::int64_t until) {
  std::vector<std::pair<std::int64_t, std::int64_t>> rows;
  Statement row(database,
                "SELECT seq, request FROM entry WHERE seq >= ? AND seq < ? AND request NOT NULL");
  for (row.bind(1, from).bind(2, until); row.step();) {
    rows.emplace_back(static_cast<std::int64_t>(RequestHash::hash_of(row.view(1))), row.integer(0));
  }
  std::ranges::sort(rows);
  Statement insert(database, "INSERT OR IGNORE INTO past_request VALUES(?,?)");
  for (const auto& [hash, seq] : rows)
    insert.bind(1, hash).bind(2, seq).run();
}

namespace {

/// The first event whose request is kept.
std::int64_t first_kept(Database& database, std::int64_t at_ms) {
  Statement found(database,
                  "SELECT seq FROM day WHERE ? >= (SELECT at_ms FROM entry WHERE"
                  " entry.seq >= day.seq ORDER BY entry.seq LIMIT 1) ORDER BY seq DESC LIMIT 1");
  const std::int64_t by_time = found.bind(1, at_ms).step() ? found.integer(0) : 0;
  Statement third(database, "SELECT seq FROM day ORDER BY seq DESC LIMIT 1 OFFSET 2");
  return std::min(by_time, third.step() ? third.integer(0) : 0);
}

}  // namespace

void forget_requests(Database& database, std::int64_t before_ms) {
  Statement forget(database, "DELETE FROM past_request WHERE seq < ?");
  forget.bind(1, first_kept(database, before_ms)).run();
}

void refile_requests(Database& database) {
  database.run("DELETE FROM past_request");
  Statement last(database,
                 "SELECT day.seq, entry.at_ms FROM day JOIN entry ON entry.seq >= day.seq"
                 " ORDER BY day.seq DESC, entry.seq LIMIT 1");
  if (!last.step()) return;
  const std::int64_t kept = std::chrono::milliseconds(keep_answers).count();
  file_requests(database, first_kept(database, last.integer(1) - kept), last.integer(0));
}

}  // namespace giliran::hall
