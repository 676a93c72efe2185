#pragma once

#include <filesystem>

#include "tests/faults/shim/control.hpp"

namespace giliran::faults {

/// The control of a shim, as the one has it who decides what happens. The file goes with it.
class ControlFile {
 public:
  /// Watches `folder`; with `undo`, a power cut can be played by roll_back(). Throws
  /// std::system_error.
  ControlFile(const std::filesystem::path& file, const std::filesystem::path& folder,
              const std::filesystem::path& undo = {});
  ~ControlFile();
  ControlFile(const ControlFile&) = delete;
  ControlFile& operator=(const ControlFile&) = delete;

  Control* operator->() const { return control_; }
  /// From the next such call on, `what` happens to the `at`-th one; 0: to none, they are counted.
  void arm(What what, std::uint64_t at, std::uint32_t calls = calls_all, int error = 0,
           bool for_good = false) const;
  void disarm() const { arm(What::nothing, 0); }
  const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path file_;
  Control* control_ = nullptr;
};

}  // namespace giliran::faults
