#include "hall/http/conversation.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <exception>
#include <memory>
#include <utility>

#include "hall/http/limits.hpp"
#include "shared/base/log.hpp"
#include "shared/protocol/codec.hpp"

namespace giliran::hall {

namespace json = boost::json;
using protocol::RpcCode;
using protocol::RpcError;
using protocol::RpcRequest;

namespace {

RpcError invalid_params(const protocol::DecodeError& error) {
  return {RpcCode::invalid_params, "params." + error.path + ": " + error.message, std::nullopt};
}

/// The same as protocol::answer_text, around a result that is text already.
std::string answer_around(const json::value& id, const std::string& result) {
  constexpr std::string_view begin = R"({"jsonrpc":"2.0","id":)";
  constexpr std::string_view middle = R"(,"result":)";
  const std::string of = json::serialize(id);
  std::string text;
  text.reserve(begin.size() + of.size() + middle.size() + result.size() + 1);
  return text.append(begin).append(of).append(middle).append(result).append("}");
}

}  // namespace

void Followers::follow(const std::string& view, Conversation& who) {
  const std::lock_guard lock(mutex_);
  views_[view].push_back(&who);
}

void Followers::unfollow(const std::string& view, Conversation& who) {
  const std::lock_guard lock(mutex_);
  const auto found = views_.find(view);
  if (found == views_.end()) return;
  std::erase(found->second, &who);
  if (found->second.empty()) views_.erase(found);
}

void Followers::follow_calls(Conversation& who) {
  if (std::ranges::find(calls_, &who) == calls_.end()) calls_.push_back(&who);
}

void Followers::unfollow_calls(Conversation& who) {
  std::erase(calls_, &who);
}

void Followers::publish(const SharedView& view) {
  const auto found = views_.find(view->name);
  if (found == views_.end()) return;
  for (Conversation* who : found->second)
    who->view(view);
}

void Followers::publish(std::uint64_t call, const SharedText& json) {
  for (Conversation* who : calls_)
    who->call(call, json);
}

bool Followers::followed(const std::string& view) const {
  const std::lock_guard lock(mutex_);
  return views_.contains(view);
}

std::vector<std::string> Followers::views() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> names;
  for (const auto& [name, who] : views_)
    names.push_back(name);
  return names;
}

bool Followers::device_left(const DeviceId& device) {
  const auto found = devices_.find(device);
  if (found == devices_.end() || --found->second > 0) return false;
  devices_.erase(found);
  return true;
}

std::string view_answer(const json::value& id, const ViewDoc& document) {
  return answer_around(id, document.json);
}

std::string outcome_text(const json::value& id, const Outcome& outcome) {
  if (!outcome) return protocol::error_text(id, outcome.error());
  return answer_around(id, outcome->text);
}

RpcError busy(std::chrono::seconds again) {
  return protocol::refused({Reason::not_now, {}, std::to_string(again.count())});
}

RpcError internal_error(std::string_view doing, std::string_view what) {
  log(LogLevel::error, "request failed", {{"method", doing}, {"reason", what}});
  return {RpcCode::internal_error, "internal error", std::nullopt};
}

Result<SharedView, RpcError> find_view(Backend& backend, const json::value& params) {
  const auto wanted = protocol::decode<protocol::ViewRequest>(params);
  if (!wanted) return invalid_params(wanted.error());
  return backend.view(wanted->view);
}

Conversation::Conversation(Backend& backend, Followers& followers, MakeReply make_reply,
                           std::function<void()> wake, Admit admit)
    : backend_(backend),
      followers_(followers),
      make_reply_(std::move(make_reply)),
      wake_(std::move(wake)),
      admit_(std::move(admit)) {}

Conversation::~Conversation() {
  for (const std::string& name : views_)
    followers_.unfollow(name, *this);
  followers_.unfollow_calls(*this);
  try {
    leave_device();
  } catch (const std::exception& error) {
    log(LogLevel::error, "device could not be marked as gone", {{"reason", error.what()}});
  }
}

void Conversation::receive(std::string_view text) {
  auto request = protocol::parse_request(text);
  if (!request) {
    outbox_.answer(protocol::error_text(nullptr, request.error()));
    return;
  }
  const auto id = request->id;
  const std::string method = request->method;
  try {
    own_or_backend(std::move(*request));
  } catch (const std::exception& error) {
    answer(id, internal_error(method, error.what()));
  }
}

