#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/ledger.hpp"
#include "kiosk/store/kiosk_store.hpp"

namespace giliran::kiosk {

/// A command that changes something, as it was sent first.
struct StoredCommand {
  RequestId request;
  std::string method;
  std::string params;  ///< JSON
  friend bool operator==(const StoredCommand&, const StoredCommand&) = default;
};

/// The hall's last view, with what to make of this machine's clock.
struct StoredView {
  std::string document;                      ///< JSON
  std::chrono::milliseconds clock_ahead{0};  ///< the hall's clock before this machine's
  friend bool operator==(const StoredView&, const StoredView&) = default;
};

/// What an earlier run left behind.
struct Remembered {
  LedgerRows ledger;
  std::vector<StoredCommand> commands;  ///< without an answer, in the order of being sent
  std::optional<StoredView> view;
};

/// The rows of the ledger, of commands without an answer and of the last view, in kiosk.db. Each
/// member is one transaction; what it wrote is on the disk when it returns, which takes the time of
/// one commit (0.1 to 10 ms). Throws StoreUnusable when nobody knows whether it is. One thread.
class Records {
 public:
  /// The folder is held by this process. Makes the tables where they are missing.
  explicit Records(const std::string& folder);

  /// Throws StoreUnusable if a row makes no sense.
  Remembered read();
  /// Before the command is sent first.
  void keep(const StoredCommand& command);
  /// What the ledger changed, and, in the same transaction, that a command was answered. Does
  /// nothing if nothing changed.
  void write(const LedgerChange& change, const Ledger& ledger,
             const std::optional<RequestId>& answered = std::nullopt);
  void keep(const StoredView& view);

 private:
  Database database_;
};

}  // namespace giliran::kiosk
