#include "hall/store/sqlite_journal.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hall/store/day_keeper.hpp"
#include "hall/store/day_table.hpp"
#include "hall/store/journal_copy.hpp"
#include "hall/store/journal_file.hpp"
#include "hall/store/reports_feed.hpp"
#include "hall/store/request_index.hpp"
#include "hall/store/reserve.hpp"
#include "shared/base/log.hpp"

namespace giliran::hall {

namespace {

/// Pages of the log, 4 KiB each, after which it goes into the file: a commit waits for that. With
/// spare time it does so earlier, and then not for a page or two.
constexpr int most_log_pages = 2000;
constexpr int log_pages_to_spare = 500;
/// So long after a commit nobody is likely to wait for the next one.
constexpr std::chrono::milliseconds spare_time{20};
/// Between two pieces of requests that are filed: 640 a second are far more than a hall has.
constexpr std::chrono::milliseconds filing_pause{100};

bool begins_day(const Recorded& recorded) {
  return std::holds_alternative<DayBegan>(recorded.event);
}

class SqliteJournal final : public Journal {
 public:
  SqliteJournal(JournalFile file, const std::string& folder)
      : file_(std::move(file)),
        reserve_(folder),
        days_(file_),
        words_(file_.database),
        entries_(file_.database),
        find_past_(file_.database, "SELECT seq FROM past_request WHERE hash=?") {}
  SqliteJournal(JournalFile file, const std::string& folder, const HallPlan& plan, WallTime now)
      : SqliteJournal(std::move(file), folder) {
    if (file_.unsure) make_sure_with_room();
    reports_.emplace(file_, folder, plan, now);
  }
  ~SqliteJournal() override { close(); }
  SqliteJournal(const SqliteJournal&) = delete;
  SqliteJournal& operator=(const SqliteJournal&) = delete;

  std::string epoch() override { return file_.epoch; }

  std::optional<Snapshot> last_day() override { return read_last_day(file_.database); }

  void replay(std::uint64_t after, const std::function<void(const Recorded&)>& each) override {
    const auto from = static_cast<std::int64_t>(after);
    EntryReader reader(file_.database, link_before(file_, after));
    const bool from_today = !indexed_ && begin_index(from);
    while (reader.next()) {
      if (from_today && reader.row().request) add_to_index(*reader.row().request, reader.link());
      reader.events(from, [&](const Recorded& recorded) {
        if (from_today && begins_day(recorded)) days_.began(recorded.seq);
        each(recorded);
      });
    }
    if (reader.link() != file_.end) {
      throw JournalDamaged(fmt::format("event {} is not as it was written", file_.end.seq));
    }
    indexed_ = indexed_ || from_today;
  }

  void append(std::span<const Entry> entries) override {
    const Link before = file_.end;
    bool marked = false;
    try {
      load_index();
      Transaction transaction(file_.database, words_);
      for (const Entry& entry : entries)
        insert(entry);
      marked = file_.database.log_pages() >= checkpoint_at_;
      if (marked) write_mark(file_);
      transaction.commit();
    } catch (const std::exception& error) {
      undo(before);
      const auto* failure = dynamic_cast<const DatabaseError*>(&error);
      if (failure && failure->cause == DatabaseError::Cause::full) throw JournalFull(error.what());
      throw JournalFailure(error.what());
    }
    for (const Entry& entry : entries) {
      for (const Recorded& recorded : entry.events) {
        if (begins_day(recorded)) days_.began(recorded.seq);
      }
    }
    last_append_ = std::chrono::steady_clock::now();
    if (reports_) reports_->appended(entries, before);
    if (marked) checkpoint();
  }

  std::optional<StoredAnswer> find_answer(const RequestId& request) override {
    try {
      load_index();
      std::optional<StoredAnswer> answer;
      const auto is_in = [&](std::int64_t seq) {
        answer = answer_in(seq, request.value());
        return answer.has_value();
      };
      if (index_.find(request.value(), is_in)) return answer;
      find_past_.reset();
      find_past_.bind(1, static_cast<std::int64_t>(RequestHash::hash_of(request.value())));
      while (!answer && find_past_.step())
        is_in(find_past_.integer(0));
      find_past_.reset();
      return answer;
    } catch (const DatabaseError& error) {
      throw JournalFailure(error.what());
    }
  }

  bool step() override {
    try {
      const auto now = std::chrono::steady_clock::now();
      if (now - last_append_ >= spare_time && checkpoint_at_ == most_log_pages &&
          file_.database.log_pages() >= log_pages_to_spare) {
        mark_and_checkpoint(file_);
      }
      return step_copy() | step_days() | step_reports() | file_old_requests(now);
    } catch (const JournalDamaged& error) {
      // Found while nobody asked: the hall goes on with what it has, and its next start will tell.
      log(LogLevel::error, "journal damaged", {{"what", error.what()}});
      is_damaged_ = true;
      return false;
    } catch (const DatabaseError& error) {
      if (error.cause == DatabaseError::Cause::full) return postpone_checkpoint();
      failed_ = true;
      throw JournalFailure(error.what());
    }
  }

  void backup_to(const std::string& file, CopyEnded ended) override {
    if (copy_) return ended("another copy is being made");
    copy_ = std::make_unique<JournalCopy>(file_.database, file, std::move(ended));
    if (copy_->has_ended()) copy_.reset();
  }

  bool has_reserve() override { return reserve_.held(); }
  void release_reserve() override { reserve_.release(); }
  bool renew_reserve() override { return reserve_.renew(); }

