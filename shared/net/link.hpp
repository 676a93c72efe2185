#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.hpp"
#include "shared/net/hall_client.hpp"

namespace giliran::net {

/// What a program's connection to the hall does, without the connection: no socket, no thread, no
/// clock. The driver tells what happened and does what act() says; not thread-safe.
///
///     waiting --pause over--> connecting --handshake--> up
///        ^------- lost, too slow, silent, or calls missing -------'
///
/// Rationale for what is sent on every connection: the hall forgets a connection with all its
/// subscriptions, so that each begins with the device's report, the views and the calls after the
/// last one that arrived, then every command without an answer, as it was and in order.
class Link {
 public:
  /// What the driver has to do now.
  enum class Act { nothing, connect, ping, drop };

  /// `random` gives values in [0, 1): pauses are between half and the whole of their length, so
  /// that the programs of a hall do not all come back at once.
  Link(HallClientOptions options, LinkTiming timing, std::function<double()> random);

  // What happened.
  void connected(SteadyTime now);
  void lost(const std::string& reason, SteadyTime now);
  /// Anything came, be it a pong.
  void heard(SteadyTime now) { heard_at_ = now; }
  void received(std::string_view text, SteadyTime now);
  std::uint64_t send(std::string_view method, boost::json::value params);
  void report(const protocol::DeviceReport& report);

  /// To be called after all that happened, until it says nothing. After drop the driver closes the
  /// connection and calls lost() with drop_reason(); nothing else changes the state.
  Act act(SteadyTime now);
  const std::string& drop_reason() const { return drop_reason_; }
  /// When act() will have something to do if nothing happens before.
  SteadyTime wake_at() const;
  /// The next message to write while connected.
  std::optional<std::string> next_message();

  bool has_events() const { return !events_.empty(); }
  std::vector<HallEvent> take_events();

 private:
  enum class State { waiting, connecting, up };
  struct Command {
    std::string method;
    boost::json::value params;
  };

  void answered(protocol::RpcAnswer answer);
  void subscription_answered(const std::string& id, protocol::RpcAnswer& answer);
  void calls_subscribed(const boost::json::value& result);
  void notified(const protocol::RpcRequest& notification);
  void call_made(const boost::json::value& params);
  void view_arrived(const boost::json::value& document);
  void subscribe_calls();
  void say(std::string_view id, std::string_view method, const boost::json::value& params);
  void drop(std::string reason);

  HallClientOptions options_;
  LinkTiming timing_;
  std::function<double()> random_;

  State state_ = State::waiting;
  SteadyTime next_try_{};    ///< while waiting; in the past at first
  SteadyTime since_{};       ///< of connecting
  SteadyTime heard_at_{};    ///< the last time; none at first
  SteadyTime next_ping_{};   ///< while up
  int failures_ = 0;         ///< since the hall last answered
  bool told_lost_ = false;   ///< the program knows that it is not connected
  std::string drop_reason_;  ///< not empty: this connection is to be dropped

  std::deque<std::string> outgoing_;
  std::map<std::uint64_t, Command> commands_;  ///< not answered yet, by number
  std::uint64_t last_command_ = 0;

  std::string epoch_;            ///< of the calls; empty until the hall has said it
  std::uint64_t last_call_ = 0;  ///< that arrived
  bool calls_live_ = false;      ///< the subscription of this connection stands
  bool call_came_ = false;       ///< on this subscription, so that the next must follow it

  std::vector<HallEvent> events_;
};

}  // namespace giliran::net
