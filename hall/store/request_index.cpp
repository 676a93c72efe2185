#include "hall/store/request_index.hpp"

#include <algorithm>
#include <utility>

#include "hall/store/journal.hpp"

namespace giliran::hall {

void RequestIndex::clear(std::int64_t after) {
  slots_.clear();
  used_ = 0;
  base_ = after;
}

void RequestIndex::add(std::string_view request, std::int64_t seq) {
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

void RequestIndex::put(Slot slot) {
  std::size_t at = place(slot.tag);
  while (slots_[at].offset != 0)
    at = place(at + 1);
  slots_[at] = slot;
}

std::uint64_t RequestIndex::hash_of(std::string_view request) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : request)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

void file_requests(Database& database, std::int64_t from, std::int64_t until) {
  std::vector<std::pair<std::int64_t, std::int64_t>> rows;
  Statement row(database,
                "SELECT seq, request FROM entry WHERE seq >= ? AND seq < ? AND request NOT NULL");
  for (row.bind(1, from).bind(2, until); row.step();) {
    rows.emplace_back(static_cast<std::int64_t>(RequestIndex::hash_of(row.view(1))),
                      row.integer(0));
  }
  std::ranges::sort(rows);
  Statement insert(database, "INSERT INTO past_request VALUES(?,?)");
  for (const auto& [hash, seq] : rows)
    insert.bind(1, hash).bind(2, seq).run();
}

namespace {

/// The first event of the last day that had begun by then; 0: none had.
std::int64_t day_of(Database& database, std::int64_t at_ms) {
  Statement found(database,
                  "SELECT seq FROM day WHERE ? >= (SELECT at_ms FROM entry WHERE"
                  " entry.seq >= day.seq ORDER BY entry.seq LIMIT 1) ORDER BY seq DESC LIMIT 1");
  return found.bind(1, at_ms).step() ? found.integer(0) : 0;
}

}  // namespace

void forget_requests(Database& database, std::int64_t before_ms) {
  Statement forget(database, "DELETE FROM past_request WHERE seq < ?");
  forget.bind(1, day_of(database, before_ms)).run();
}

void refile_requests(Database& database) {
  database.run("DELETE FROM past_request");
  Statement last(database,
                 "SELECT day.seq, entry.at_ms FROM day JOIN entry ON entry.seq >= day.seq"
                 " ORDER BY day.seq DESC, entry.seq LIMIT 1");
  if (!last.step()) return;
  const std::int64_t kept = std::chrono::milliseconds(keep_answers).count();
  file_requests(database, day_of(database, last.integer(1) - kept), last.integer(0));
}

}  // namespace giliran::hall
