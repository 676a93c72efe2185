#pragma once

#include "tests/faults/life.hpp"

namespace giliran::faults {

/// A command that finds in the base hall what it needs.
struct Trial {
  std::string name;
  std::string method;
  boost::json::object params;
  bool full_log = false;  ///< with a log that is about to be written back into the file
};

/// A hall in the middle of a day, killed, so that trials can begin with a copy of it: tickets wait,
/// one is called, one is served, counters are open and idle.
class BaseHall {
 public:
  explicit BaseHall(const Setting& setting);
  ~BaseHall();
  BaseHall(const BaseHall&) = delete;
  BaseHall& operator=(const BaseHall&) = delete;

  /// One for each kind of command that this hall knows.
  const std::vector<Trial>& trials() const { return trials_; }
  /// What its people remember.
  const std::vector<Operation>& memory(bool full_log) const {
    return full_log ? longer_memory_ : memory_;
  }
  /// Makes the life's folder like it. Its hall must not run.
  void copy_to(const Life& life, bool full_log) const;

 private:
  void prepare();
  void describe(const boost::json::object& tickets);
  void keep_known();
  void fill_log();

  const Setting& setting_;
  fs::path folder_;
  fs::path full_;
  std::vector<Operation> memory_;
  std::vector<Operation> longer_memory_;
  std::vector<Trial> trials_;
};

}  // namespace giliran::faults
