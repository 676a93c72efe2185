#pragma once

#include <boost/json/serialize.hpp>
#include <condition_variable>
#include <latch>
#include <map>
#include <mutex>

#include "hall/http/server.hpp"

namespace giliran::hall {

/// A hall that says what the test wants, and writes down what it was told.
class FakeBackend : public Backend {
 public:
  void handle(protocol::RpcRequest request, Rank rank, Reply reply) override {
    if (request.method == "hang") hanging.wait();
    const std::lock_guard lock(mutex_);
    handled.push_back(request);
    ranks.push_back(rank);
    if (request.method == "explode") throw std::runtime_error("secret");
    if (request.method == "busy") {
      return reply(protocol::refused(Refusal{Reason::not_now, "", ""}));
    }
    if (request.method == "later") {
      kept.push_back(std::move(reply));
      changed_.notify_all();
      return;
    }
    reply(JsonText(boost::json::value{{"echo", request.params}}));
  }

  Result<SharedView, protocol::RpcError> view(const std::string& name) override {
    const std::lock_guard lock(mutex_);
    const auto found = views.find(name);
    if (found == views.end()) {
      return protocol::refused(Refusal{Reason::unknown_ticket, "", ""});
    }
    return found->second;
  }

  CallsSince calls_after(std::uint64_t seq, std::size_t at_most) override {
    const std::lock_guard lock(mutex_);
    CallsSince since{"epoch", calls.size(), {}};
    for (std::uint64_t n = seq + 1; n <= std::min<std::uint64_t>(calls.size(), seq + at_most); ++n)
      since.calls.push_back({n, calls[n - 1]});
    return since;
  }

  void flush() override {}
  void device_reported(const protocol::DeviceReport& report) override {
    const std::lock_guard lock(mutex_);
    devices[report.device.value()] = true;
    changed_.notify_all();
  }
  void device_gone(const DeviceId& device) override {
    const std::lock_guard lock(mutex_);
    devices[device.value()] = false;
    changed_.notify_all();
  }
  bool healthy() override { return is_healthy; }
  std::string metrics() override { return "giliran_up 1\n"; }

  /// The next call of the log, as the server is to publish it.
  SharedText add_call() {
    const std::lock_guard lock(mutex_);
    const auto seq = calls.size() + 1;
    const boost::json::object call{{"seq", seq},      {"number", "A-001"},
                                   {"counter", 3},    {"language", "id"},
                                   {"recall", false}, {"at", "2026-11-24T02:42:07.000Z"}};
    calls.push_back(std::make_shared<const std::string>(boost::json::serialize(call)));
    return calls.back();
  }
  SharedView set_view(const std::string& name, std::uint64_t revision) {
    const std::lock_guard lock(mutex_);
    const boost::json::object document{{"view", name}, {"revision", revision}};
    views[name] =
        std::make_shared<const ViewDoc>(ViewDoc{name, revision, boost::json::serialize(document)});
    return views[name];
  }
  template <class Condition>
  bool wait(Condition condition) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(20), condition);
  }

  std::latch hanging{1};  ///< "hang" keeps the server until it is counted down
  std::vector<protocol::RpcRequest> handled;
  std::vector<Rank> ranks;
  std::vector<Reply> kept;
  std::map<std::string, SharedView> views;
  std::vector<SharedText> calls;
  std::map<std::string, bool> devices;
  std::atomic<bool> is_healthy = true;

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
};

}  // namespace giliran::hall
