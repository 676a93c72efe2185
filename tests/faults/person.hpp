#pragma once

#include <atomic>
#include <boost/json/object.hpp>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "tests/faults/operation.hpp"
#include "tests/simulation/random.hpp"
#include "tests/support/wire/web_socket.hpp"

namespace giliran::faults {

/// When somebody was last answered, over everybody: the longest time without is the outage.
class Pulse {
 public:
  void beat();
  /// The longest pause so far, the present one included.
  std::chrono::milliseconds longest() const;
  /// From now on; what was before is forgotten.
  void begin();
  std::uint64_t beats() const { return beats_; }

 private:
  std::atomic<std::int64_t> last_us_{0};
  std::atomic<std::int64_t> longest_us_{0};
  std::atomic<std::uint64_t> beats_{0};
};

/// Microseconds of the steady clock.
std::int64_t now_us();
/// 32 hexadecimal digits.
std::string request_id(simulation::Random& random);

/// How unreliable a client's side is, per thousand sends.
struct Manners {
  int lost = 0;                        ///< the connection is dropped before the answer is read
  int doubled = 0;                     ///< the same request is sent over two connections at once
  wire::Milliseconds patience{5'000};  ///< for one answer; then it is sent again
  bool bears_full_disk = true;         ///< asks again; false: takes that for a refusal
};

/// A client program that keeps what it asked and what it was told, and sends each command with its
/// request_id again until there is an answer. One thread.
class Person {
 public:
  Person(unsigned short port, std::uint64_t seed, Manners manners, Pulse& pulse,
         const std::atomic<bool>& leave)
      : port_(port), random_(seed), manners_(manners), pulse_(pulse), leave_(leave) {}

  /// Until it is answered by a result (which comes back) or a refusal, or `leave` is set.
  std::optional<boost::json::value> ask(std::string method, boost::json::object params);
  /// Goes on with a command that has no answer yet; false: still none, `leave` is set.
  bool finish(Operation& operation);

  std::vector<Operation>& memory() { return memory_; }
  simulation::Random& random() { return random_; }
  bool is_to_leave() const { return leave_; }
  /// The reason of the last refusal; empty: it was none.
  const std::string& refused() const { return refused_; }

 private:
  bool connected(std::optional<wire::WebSocket>& connection);
  std::optional<std::string> send(const Operation& operation, const std::string& params);
  /// True: it is answered for good.
  bool take(Operation& operation, const std::string& answer);

  unsigned short port_;
  simulation::Random random_;
  Manners manners_;
  Pulse& pulse_;
  const std::atomic<bool>& leave_;
  std::optional<wire::WebSocket> connection_;
  std::optional<wire::WebSocket> second_;
  std::vector<Operation> memory_;
  std::string refused_;
};

}  // namespace giliran::faults
