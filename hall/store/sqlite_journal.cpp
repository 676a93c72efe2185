#include "hall/store/sqlite_journal.hpp"

#include <fmt/format.h>

#include "hall/store/journal_file.hpp"
#include "hall/store/report_tables.hpp"

namespace giliran::hall {

namespace {

class SqliteJournal final : public Journal {
 public:
  explicit SqliteJournal(JournalFile file)
      : file_(std::move(file)),
        events_(file_.database),
        reports_(file_.database),
        put_end_(file_.database, put_end),
        insert_request_(file_.database, "INSERT INTO request VALUES(?,?,?,?,?,?)"),
        find_request_(file_.database,
                      "SELECT fingerprint, answer, seq, at_ms, crc FROM request WHERE id=?") {}

  std::string epoch() override { return file_.epoch; }

  std::optional<Snapshot> last_day() override { return read_last_day(file_.database); }

  void replay(std::uint64_t after, const std::function<void(const Recorded&)>& each) override {
    const Link end = read_events(file_.database, link_after(file_, after), each);
    if (end != file_.end) {
      throw JournalDamaged(fmt::format("event {} is not as it was written", file_.end.seq));
    }
  }

  void append(std::span<const Entry> entries) override {
    if (!projection_) projection_ = project_today(file_);
    const Link end = file_.end;
    const std::int64_t requests = file_.requests;
    try {
      Transaction transaction(file_.database);
      for (const Entry& entry : entries)
        insert(entry);
      write_rows(projection_->take());
      write_end(put_end_, file_.end, file_.requests);
      transaction.commit();
    } catch (const std::exception& error) {
      file_.end = end;
      file_.requests = requests;
      projection_.reset();
      insert_request_.reset();
      throw JournalFailure(error.what());
    }
  }

  std::optional<StoredAnswer> find_answer(const RequestId& request) override {
    try {
      find_request_.reset();
      if (!find_request_.bind(1, request.value()).step()) return std::nullopt;
      StoredAnswer answer{find_request_.text(0), find_request_.text(1)};
      const std::int64_t crc = request_crc(request.value(), answer.fingerprint, answer.answer,
                                           find_request_.integer(2), find_request_.integer(3));
      const bool sound = find_request_.integer(4) == crc;
      find_request_.reset();
      if (sound) return answer;
      throw JournalDamaged(
          fmt::format("the answer to {} is not as it was written", request.value()));
    } catch (const DatabaseError& error) {
      throw JournalFailure(error.what());
    }
  }

 private:
  void insert(const Entry& entry) {
    for (const Recorded& recorded : entry.events) {
      file_.end = events_.append(file_.end, recorded);
      projection_->apply(recorded);
      last_at_ = recorded.at.time_since_epoch().count();
    }
    if (!entry.request) return;
    const std::string& id = entry.request->value();
    insert_request_.reset();
    insert_request_.bind(1, id).bind(2, entry.fingerprint).bind(3, entry.answer);
    insert_request_.bind(4, file_.end.seq).bind(5, last_at_);
    insert_request_.bind(6,
                         request_crc(id, entry.fingerprint, entry.answer, file_.end.seq, last_at_));
    insert_request_.run();
    ++file_.requests;
  }

  void write_rows(const Rows& rows) {
    reports_.write(rows);
    for (const Snapshot& day : rows.days) {
      insert_day(file_.database, day);
      forget_answers(day.carried.last_at - keep_answers);
    }
  }

  void forget_answers(WallTime before) {
    Statement forget(file_.database, "DELETE FROM request WHERE at_ms < ?");
    forget.bind(1, static_cast<std::int64_t>(before.time_since_epoch().count())).run();
    file_.requests -= file_.database.changes();
  }

  JournalFile file_;
  EventTable events_;
  ReportTables reports_;
  Statement put_end_;
  Statement insert_request_;
  Statement find_request_;
  std::optional<Projection> projection_;  ///< of all events, once the first one is to be added
  std::int64_t last_at_ = 0;
};

std::unique_ptr<Journal> journal_of(JournalFile file, const std::string& folder) {
  try {
    return std::make_unique<SqliteJournal>(std::move(file));
  } catch (const DatabaseError& error) {
    throw JournalDamaged(fmt::format("{}: {}", folder, error.what()));
  }
}

}  // namespace

std::unique_ptr<Journal> open_sqlite_journal(const std::string& folder) {
  return journal_of(open_journal_file(folder), folder);
}

std::unique_ptr<Journal> open_sqlite_journal(const std::string& folder, const HallPlan& plan,
                                             WallTime now) {
  JournalFile file = open_journal_file(folder);
  try {
    Transaction transaction(file.database);
    write_settings(file.database, plan, now);
    transaction.commit();
  } catch (const DatabaseError& error) {
    throw DataFolderUnusable(fmt::format("{}: {}", folder, error.what()));
  }
  return journal_of(std::move(file), folder);
}

}  // namespace giliran::hall
