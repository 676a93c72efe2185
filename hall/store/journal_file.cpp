#include "hall/store/journal_file.hpp"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <limits>

#include "hall/store/chain.hpp"
#include "hall/store/day_table.hpp"
#include "hall/store/migration.hpp"
#include "hall/store/request_index.hpp"
#include "hall/store/schema.hpp"
#include "shared/base/ids.hpp"

namespace giliran::hall {

namespace {

std::optional<std::string> meta(Database& database, std::string_view key) {
  Statement found(database, "SELECT value FROM meta WHERE key=?");
  return found.bind(1, key).step() ? std::optional(found.text(0)) : std::nullopt;
}

std::int64_t meta_number(Database& database, std::string_view key) {
  const auto text = meta(database, key);
  std::int64_t number = 0;
  const char* end = text ? text->data() + text->size() : nullptr;
  const auto [rest, error] =
      text ? std::from_chars(text->data(), end, number) : std::from_chars_result{};
  if (!text || error != std::errc() || rest != end || number < 0) {
    throw JournalDamaged(fmt::format("the journal's {} is missing or no number", key));
  }
  return number;
}

std::int64_t count(Database& database, std::string_view what) {
  Statement found(database, fmt::format("SELECT count(*) FROM {}", what));
  found.step();
  return found.integer(0);
}

bool has_table(Database& database, std::string_view name) {
  return count(database, fmt::format("sqlite_schema WHERE name = '{}'", name)) != 0;
}

std::uint32_t sum_of(const JournalFile& file) {
  return Crc().add(schema_version).add(file.epoch).add(file.chain).value();
}

void make(JournalFile& file) {
  file.database.run(journal_schema);
  file.chain = random_hex128();
  write_epoch(file, file.chain);
  file.end = chain_begin(file);
  write_mark(file);
}

/// What an older program made has its epoch as the begin of its chain.
void bring_up_to_date(JournalFile& file) {
  Database& database = file.database;
  if (count(database, "sqlite_schema") == 0) return make(file);
  if (!has_table(database, "meta")) throw JournalDamaged("the file is no journal");
  const std::int64_t version = meta_number(database, "schema");
  if (version > schema_version) {
    throw DataFolderUnusable(
        fmt::format("the journal was written by a newer program (schema {}, this one knows {})",
                    version, schema_version));
  }
  // Events without an epoch: whoever followed this journal would take it for another one.
  const auto epoch = meta(database, "epoch");
  if (!epoch) throw JournalDamaged("the journal has no epoch");
  file.epoch = *epoch;
  file.chain = meta(database, "chain").value_or(file.epoch);
  const int found = has_table(database, "entry") ? 3 : has_table(database, "day") ? 2 : 1;
  if (found != version)
    throw JournalDamaged(fmt::format("the journal's schema is not {}", version));
  if (version < schema_version) migrate(file, version);
}

/// A journal that ends too early is no whole one.
void check_end(JournalFile& file) {
  const Link marked{meta_number(file.database, "end_seq"),
                    static_cast<std::uint32_t>(meta_number(file.database, "end_crc"))};
  const auto found = marked.seq == 0 ? chain_begin(file) : link_until(file.database, marked.seq);
  if (!found || found->seq < marked.seq) {
    throw JournalDamaged(
        fmt::format("event {} is missing, the journal ends there", found ? found->seq + 1 : 1));
  }
  if (*found != marked) {
    throw JournalDamaged(fmt::format("event {} is not as it was written", marked.seq));
  }
  file.end = link_until(file.database, std::numeric_limits<std::int64_t>::max()).value_or(marked);
}

JournalFile open_file(std::optional<HallLock> lock, const std::string& path) {
  std::error_code none;
  const auto log_bytes = std::filesystem::file_size(path + "-wal", none);
  JournalFile file{std::move(lock), Database(path), "", "", {}, !none && log_bytes > 0};
  Database& database = file.database;
  // Exclusive from the first access on: nobody else may even read, and no memory is shared.
  database.run("PRAGMA locking_mode=EXCLUSIVE");
  database.run("PRAGMA journal_mode=WAL");
  database.run("PRAGMA synchronous=FULL");
  database.run("PRAGMA journal_size_limit=16777216");
  database.checkpoint_by_hand();
  Transaction transaction(database);
  bring_up_to_date(file);
  if (meta_number(database, "sum") != sum_of(file)) {
    throw JournalDamaged("the journal's epoch is not as it was written");
  }
  check_end(file);
  transaction.commit();
  return file;
}

template <class Open>
JournalFile open_or_say_why(const std::string& where, const Open& open) {
  try {
    return open();
  } catch (const DatabaseError& failure) {
    const std::string what = fmt::format("{}: {}", where, failure.what());
    using Cause = DatabaseError::Cause;
    if (failure.cause == Cause::damaged) throw JournalDamaged(what);
    if (failure.cause != Cause::busy) throw DataFolderUnusable(what);
    throw DataFolderUnusable(fmt::format("{} is in use by another program; stop it first", where));
  }
}

}  // namespace

JournalFile open_journal_file(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    throw DataFolderUnusable(fmt::format("{} cannot be made: {}", folder, error.message()));
  }
  HallLock lock(folder);
  return open_or_say_why(folder, [&] {
    return open_file(std::move(lock), (std::filesystem::path(folder) / "journal.db").string());
  });
}

