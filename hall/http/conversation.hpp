#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hall/http/backend.hpp"
#include "hall/http/limits.hpp"
#include "hall/http/outbox.hpp"

namespace giliran::hall {

class Conversation;

/// What all connections share: which of them follow a view or the calls, and which devices are
/// connected. The views' names may be asked for on any thread, the rest is for the server's.
class Followers {
 public:
  void follow(const std::string& view, Conversation& who);
  void unfollow(const std::string& view, Conversation& who);
  void follow_calls(Conversation& who);
  void unfollow_calls(Conversation& who);

  /// Gives it to those who follow; costs nothing for those who do not.
  void publish(const SharedView& view);
  void publish(std::uint64_t call, const SharedText& json);

  bool followed(const std::string& view) const;
  /// In order.
  std::vector<std::string> views() const;

  void device_came(const DeviceId& device) { ++devices_[device]; }
  /// Whether that was the device's last connection.
  bool device_left(const DeviceId& device);

 private:
  using Many = std::vector<Conversation*>;
  mutable std::mutex mutex_;  ///< of what views_ holds, which only the server's thread changes
  std::map<std::string, Many> views_;
  Many calls_;
  std::map<DeviceId, std::size_t> devices_;
};

using Outcome = Backend::Outcome;

/// The answer of hall.view: the whole answer as text, since the document is text already.
std::string view_answer(const boost::json::value& id, const ViewDoc& document);
std::string outcome_text(const boost::json::value& id, const Outcome& outcome);
/// not_now, as an error: to be tried again after that time.
protocol::RpcError busy(std::chrono::seconds again = try_again);
/// Asks for the newest document by the parameters of hall.view or view.subscribe.
Result<SharedView, protocol::RpcError> find_view(Backend& backend,
                                                 const boost::json::value& params);
/// What stands for an exception: it is logged, and not disclosed.
protocol::RpcError internal_error(std::string_view doing, std::string_view what);

/// The requests and subscriptions of one WebSocket, without the socket. For the server's thread.
class Conversation {
 public:
  /// Turns a continuation for the server's thread, for as long as the connection lives, into a
  /// reply that may be called on any thread at any time.
  using Admit = std::function<std::optional<std::chrono::seconds>()>;
  using MakeReply = std::function<Backend::Reply(std::function<void(const Outcome&)>)>;

  /// `wake` is called when there is something to write that is not the answer to receive(); `admit`
  /// for each request of a guest: after how many seconds it may come again, nothing if it may now.
  Conversation(Backend& backend, Followers& followers, MakeReply make_reply,
               std::function<void()> wake = {}, Admit admit = {});
  ~Conversation();
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;

  void receive(std::string_view text);
  void view(const SharedView& document);
  void call(std::uint64_t seq, const SharedText& json);
  /// The next message to write; calls that are behind are fetched from the hall's log.
  std::optional<std::string> next();
  Outbox& outbox() { return outbox_; }

 private:
  void answer(const std::optional<boost::json::value>& id, const Outcome& outcome);
  void own_or_backend(protocol::RpcRequest request);
  void subscribe_view(const protocol::RpcRequest& request);
  void subscribe_calls(const protocol::RpcRequest& request);
  void report_device(const protocol::RpcRequest& request);
  void leave_device();

  Backend& backend_;
  Followers& followers_;
  MakeReply make_reply_;
  Outbox outbox_;
  std::function<void()> wake_;
  Admit admit_;
  std::vector<std::string> views_;
  std::optional<DeviceId> device_;
  std::size_t in_flight_ = 0;
};

}  // namespace giliran::hall
