#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/faults/shim/control.hpp"

namespace giliran::faults {

/// What a power cut would undo, as entries of UndoHead: each is noted before the change is made,
/// and what was synced afterwards. Until it is opened nothing is noted. Whoever calls sees to it
/// that an entry and what it is about happen together; a log that cannot be written ends the
/// process.
class UndoLog {
 public:
  void open(const char* file);
  /// So far.
  std::uint64_t entries() const { return entries_; }

  void write(int fd, const std::string& path, std::uint64_t offset, std::uint64_t length);
  void resize(int fd, const std::string& path, std::uint64_t to);
  void made(const std::string& path);
  void removed(const std::string& path);
  /// Of that file or folder all entries below `until` are on the disk.
  void synced(int fd, const std::string& path, std::uint64_t until);

 private:
  void note(UndoHead head, const std::string& path, const std::vector<char>& kept = {});

  int file_ = -1;
  std::string name_;
  std::uint64_t entries_ = 0;
};

}  // namespace giliran::faults
