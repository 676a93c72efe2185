#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "hall/core/event.hpp"
#include "hall/core/hall.hpp"
#include "shared/base/ids.hpp"

namespace giliran::hall {

/// A commit failed: nobody knows whether its entries are on disk. Close the journal, open it again
/// and read it.
struct JournalFailure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The disk has no room for the entries: nothing of them is in the journal, nor will be. It is to
/// be closed, opened again and read all the same.
struct JournalFull : JournalFailure {
  using JournalFailure::JournalFailure;
};

/// What is in the journal cannot be read; says where. Nothing is repaired by guessing.
struct JournalDamaged : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The folder cannot be used: held by another hall, not writable, or from a newer program.
struct DataFolderUnusable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// One command's effect, to be made durable as a whole: one event at least.
struct Entry {
  std::optional<RequestId> request;  ///< none for what the hall does by itself
  std::string fingerprint;           ///< method and parameters: the same text, the same command
  std::string answer;                ///< JSON, what the client is told
  std::vector<Recorded> events;
};

struct StoredAnswer {
  std::string fingerprint;
  std::string answer;
};

/// A hall as it was right after a DayBegan.
struct Snapshot {
  std::uint64_t seq = 0;  ///< of that event
  Carried carried;
  friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

/// Answers are found for so long at least, in whole days; a request that is sent again later is a
/// new one.
inline constexpr std::chrono::days keep_answers{7};

/// How a copy ended: nothing, or why there is none.
using CopyEnded = std::function<void(const std::optional<std::string>& failure)>;

/// The hall's append-only memory. Used by one thread at a time.
class Journal {
 public:
  virtual ~Journal() = default;

  /// Random, made with the journal: another epoch, another journal.
  virtual std::string epoch() = 0;
  /// The newest day that has begun, so that only its events need be read. Throws JournalDamaged.
  virtual std::optional<Snapshot> last_day() = 0;
  /// The events after that one in order, each as it was written; 0: all. Throws JournalDamaged.
  virtual void replay(std::uint64_t after, const std::function<void(const Recorded&)>& each) = 0;
  /// All entries or none; on disk when it returns. No entry's request may have been answered within
  /// keep_answers: find_answer() tells. Throws JournalFailure, JournalFull where nothing is
  /// unknown.
  virtual void append(std::span<const Entry> entries) = 0;
  /// What was answered to that request. Throws JournalFailure or JournalDamaged.
  virtual std::optional<StoredAnswer> find_answer(const RequestId& request) = 0;

  /// Does a piece of what need not be done at once: reports, a copy, room in the log. Takes a few
  /// milliseconds at most; true: there is more to do. To be called after each append, as long as
  /// nobody waits, and from time to time. Throws JournalFailure.
  virtual bool step() { return false; }
  /// Makes a copy of the journal as it is now or a little later, by step(). It is proved and on the
  /// disk, for its owner alone, when `ended` is told so: from step(), or at once; "interrupted" if
  /// the journal is closed first. A file that is there is not overwritten. One copy at a time.
  virtual void backup_to(const std::string& file, CopyEnded ended) {
    ended("this journal cannot be copied: " + file);
  }

  /// Room on the disk that is kept for when it is full.
  virtual bool has_reserve() { return true; }
  /// Gives that room up.
  virtual void release_reserve() {}
  /// Keeps it again if there is room for it, and as much again beside it. Whether it is kept now.
  virtual bool renew_reserve() { return true; }
};

}  // namespace giliran::hall
