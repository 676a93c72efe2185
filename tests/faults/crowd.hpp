#pragma once

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "tests/faults/person.hpp"

namespace giliran::faults {

struct CrowdSize {
  int issuers = 8;
  int callers = 4;  ///< at most 18: counters of the demo's settings
};

/// People at kiosks and counters, each on a thread: they issue, print, cancel, call, serve,
/// transfer, park and mark absent, until they are told to go home.
class Crowd {
 public:
  Crowd(unsigned short port, CrowdSize size, Manners manners, std::uint64_t seed, Pulse& pulse);
  ~Crowd();
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  /// Begun operations.
  std::size_t operations() const { return begun_; }
  /// Lets nobody begin anything new, waits until everything that was begun is answered, and gives
  /// the memory of all. The hall must be running.
  std::vector<Operation> go_home();
  /// At once, with what was begun left open: for a hall that does not come back.
  std::vector<Operation> leave_now();

 private:
  void issue(Person& person);
  void serve(Person& person, int counter);
  std::vector<Operation> memories();

  std::vector<std::unique_ptr<Person>> people_;
  std::vector<std::thread> threads_;
  std::atomic<bool> leave_ = false;
  std::atomic<bool> home_ = false;
  std::atomic<std::size_t> begun_ = 0;
  std::vector<std::string> services_;
};

}  // namespace giliran::faults
