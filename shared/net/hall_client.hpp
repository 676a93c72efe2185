#pragma once

#include <boost/json/value.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/clock.hpp"
#include "shared/protocol/messages.hpp"
#include "shared/protocol/rpc.hpp"

namespace giliran::net {

struct HallClientOptions {
  std::string host = "127.0.0.1";
  unsigned short port = 7080;
  std::vector<std::string> views;            ///< subscribed to on every connection
  std::optional<std::uint64_t> calls_after;  ///< set: the calls after this one too, in order
  protocol::DeviceReport device;             ///< reported on every connection
};

/// How long each step of a connection may take. Tests pass shorter ones.
struct LinkTiming {
  std::chrono::milliseconds connect = std::chrono::seconds(5);  ///< look-up, TCP and handshake
  std::chrono::milliseconds ping = std::chrono::seconds(5);     ///< sent this often
  std::chrono::milliseconds dead = std::chrono::seconds(15);    ///< silent for so long: dropped
  std::chrono::milliseconds first_pause = std::chrono::milliseconds(500);  ///< before a new try
  std::chrono::milliseconds longest_pause = std::chrono::seconds(15);  ///< it doubles up to here
};

/// What happened since the program last asked, in order.
struct Connected {};
struct Disconnected {
  std::string reason;  ///< for the log
  SteadyTime since{};  ///< when the hall was last heard of; before the first time, the first try
};
/// The newest document of a view. One that was not taken yet is replaced, never queued.
struct ViewArrived {
  std::string view;
  boost::json::value document;
};
/// The next call; each sequence number arrives once, in order, whatever the connection did.
struct CallArrived {
  protocol::Call call;
};
/// The hall has another journal than before: sequence numbers begin anew.
struct CallsRestarted {};
/// The answer to the command of that number; each command gets exactly one.
struct Answered {
  std::uint64_t command = 0;
  Result<boost::json::value, protocol::RpcError> outcome;
};
using HallEvent =
    std::variant<Connected, Disconnected, ViewArrived, CallArrived, CallsRestarted, Answered>;

/// A program's connection to the hall. Owns one thread, which connects, pings every 5 s, takes 15 s
/// of silence for a dead connection, waits with jitter before it tries again (0.5 s growing to
/// 15 s), subscribes anew, and resumes the calls after the last one that arrived.
///
/// A command stays with the client until it is answered: after a lost connection it is sent again
/// as it was, with the same request_id, so that the hall does it once.
class HallClient {
 public:
  /// `wake` is called on the client's thread whenever take_events() has something new; it must
  /// only wake the program's own loop.
  HallClient(HallClientOptions options, std::function<void()> wake, LinkTiming timing = {});
  /// Closes the connection and ends the thread; within a second. (A name look-up of the system
  /// cannot be cancelled: one that hangs is left behind and touches nothing of ours any more.)
  ~HallClient();
  HallClient(const HallClient&) = delete;
  HallClient& operator=(const HallClient&) = delete;

  /// Any thread. `params` must hold its request_id if the method changes something.
  std::uint64_t send(std::string_view method, boost::json::value params);
  /// Any thread. The newest report replaces the one before.
  void report(const protocol::DeviceReport& report);
  /// Any thread; normally the program's loop. Empty when nothing happened.
  std::vector<HallEvent> take_events();

 private:
  struct Driver;
  std::shared_ptr<Driver> driver_;
};

}  // namespace giliran::net
