#pragma once

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "shared/base/ids.hpp"
#include "shared/base/result.hpp"
#include "shared/protocol/messages.hpp"
#include "shared/protocol/rpc.hpp"

namespace giliran::hall {

/// A view as it is sent: written once, shared by all who follow it.
struct ViewDoc {
  std::string name;
  std::uint64_t revision = 0;  ///< grows with every change of this view while the hall runs
  std::string json;            ///< the whole document
};
using SharedView = std::shared_ptr<const ViewDoc>;
using SharedText = std::shared_ptr<const std::string>;

/// A result as it is sent. The journal keeps it in the same form, so that it is written once.
struct JsonText {
  std::string text;
  JsonText() : text("null") {}
  explicit JsonText(std::string json) : text(std::move(json)) {}
  JsonText(const boost::json::value& value) : text(boost::json::serialize(value)) {}
};

/// Who asks. Programs, which said with device.report what they are, go before phones and pages.
enum class Rank { program, guest };

/// One entry of the log of calls: `json` is a protocol::Call.
struct CallText {
  std::uint64_t seq = 0;
  SharedText json;
};

struct CallsSince {
  std::string epoch;
  std::uint64_t last_seq = 0;   ///< of the whole log, 0 while there is none
  std::vector<CallText> calls;  ///< in order; only those that are durable
};

/// What the hall's door asks of the hall. Everything but the replies happens on the server's one
/// thread, so nothing here may wait long. An exception becomes internal_error (logged, not
/// disclosed).
class Backend {
 public:
  using Outcome = Result<JsonText, protocol::RpcError>;
  using Reply = std::function<void(Outcome)>;

  virtual ~Backend() = default;

  /// Every method but hall.view, view.subscribe, calls.subscribe and device.report, which the
  /// server does itself with the functions below. `reply` is to be called exactly once, on any
  /// thread, also after the server is gone (then it does nothing). An unknown method is answered
  /// method_not_found. Over HTTP a refusal not_now becomes status 503 and its `detail`, the seconds
  /// after which to try again, the header Retry-After.
  virtual void handle(protocol::RpcRequest request, Rank rank, Reply reply) = 0;

  /// All that could be read has been handed in: what was given to handle() since the last time is
  /// to be carried out together.
  virtual void flush() = 0;

  /// The newest document of a view. For view.subscribe it is asked after Server::watched_views()
  /// holds the name: who changes first and asks then which views are watched, misses none.
  virtual Result<SharedView, protocol::RpcError> view(const std::string& name) = 0;

  /// The first `at_most` of the durable calls with a greater number, in order; 0: from the first
  /// call of the hall's day.
  virtual CallsSince calls_after(std::uint64_t seq, std::size_t at_most) = 0;

  /// A program said what it is and how it is; it is connected from now on.
  virtual void device_reported(const protocol::DeviceReport& report) = 0;
  /// The last connection of that program has ended.
  virtual void device_gone(const DeviceId& device) = 0;

  /// Whether commands can be taken: /healthz.
  virtual bool healthy() = 0;
  /// What an administrator must see to, also while commands are taken; empty: nothing.
  virtual std::string health_text() { return {}; }
  /// In Prometheus' text format, version 0.0.4: /metrics.
  virtual std::string metrics() = 0;
};

}  // namespace giliran::hall
