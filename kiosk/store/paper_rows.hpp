#pragma once

#include <mutex>

#include "kiosk/printing/paper_book.hpp"
#include "kiosk/store/kiosk_store.hpp"

namespace giliran::kiosk {

/// The papers and the roll, in kiosk.db. Any thread. Each function is one transaction and throws
/// DatabaseError if nobody knows whether it is on the disk. Papers that are over and heard of are
/// kept only as far as the roll needs them.
class PaperRows final : public PaperBook {
 public:
  /// The folder is held by this process. Makes the tables where they are missing. Throws
  /// StoreUnusable.
  explicit PaperRows(const std::string& folder);

  void put(const RememberedPaper& paper) override;
  void heard(const std::string& name) override;
  void heard(TicketId ticket) override;
  std::vector<RememberedPaper> unheard() override;
  RollUse roll() override;
  void running_out(bool now) override;
  void new_roll() override;

 private:
  void heard(Statement& update);

  std::mutex mutex_;
  Database database_;
};

/// A new roll is in the printer of the kiosk with this folder, whether it runs or not. Throws
/// StoreUnusable.
void note_new_roll(const std::string& folder);

}  // namespace giliran::kiosk
