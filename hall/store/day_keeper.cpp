#include "hall/store/day_keeper.hpp"

#include "hall/store/day_table.hpp"
#include "hall/store/request_index.hpp"

namespace giliran::hall {

namespace {

/// Entries that are read at once: about a millisecond.
constexpr int at_once = 256;

void store(JournalFile& file, const Snapshot& day) {
  Transaction transaction(file.database);
  const std::int64_t old = last_day_seq(file.database);
  insert_day(file.database, day);
  file_requests(file.database, old, static_cast<std::int64_t>(day.seq));
  forget_requests(file.database, (day.carried.last_at - keep_answers).time_since_epoch().count());
  transaction.commit();
}

}  // namespace

DayKeeper::Step DayKeeper::step() {
  if (began_ == 0) return Step::nothing_to_do;
  if (!projection_) {
    const auto day = read_last_day(file_.database);
    if (day && day->seq >= began_) {
      began_ = 0;
      return Step::nothing_to_do;
    }
    projection_ = day ? Projection(*day) : Projection();
    read_ = link_before(file_, projection_->seq());
  }
  std::vector<Snapshot> days;
  EntryReader reader(file_.database, read_);
  for (int n = 0; n < at_once && days.empty() && reader.next(); ++n) {
    reader.events(static_cast<std::int64_t>(projection_->seq()), [&](const Recorded& recorded) {
      projection_->apply(recorded);
      for (Snapshot& day : projection_->take().days)
        days.push_back(std::move(day));
    });
  }
  read_ = reader.link();
  for (const Snapshot& day : days)
    store(file_, day);
  if (projection_->seq() >= began_) {
    projection_.reset();
    began_ = 0;
  }
  return days.empty() ? Step::more_to_do : Step::stored;
}

}  // namespace giliran::hall