void Conversation::answer(const std::optional<json::value>& id, const Outcome& outcome) {
  if (id) outbox_.answer(outcome_text(*id, outcome));
}

void Conversation::own_or_backend(RpcRequest request) {
  if (!device_ && admit_ && request.method != "device.report") {
    if (const auto wait = admit_()) return answer(request.id, busy(*wait));
  }
  if (request.method == "hall.backup") {
    return answer(request.id, RpcError{RpcCode::invalid_request, "needs HTTP", std::nullopt});
  }
  if (request.method == "view.subscribe") return subscribe_view(request);
  if (request.method == "calls.subscribe") return subscribe_calls(request);
  if (request.method == "device.report") return report_device(request);
  if (request.method == "hall.view") {
    const auto document = find_view(backend_, request.params);
    if (!document) return answer(request.id, document.error());
    const ViewDoc& newest = **document;
    if (outbox_.follows_view(newest.name)) outbox_.follow_view(newest.name, newest.revision);
    if (request.id) outbox_.answer(view_answer(*request.id, newest));
    return;
  }
  if (in_flight_ >= max_requests_in_flight) return answer(request.id, busy());
  ++in_flight_;
  const auto id = request.id;
  const auto open = std::make_shared<bool>(true);
  auto reply = make_reply_([this, id, open](const Outcome& outcome) {
    if (!std::exchange(*open, false)) return;
    --in_flight_;
    answer(id, outcome);
  });
  try {
    backend_.handle(std::move(request), device_ ? Rank::program : Rank::guest, std::move(reply));
  } catch (...) {
    if (std::exchange(*open, false)) --in_flight_;
    throw;
  }
}

void Conversation::subscribe_view(const RpcRequest& request) {
  const auto wanted = protocol::decode<protocol::ViewRequest>(request.params);
  if (!wanted) return answer(request.id, invalid_params(wanted.error()));
  const std::string& name = wanted->view;
  const bool known = outbox_.follows_view(name);
  if (!known && views_.size() >= max_views) {
    return answer(request.id, RpcError{RpcCode::invalid_request, "too many views", std::nullopt});
  }
  // First watched, then asked for: see Backend::view.
  if (!known) followers_.follow(name, *this);
  auto document = [&]() -> Result<SharedView, RpcError> {
    try {
      return backend_.view(name);
    } catch (const std::exception& error) {
      return internal_error(request.method, error.what());
    }
  }();
  if (!document) {
    if (!known) followers_.unfollow(name, *this);
    return answer(request.id, document.error());
  }
  if (!known) views_.push_back(name);
  outbox_.follow_view(name, (*document)->revision);
  if (request.id) outbox_.answer(view_answer(*request.id, **document));
}

void Conversation::subscribe_calls(const RpcRequest& request) {
  const auto wanted = protocol::decode<protocol::CallsSubscribe>(request.params);
  if (!wanted) return answer(request.id, invalid_params(wanted.error()));
  const CallsSince since = backend_.calls_after(wanted->after_seq, calls_portion);
  answer(request.id,
         JsonText(protocol::encode(protocol::CallsSubscribed{since.epoch, since.last_seq})));
  outbox_.follow_calls(since);
  followers_.follow_calls(*this);
}

void Conversation::view(const SharedView& document) {
  outbox_.view(document);
  if (wake_) wake_();
}

void Conversation::call(std::uint64_t seq, const SharedText& json) {
  outbox_.call(seq, json);
  if (wake_) wake_();
}

std::optional<std::string> Conversation::next() {
  if (outbox_.empty() && outbox_.behind()) {
    outbox_.more_calls(backend_.calls_after(outbox_.last_call(), calls_portion));
  }
  return outbox_.next();
}

void Conversation::report_device(const RpcRequest& request) {
  const auto report = protocol::decode<protocol::DeviceReport>(request.params);
  if (!report) return answer(request.id, invalid_params(report.error()));
  if (device_ != report->device) {
    leave_device();
    device_ = report->device;
    followers_.device_came(*device_);
  }
  backend_.device_reported(*report);
  answer(request.id, JsonText(protocol::encode(protocol::Done{})));
}

void Conversation::leave_device() {
  if (!device_) return;
  const DeviceId device = *std::exchange(device_, std::nullopt);
  if (followers_.device_left(device)) backend_.device_gone(device);
}

}  // namespace giliran::hall
