#include "tests/bench/client.hpp"

#include <chrono>
#include <stdexcept>

#include "shared/base/ids.hpp"

namespace giliran::bench {

Client::Client(unsigned short port, std::optional<std::uint64_t> calls_after) {
  net::HallClientOptions options;
  options.port = port;
  options.calls_after = calls_after;
  options.device.device = DeviceId("bench");
  options.device.kind = DeviceKind::display;
  options.device.name = "bench";
  client_ = std::make_unique<net::HallClient>(std::move(options), [this] {
    const std::lock_guard lock(mutex_);
    news_ = true;
    woken_.notify_one();
  });
  wait_until_connected();
}

void Client::wait_until(const std::function<bool()>& done) {
  while (!done()) {
    {
      std::unique_lock lock(mutex_);
      if (!woken_.wait_for(lock, std::chrono::seconds(10), [&] { return news_; })) {
        throw std::runtime_error("the hall is silent");
      }
      news_ = false;
    }
    for (const net::HallEvent& event : client_->take_events()) {
      if (std::holds_alternative<net::Connected>(event)) connected_ = true;
      if (const auto* call = std::get_if<net::CallArrived>(&event)) {
        last_call_ = call->call.seq.value();
      }
      if (const auto* answer = std::get_if<net::Answered>(&event)) {
        if (!answer->outcome) throw std::runtime_error(answer->outcome.error().message);
        answered_ = answer->command;
        answer_ = *answer->outcome;
      }
    }
  }
}

boost::json::value Client::ask(std::string_view method, boost::json::object params) {
  params["request_id"] = random_hex128();
  const std::uint64_t command = client_->send(method, std::move(params));
  wait_until([&] { return answered_ == command; });
  return answer_;
}

void Client::wait_for_call(std::uint64_t seq) {
  wait_until([&] { return last_call_ >= seq; });
}

void Client::wait_until_connected() {
  wait_until([&] { return connected_; });
}

}  // namespace giliran::bench
