#include "kiosk/store/paper_rows.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string_view>
#include <utility>

namespace giliran::kiosk {

namespace {

constexpr std::array<std::pair<PaperStage, std::string_view>, 5> stages{
    {{PaperStage::sending, "sending"},
     {PaperStage::problem, "problem"},
     {PaperStage::unconfirmed, "unconfirmed"},
     {PaperStage::printed, "printed"},
     {PaperStage::withdrawn, "withdrawn"}}};

std::string_view text_of(PaperStage stage) {
  for (const auto& [known, text] : stages) {
    if (known == stage) return text;
  }
  return "";
}

PaperStage stage_of(std::string_view text) {
  for (const auto& [stage, known] : stages) {
    if (known == text) return stage;
  }
  throw DatabaseError(fmt::format("table papers: stage \"{}\" makes no sense", text),
                      DatabaseError::Cause::damaged);
}

/// Whole hundredths, as a paper's length is sent to the printer.
std::int64_t hundredths(double mm) {
  return std::llround(mm * 100);
}

double millimetres(std::int64_t hundredths) {
  return static_cast<double>(hundredths) / 100;
}

void make_tables(Database& database) {
  database.run(R"(CREATE TABLE IF NOT EXISTS papers(
    "order" INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, ticket INTEGER NOT NULL,
    length INTEGER NOT NULL, stage TEXT NOT NULL, shown INTEGER NOT NULL,
    heard INTEGER NOT NULL DEFAULT 0) STRICT)");
  database.run(R"(CREATE TABLE IF NOT EXISTS roll(
    only INTEGER PRIMARY KEY CHECK(only=1), used INTEGER NOT NULL,
    running_out INTEGER NOT NULL) STRICT)");
  database.run("INSERT OR IGNORE INTO roll VALUES(1,0,0)");
}

Database open_with_tables(const std::string& folder) {
  Database database = open_kiosk_store(folder);
  try {
    make_tables(database);
  } catch (const DatabaseError& error) {
    throw StoreUnusable(fmt::format("{}: {}", folder, error.what()));
  }
  return database;
}

constexpr const char* start_roll = "UPDATE roll SET used=0, running_out=0";

void add(Database& database, const RememberedPaper& paper) {
  Statement row(
      database,
      "INSERT OR IGNORE INTO papers(name,ticket,length,stage,shown) VALUES(?,?,?,'sending',0)");
  row.bind(1, paper.name).bind(2, static_cast<std::int64_t>(paper.ticket.value()));
  row.bind(3, hundredths(paper.length_mm)).run();
}

void forget_old(Database& database) {
  Statement(database, R"(DELETE FROM papers
    WHERE heard=1 AND stage IN ('printed','withdrawn') AND "order" NOT IN (SELECT "order" FROM papers WHERE stage='printed' ORDER BY "order" DESC LIMIT ?))")
      .bind(1, static_cast<std::int64_t>(remembered_lengths))
      .run();
}

}  // namespace

PaperRows::PaperRows(const std::string& folder) : database_(open_with_tables(folder)) {}

void PaperRows::put(const RememberedPaper& paper) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  if (paper.stage == PaperStage::sending || paper.stage == PaperStage::problem)
    add(database_, paper);
  if (paper.stage == PaperStage::printed) {
    Statement use(database_, R"(UPDATE roll SET used=used+(SELECT length FROM papers WHERE name=?1)
      WHERE EXISTS(SELECT 1 FROM papers WHERE name=?1 AND stage<>'printed'))");
    use.bind(1, paper.name).run();
  }
  Statement put(database_, "UPDATE papers SET stage=?,shown=? WHERE name=?");
  put.bind(1, text_of(paper.stage)).bind(2, static_cast<std::int64_t>(paper.shown));
  put.bind(3, paper.name).run();
  transaction.commit();
}

void PaperRows::heard(const std::string& name) {
  const std::lock_guard lock(mutex_);
  Statement update(database_, "UPDATE papers SET heard=1 WHERE name=?");
  heard(update.bind(1, name));
}

void PaperRows::heard(TicketId ticket) {
  const std::lock_guard lock(mutex_);
  Statement update(database_, "UPDATE papers SET heard=1 WHERE ticket=?");
  heard(update.bind(1, static_cast<std::int64_t>(ticket.value())));
}

void PaperRows::heard(Statement& update) {
  Transaction transaction(database_);
  update.run();
  forget_old(database_);
  transaction.commit();
}

std::vector<RememberedPaper> PaperRows::unheard() {
  const std::lock_guard lock(mutex_);
  Statement rows(database_, R"(SELECT name,ticket,length,stage,shown FROM papers
    WHERE heard=0 OR stage NOT IN ('printed','withdrawn') ORDER BY "order")");
  std::vector<RememberedPaper> papers;
  while (rows.step()) {
    RememberedPaper paper;
    paper.name = rows.text(0);
    paper.ticket = TicketId(static_cast<std::uint64_t>(rows.integer(1)));
    paper.length_mm = millimetres(rows.integer(2));
    paper.stage = stage_of(rows.view(3));
    paper.shown = rows.integer(4) != 0;
    papers.push_back(std::move(paper));
  }
  return papers;
}

RollUse PaperRows::roll() {
  const std::lock_guard lock(mutex_);
  RollUse use;
  Statement row(database_, "SELECT used,running_out FROM roll");
  if (row.step()) {
    use.used_mm = millimetres(row.integer(0));
    use.running_out = row.integer(1) != 0;
  }
  Statement lengths(database_, R"(SELECT length FROM (SELECT "order",length FROM papers
    WHERE stage='printed' ORDER BY "order" DESC LIMIT ?) ORDER BY "order")");
  lengths.bind(1, static_cast<std::int64_t>(remembered_lengths));
  while (lengths.step())
    use.lengths.push_back(millimetres(lengths.integer(0)));
  return use;
}

void PaperRows::running_out(bool now) {
  const std::lock_guard lock(mutex_);
  Statement(database_, "UPDATE roll SET running_out=?").bind(1, std::int64_t{now}).run();
}

void PaperRows::new_roll() {
  const std::lock_guard lock(mutex_);
  database_.run(start_roll);
}

void note_new_roll(const std::string& folder) {
  Database database = open_with_tables(folder);
  database.run(start_roll);
}

}  // namespace giliran::kiosk
