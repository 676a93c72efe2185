#pragma once

#include <memory>

#include "tests/faults/control_file.hpp"
#include "tests/faults/crowd.hpp"
#include "tests/faults/kinds.hpp"
#include "tests/faults/power_cut.hpp"

namespace giliran::faults {

/// A data folder from its making to the proof that its journal holds what people were told.
class Life {
 public:
  /// An empty folder of that name in setting.work; `program` instead of setting.program.
  Life(const Setting& setting, const std::string& name, const fs::path& program = {});
  /// The folder goes, with its log, unless something was wrong.
  ~Life();
  Life(const Life&) = delete;
  Life& operator=(const Life&) = delete;

  HallProcess hall;
  Pulse pulse;

  /// From the next start on the shim is in the hall, and notes what a power cut would undo.
  ControlFile& watch();
  /// The hall has ended: what it never synced is gone.
  CutDone cut(Cut cut, simulation::Random& random);

  /// The hall has stopped: verifies the journal and holds it against what people remember.
  void check(const std::vector<Operation>& operations, Row& row);
  const fs::path& data() const { return hall.data(); }

 private:
  const Setting& setting_;
  fs::path beside_;  ///< folder of the shim's control and log
  std::unique_ptr<ControlFile> control_;
  bool keep_ = false;
};

}  // namespace giliran::faults
