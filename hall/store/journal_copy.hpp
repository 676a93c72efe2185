#pragma once

#include <atomic>
#include <future>
#include <memory>
#include <string>

#include "hall/store/journal.hpp"
#include "shared/database/database.hpp"

namespace giliran::hall {

/// A copy of a journal in use: copied in pieces by its own thread, then proved by another one, and
/// only then given its name. See Journal::backup_to().
class JournalCopy {
 public:
  /// `from` must outlive it.
  JournalCopy(Database& from, std::string file, CopyEnded ended);
  /// "interrupted", if it has not ended.
  ~JournalCopy();
  JournalCopy(const JournalCopy&) = delete;
  JournalCopy& operator=(const JournalCopy&) = delete;

  /// Copies a piece, or looks whether it is proved. False: there is nothing to do now.
  bool step();
  bool has_ended() const { return !ended_; }
  /// Until it has ended.
  void finish();

 private:
  void end(const std::optional<std::string>& failure);

  const std::string file_;
  const std::string partial_;
  CopyEnded ended_;
  std::unique_ptr<Database> to_;
  std::unique_ptr<Copy> copy_;
  std::atomic<bool> cancelled_{false};
  std::future<std::optional<std::string>> proved_;
};

/// The same at once, of the journal in a folder that no hall has. Throws std::runtime_error saying
/// why there is no copy, DataFolderUnusable or JournalDamaged.
void copy_journal(const std::string& folder, const std::string& file);

}  // namespace giliran::hall
