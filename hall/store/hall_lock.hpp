#pragma once

#include <optional>
#include <string>

/// One hall for each data folder: `hall.lock` in it is locked (flock) by whoever uses the journal.
/// The kernel frees it with the process, however that ends.
namespace giliran::hall {

class HallLock {
 public:
  /// Takes the folder, which must be there, and writes who has it. Throws DataFolderUnusable saying
  /// who else has it, since when, or why it cannot be written.
  explicit HallLock(const std::string& folder);
  ~HallLock();
  HallLock(HallLock&& other) noexcept;
  HallLock& operator=(HallLock&&) = delete;

 private:
  int file_ = -1;
};

/// Writes where the hall that has the folder listens, for those who find it taken. The hall itself;
/// nothing happens if that cannot be written.
void announce_address(const std::string& folder, const std::string& address);
/// What the running hall has announced; nothing if none runs, or it has not yet.
std::optional<std::string> address_of_running_hall(const std::string& folder);

}  // namespace giliran::hall
