#include "hall/store/reports_feed.hpp"

#include "hall/store/day_table.hpp"

namespace giliran::hall {

namespace {

/// Events that are read at once: about a millisecond.
constexpr std::size_t at_once = 256;
/// Entries' events that closing waits for.
constexpr std::int64_t few = 20000;

}  // namespace

void ReportsFeed::begin(const Followed& followed) {
  const Link at = followed.link;
  const bool ours = followed.epoch == file_.epoch && at.seq > 0 && at.seq <= file_.end.seq &&
                    link_until(file_.database, at.seq) == at;
  auto day = ours ? read_day_until(file_.database, at.seq) : std::nullopt;
  after_ = day ? static_cast<std::int64_t>(day->seq) : 0;
  given_ = link_before(file_, static_cast<std::uint64_t>(after_));
  keeper_.begin(file_.epoch, std::move(day), !ours);
  begun_ = true;
}

void ReportsFeed::appended(std::span<const Entry> entries, Link before) {
  if (begun_ && given_ == before && keeper_.give(entries, file_.end)) given_ = file_.end;
}

bool ReportsFeed::step() {
  if (const auto followed = keeper_.asks()) begin(*followed);
  if (!begun_ || given_.seq >= file_.end.seq || !keeper_.has_room()) return false;
  std::vector<Recorded> events;
  EntryReader reader(file_.database, given_);
  while (events.size() < at_once && reader.next())
    reader.events(after_, [&](const Recorded& event) { events.push_back(event); });
  if (!keeper_.give(std::move(events), reader.link())) return false;
  given_ = reader.link();
  return given_.seq < file_.end.seq;
}

void ReportsFeed::finish() {
  keeper_.hurry();
  if (!begun_) {
    if (const auto followed = keeper_.wait_for_ask()) begin(*followed);
  }
  if (file_.end.seq - given_.seq > few) return;
  while (begun_ && given_.seq < file_.end.seq && keeper_.follows()) {
    if (!step()) std::this_thread::yield();
  }
}

}  // namespace giliran::hall
