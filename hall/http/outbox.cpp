#include "hall/http/outbox.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "hall/http/limits.hpp"

namespace giliran::hall {

namespace {

/// The same as protocol::notification_text, around a document that is text already.
std::string notification(std::string_view method, const std::string& params) {
  std::string text = R"({"jsonrpc":"2.0","method":")";
  text.append(method).append(R"(","params":)").append(params).append("}");
  return text;
}

}  // namespace

std::size_t Outbox::size_of(const Item& item) {
  return item.text.size() + (item.call ? item.call->size() : 0);
}

void Outbox::put(Item item) {
  if (item.counts) {
    ++counted_;
    counted_bytes_ += size_of(item);
  }
  items_.push_back(std::move(item));
}

void Outbox::answer(std::string text) {
  put({std::move(text), {}, {}, true});
}

void Outbox::follow_view(const std::string& name, std::uint64_t revision) {
  Followed& followed = views_[name];
  followed.revision = std::max(followed.revision, revision);
  // What waits is older than the answer that is about to be sent.
  if (!std::exchange(followed.waiting, nullptr)) return;
  std::erase_if(items_, [&](const Item& item) { return item.view == name; });
}

void Outbox::view(const SharedView& document) {
  const auto found = views_.find(document->name);
  if (found == views_.end() || document->revision <= found->second.revision) return;
  const bool in_line = found->second.waiting != nullptr;
  found->second = {document->revision, document};
  if (!in_line) put({{}, document->name, {}, false});
}

void Outbox::follow_calls(const CallsSince& since) {
  // Where the log begins is the hall's to say, so that without a call it is where the log ends.
  last_call_ = since.last_seq;
  if (!since.calls.empty()) last_call_ = since.calls.front().seq - 1;
  newest_call_ = since.last_seq;
  more_calls(since);
}

void Outbox::more_calls(const CallsSince& since) {
  newest_call_ = std::max(newest_call_, since.last_seq);
  for (const CallText& call : since.calls) {
    put({{}, {}, call.json, true});
    last_call_ = call.seq;
  }
  // Nothing more to be had, whatever the log says.
  if (since.calls.empty()) last_call_ = newest_call_;
}

void Outbox::call(std::uint64_t seq, const SharedText& json) {
  if (!last_call_ || seq <= *last_call_) return;
  newest_call_ = std::max(newest_call_, seq);
  if (seq != *last_call_ + 1) return;
  last_call_ = seq;
  put({{}, {}, json, true});
}

std::optional<std::string> Outbox::next() {
  if (items_.empty()) return std::nullopt;
  Item item = std::move(items_.front());
  items_.pop_front();
  if (item.counts) {
    --counted_;
    counted_bytes_ -= size_of(item);
  }
  if (item.call) return notification("call.made", *item.call);
  if (item.view.empty()) return std::move(item.text);
  const SharedView document = std::exchange(views_.at(item.view).waiting, nullptr);
  return notification("view.changed", document->json);
}

bool Outbox::over_limit() const {
  return counted_ > max_pending_messages || counted_bytes_ > max_pending_bytes;
}

}  // namespace giliran::hall
