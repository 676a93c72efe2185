#include "hall/store/journal_restore.hpp"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "hall/store/journal_file.hpp"
#include "shared/base/ids.hpp"

namespace giliran::hall {

namespace fs = std::filesystem;

namespace {

std::string kept_name(const fs::path& journal, WallTime at) {
  return fmt::format("{}.{:%Y%m%d-%H%M%S}", journal.string(),
                     fmt::gmtime(std::chrono::system_clock::to_time_t(at)));
}

/// Journals of this folder that were replaced so lately that their numbers may still be in
/// somebody's hands. A copy may be restored again and again: each time numbers must jump further
/// than before.
int replaced_lately(const fs::path& journal, WallTime now) {
  constexpr auto lately = std::chrono::hours(48);
  const std::string oldest = kept_name(journal, now - lately);
  int count = 0;
  for (const auto& entry : fs::directory_iterator(journal.parent_path())) {
    const std::string name = entry.path().string();
    const bool kept = name.size() == oldest.size() && name.starts_with(journal.string() + ".2");
    if (kept && name >= oldest) ++count;
  }
  return count;
}

/// Its own entry, in the chain after the copy's last one: an event for this restore, and one for
/// each before it.
void append_restored(JournalFile& file, int before, WallTime now) {
  EntryReader last(
      file.database,
      link_before(file, static_cast<std::uint64_t>(std::max<std::int64_t>(file.end.seq, 1) - 1)));
  WallTime at = now;
  if (last.next()) at = std::max(at, WallTime(std::chrono::milliseconds(last.row().at_ms)));
  Entry entry;
  auto seq = static_cast<std::uint64_t>(file.end.seq);
  for (int restores = 0; restores <= before; ++restores)
    entry.events.push_back({++seq, at, JournalRestored{skipped_tickets}});
  EntryTable table(file.database);
  file.end = table.append(file.end, entry);
}

Verified prove_and_renew(const std::string& path, int before, WallTime now) {
  JournalFile file = open_journal_copy(path);
  const Verified verified = verify_entries(file);
  Transaction transaction(file.database);
  write_epoch(file, random_hex128());
  append_restored(file, before, now);
  transaction.commit();
  close_as_single_file(file);
  return verified;
}

void remove_with_log(const fs::path& file) {
  for (const char* part : {"", "-wal", "-journal"}) {
    std::error_code ignored;
    fs::remove(file.string() + part, ignored);
  }
}

/// The same files under another name too; the log no longer under its own, as it must not be taken
/// for the new journal's.
void keep_aside(const fs::path& journal, const std::string& name) {
  for (const char* part : {"-wal", ""}) {
    const std::string from = journal.string() + part;
    if (fs::exists(from)) fs::create_hard_link(from, name + part);
  }
  fs::remove(journal.string() + "-wal");
}

void sync_folder(const std::string& folder) {
  const int file = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  fsync(file);
  close(file);
}

Restored restore(const std::string& copy, const std::string& folder, bool replace, WallTime now) {
  const fs::path journal = fs::path(folder) / "journal.db";
  const fs::path made = fs::path(folder) / "journal.restoring";
  if (!fs::is_regular_file(copy)) throw DataFolderUnusable(copy + " is no file");
  if (fs::exists(journal) && !replace) {
    throw DataFolderUnusable(
        fmt::format("{} has a journal already; --replace keeps it under another name", folder));
  }
  Restored restored;
  remove_with_log(made);
  try {
    fs::copy_file(copy, made);
    restored.verified = prove_and_renew(made.string(), replaced_lately(journal, now), now);
  } catch (...) {
    remove_with_log(made);
    throw;
  }
  if (fs::exists(journal)) {
    restored.kept = kept_name(journal, now);
    keep_aside(journal, *restored.kept);
  }
  fs::rename(made, journal);
  sync_folder(folder);
  return restored;
}

}  // namespace

Restored restore_journal(const std::string& copy, const std::string& folder, bool replace,
                         const HallPlan& plan, WallTime now) {
  try {
    fs::create_directories(folder);
    const HallLock lock(folder);
    const Restored restored = restore(copy, folder, replace, now);
    JournalFile file = open_journal_copy((fs::path(folder) / "journal.db").string());
    make_reports(file, folder, plan, now);
    return restored;
  } catch (const DatabaseError& error) {
    throw DataFolderUnusable(fmt::format("{}: {}", folder, error.what()));
  } catch (const fs::filesystem_error& error) {
    throw DataFolderUnusable(error.what());
  }
}

}  // namespace giliran::hall