 private:
  void make_sure_with_room() {
    try {
      make_sure(file_);
    } catch (const DatabaseError& error) {
      if (error.cause != DatabaseError::Cause::full || !reserve_.held()) throw;
      reserve_.release();
      make_sure(file_);
    }
  }
  bool step_copy() {
    const bool more = copy_ && copy_->step();
    if (copy_ && copy_->has_ended()) copy_.reset();
    return more;
  }
  bool step_days() {
    if (is_damaged_) return false;
    const DayKeeper::Step done = days_.step();
    if (done == DayKeeper::Step::stored) indexed_ = false;
    return done != DayKeeper::Step::nothing_to_do;
  }
  /// A piece at a time, and no hurry: commits wait for it.
  bool file_old_requests(std::chrono::steady_clock::time_point now) {
    if (!indexed_ || failed_) return false;
    const auto range = index_.to_be_filed();
    if (!range) return false;
    if (now < files_next_) return true;
    files_next_ = now + filing_pause;
    Transaction transaction(file_.database);
    file_requests(file_.database, range->from, range->until);
    transaction.commit();
    index_.filed(*range);
    return true;
  }
  bool step_reports() { return !is_damaged_ && reports_ && reports_->step(); }

  void insert(const Entry& entry) {
    const Link before = file_.end;
    file_.end = entries_.append(before, entry);
    if (!entry.request) return;
    const auto is_in = [&](std::int64_t seq) {
      return answer_in(seq, entry.request->value()).has_value();
    };
    if (index_.find(entry.request->value(), is_in)) {
      throw DatabaseError(fmt::format("{} was answered before", entry.request->value()));
    }
    add_to_index(entry.request->value(), file_.end);
  }

  /// Whether today's requests are all after that event.
  bool begin_index(std::int64_t after) {
    const std::int64_t day = last_day_seq(file_.database);
    index_.clear(day - 1);
    first_of_index_ = day;
    return after <= day;
  }
  void add_to_index(std::string_view request, Link at) {
    if (at.seq >= first_of_index_) index_.add(request, at.seq);
  }
  void load_index() {
    if (indexed_) return;
    begin_index(0);
    Statement row(file_.database,
                  "SELECT seq, request FROM entry WHERE seq >= ? AND request NOT NULL");
    for (row.bind(1, first_of_index_); row.step();)
      index_.add(row.view(1), row.integer(0));
    indexed_ = true;
  }

  /// What that entry answered, if it was that request's.
  std::optional<StoredAnswer> answer_in(std::int64_t seq, std::string_view request) {
    EntryReader reader(file_.database, link_before(file_, static_cast<std::uint64_t>(seq) - 1));
    if (!reader.next() || reader.link().seq != seq || reader.row().request != request) {
      return std::nullopt;
    }
    return StoredAnswer{std::string(reader.row().fingerprint), std::string(reader.row().answer)};
  }

  void undo(Link before) {
    file_.end = before;
    indexed_ = false;
    failed_ = true;
  }

  void checkpoint() {
    try {
      file_.database.checkpoint();
      checkpoint_at_ = most_log_pages;
    } catch (const DatabaseError& error) {
      if (error.cause == DatabaseError::Cause::full) {
        postpone_checkpoint();
        return;
      }
      failed_ = true;
      throw JournalFailure(error.what());
    }
  }
  /// On a full disk the log goes on as long as it can. False: there is nothing to be done now.
  bool postpone_checkpoint() {
    checkpoint_at_ = file_.database.log_pages() + most_log_pages;
    return false;
  }

  /// Everything is in the file, if nothing has failed; else in the log, for the next one who opens.
  void close() noexcept {
    try {
      copy_.reset();
      if (failed_) return;
      while (step_days()) {
      }
      if (reports_ && !is_damaged_) reports_->finish();
      if (file_.database.log_pages() == 0) return;
      mark_and_checkpoint(file_);
      file_.database.checkpoint_at_close();
    } catch (const std::exception&) {
    }
  }

  JournalFile file_;
  Reserve reserve_;
  DayKeeper days_;
  TransactionWords words_;
  EntryTable entries_;
  Statement find_past_;
  RequestIndex index_;  ///< of today, but for what is filed
  std::chrono::steady_clock::time_point last_append_;
  std::chrono::steady_clock::time_point files_next_;
  std::int64_t first_of_index_ = 0;
  bool indexed_ = false;  ///< index_ has all of today
  bool failed_ = false;
  bool is_damaged_ = false;  ///< where only spare time reads
  int checkpoint_at_ = most_log_pages;
  std::optional<ReportsFeed> reports_;
  std::unique_ptr<JournalCopy> copy_;
};

template <class... More>
std::unique_ptr<Journal> open_journal(const std::string& folder, const More&... more) {
  JournalFile file = open_journal_file(folder);
  try {
    return std::make_unique<SqliteJournal>(std::move(file), folder, more...);
  } catch (const DatabaseError& error) {
    const std::string what = fmt::format("{}: {}", folder, error.what());
    if (error.cause == DatabaseError::Cause::damaged) throw JournalDamaged(what);
    throw DataFolderUnusable(what);
  }
}

}  // namespace

std::unique_ptr<Journal> open_sqlite_journal(const std::string& folder) {
  return open_journal(folder);
}

std::unique_ptr<Journal> open_sqlite_journal(const std::string& folder, const HallPlan& plan,
                                             WallTime now) {
  return open_journal(folder, plan, now);
}

}  // namespace giliran::hall
