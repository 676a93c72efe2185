#include "shared/net/link.hpp"

#include <algorithm>

#include "shared/base/log.hpp"
#include "shared/protocol/codec.hpp"

namespace giliran::net {

namespace json = boost::json;
using protocol::RpcCode;
using protocol::RpcError;

namespace {

constexpr std::string_view calls_id = "calls";
constexpr std::string_view device_id = "device";
constexpr std::string_view view_id = "view:";

/// A failure that may be over the next time, in contrast to a view that there is not.
bool may_pass(const RpcError& error) {
  return error.code == RpcCode::internal_error ||
         (error.refusal && error.refusal->reason == Reason::not_now);
}

}  // namespace

Link::Link(HallClientOptions options, LinkTiming timing, std::function<double()> random)
    : options_(std::move(options)), timing_(timing), random_(std::move(random)) {
  last_call_ = options_.calls_after.value_or(0);
}

void Link::say(std::string_view id, std::string_view method, const json::value& params) {
  outgoing_.push_back(protocol::request_text(json::value(id), method, params));
}

void Link::subscribe_calls() {
  calls_live_ = false;
  say(calls_id, "calls.subscribe", protocol::encode(protocol::CallsSubscribe{last_call_}));
}

void Link::connected(SteadyTime now) {
  state_ = State::up;
  heard_at_ = now;
  next_ping_ = now + timing_.ping;
  told_lost_ = false;
  events_.emplace_back(Connected{});
  say(device_id, "device.report", protocol::encode(options_.device));
  for (const std::string& view : options_.views) {
    say(std::string(view_id) + view, "view.subscribe",
        protocol::encode(protocol::ViewRequest{view}));
  }
  if (options_.calls_after) subscribe_calls();
  for (const auto& [number, command] : commands_) {
    outgoing_.push_back(protocol::request_text(number, command.method, command.params));
  }
}

void Link::lost(const std::string& reason, SteadyTime now) {
  state_ = State::waiting;
  outgoing_.clear();
  drop_reason_.clear();
  calls_live_ = false;
  auto pause = timing_.first_pause;
  for (int i = 0; i < failures_ && pause < timing_.longest_pause; ++i)
    pause *= 2;
  pause = std::min(pause, timing_.longest_pause);
  ++failures_;
  const auto jittered = std::chrono::duration<double, std::milli>(pause) * (0.5 + random_() / 2);
  next_try_ = now + std::chrono::duration_cast<SteadyTime::duration>(jittered);
  if (!std::exchange(told_lost_, true)) {
    events_.emplace_back(Disconnected{reason, heard_at_ == SteadyTime{} ? since_ : heard_at_});
  }
}

std::uint64_t Link::send(std::string_view method, json::value params) {
  const std::uint64_t number = ++last_command_;
  if (state_ == State::up) {
    outgoing_.push_back(protocol::request_text(number, method, params));
  }
  commands_.emplace(number, Command{std::string(method), std::move(params)});
  return number;
}

void Link::report(const protocol::DeviceReport& report) {
  options_.device = report;
  if (state_ == State::up) say(device_id, "device.report", protocol::encode(report));
}

void Link::drop(std::string reason) {
  if (drop_reason_.empty()) drop_reason_ = std::move(reason);
}

Link::Act Link::act(SteadyTime now) {
  if (state_ == State::waiting) {
    if (now < next_try_) return Act::nothing;
    state_ = State::connecting;
    since_ = now;
    return Act::connect;
  }
  if (state_ == State::connecting) {
    if (now - since_ >= timing_.connect) drop("the hall does not answer");
  } else if (now - heard_at_ >= timing_.dead) {
    drop("the hall is silent");
  }
  if (!drop_reason_.empty()) return Act::drop;
  if (state_ != State::up || now < next_ping_) return Act::nothing;
  next_ping_ = now + timing_.ping;
  return Act::ping;
}

SteadyTime Link::wake_at() const {
  switch (state_) {
    case State::waiting:
      return next_try_;
    case State::connecting:
      return since_ + timing_.connect;
    case State::up:
      break;
  }
  return std::min(next_ping_, heard_at_ + timing_.dead);
}

std::optional<std::string> Link::next_message() {
  if (state_ != State::up || outgoing_.empty()) return std::nullopt;
  std::string message = std::move(outgoing_.front());
  outgoing_.pop_front();
  return message;
}

std::vector<HallEvent> Link::take_events() {
  return std::exchange(events_, {});
}

void Link::received(std::string_view text, SteadyTime now) {
  if (state_ != State::up || !drop_reason_.empty()) return;
  heard(now);
  auto incoming = protocol::parse_incoming(text);
  if (!incoming) return drop("the hall sent what is no message: " + incoming.error().message);
  failures_ = 0;
  if (incoming->answer) return answered(std::move(*incoming->answer));
  notified(*incoming->notification);
}

void Link::answered(protocol::RpcAnswer answer) {
  if (answer.id.is_string()) {
    return subscription_answered(std::string(answer.id.get_string()), answer);
  }
  boost::system::error_code error;
  const auto number = answer.id.to_number<std::uint64_t>(error);
  if (error || commands_.erase(number) == 0) return;
  events_.emplace_back(Answered{number, std::move(answer.outcome)});
}

void Link::subscription_answered(const std::string& id, protocol::RpcAnswer& answer) {
  if (!answer.outcome) {
    const RpcError& error = answer.outcome.error();
    log(LogLevel::warning, "subscription refused", {{"id", id}, {"reason", error.message}});
    if (may_pass(error)) drop("the hall cannot serve: " + error.message);
  } else if (id == calls_id) {
    calls_subscribed(*answer.outcome);
  } else if (id.starts_with(view_id)) {
    view_arrived(*answer.outcome);
  }
}

void Link::calls_subscribed(const json::value& result) {
  const auto subscribed = protocol::decode<protocol::CallsSubscribed>(result);
  if (!subscribed) return drop("calls.subscribe: " + subscribed.error().message);
  // A number that the hall has not reached was given by another journal, whose epoch we never saw.
  const bool restarted =
      (!epoch_.empty() && subscribed->epoch != epoch_) || subscribed->last_seq < last_call_;
  epoch_ = subscribed->epoch;
  if (restarted) {
    last_call_ = 0;
    events_.emplace_back(CallsRestarted{});
    // What follows this answer was asked for with a number of the old journal.
    return subscribe_calls();
  }
  calls_live_ = true;
  call_came_ = false;
}

void Link::notified(const protocol::RpcRequest& notification) {
  if (notification.method == "view.changed") return view_arrived(notification.params);
  if (notification.method == "call.made") return call_made(notification.params);
}

void Link::call_made(const json::value& params) {
  if (!calls_live_) return;
  const auto call = protocol::decode<protocol::Call>(params);
  if (!call) return drop("call.made: " + call.error().path + " " + call.error().message);
  const std::uint64_t seq = call->seq.value();
  if (seq <= last_call_) return;
  // Where a subscription begins is the hall's to say; from there on no number may be left out.
  if (call_came_ && seq != last_call_ + 1) return drop("calls are missing");
  call_came_ = true;
  last_call_ = seq;
  events_.emplace_back(CallArrived{*call});
}

void Link::view_arrived(const json::value& document) {
  const json::value* name =
      document.is_object() ? document.get_object().if_contains("view") : nullptr;
  if (!name || !name->is_string()) return drop("a view without its name");
  const std::string view(name->get_string());
  std::erase_if(events_, [&](const HallEvent& event) {
    const auto* older = std::get_if<ViewArrived>(&event);
    return older && older->view == view;
  });
  events_.emplace_back(ViewArrived{view, document});
}

}  // namespace giliran::net