JournalFile open_journal_copy(const std::string& file) {
  if (!std::filesystem::exists(file)) throw DataFolderUnusable(file + " is not there");
  return open_or_say_why(file, [&] { return open_file(std::nullopt, file); });
}

Link chain_begin(const JournalFile& file) {
  return {0, chain_begin(file.chain)};
}

Link link_before(JournalFile& file, std::uint64_t seq) {
  if (static_cast<std::int64_t>(seq) > file.end.seq) {
    throw JournalDamaged(fmt::format("event {} is missing", seq));
  }
  try {
    return link_until(file.database, static_cast<std::int64_t>(seq)).value_or(chain_begin(file));
  } catch (const DatabaseError& error) {
    throw JournalDamaged(fmt::format("event {} cannot be read: {}", seq, error.what()));
  }
}

void write_mark(JournalFile& file) {
  Statement put(file.database, "REPLACE INTO meta VALUES('end_seq',?),('end_crc',?)");
  put.bind(1, std::to_string(file.end.seq)).bind(2, std::to_string(file.end.crc)).run();
}

void mark_and_checkpoint(JournalFile& file) {
  {
    Transaction transaction(file.database);
    write_mark(file);
    transaction.commit();
  }
  file.database.checkpoint();
}

void make_sure(JournalFile& file) {
  mark_and_checkpoint(file);
  Transaction transaction(file.database);
  write_mark(file);
  transaction.commit();
  file.unsure = false;
}

void close_as_single_file(JournalFile& file) {
  mark_and_checkpoint(file);
  file.database.run("PRAGMA journal_mode=DELETE");
}

void write_epoch(JournalFile& file, const std::string& epoch) {
  file.epoch = epoch;
  Statement put(file.database,
                "REPLACE INTO meta VALUES('schema',?),('epoch',?),('chain',?),('sum',?)");
  put.bind(1, std::to_string(schema_version)).bind(2, file.epoch).bind(3, file.chain);
  put.bind(4, std::to_string(sum_of(file))).run();
}

void store_new_days(JournalFile& file) {
  const auto day = read_last_day(file.database);
  Projection projection = day ? Projection(*day) : Projection();
  const auto after = static_cast<std::int64_t>(projection.seq());
  read_events(file.database, link_before(file, projection.seq()), after,
              [&](const Recorded& recorded) {
                projection.apply(recorded);
                for (const Snapshot& begun : projection.take().days)
                  insert_day(file.database, begun);
              });
}

}  // namespace giliran::hall
