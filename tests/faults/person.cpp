#include "tests/faults/person.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <thread>

namespace giliran::faults {

namespace json = boost::json;
using wire::Milliseconds;

std::int64_t now_us() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

void Pulse::begin() {
  last_us_ = now_us();
  longest_us_ = 0;
}

void Pulse::beat() {
  ++beats_;
  const std::int64_t now = now_us();
  const std::int64_t before = last_us_.exchange(now);
  std::int64_t longest = longest_us_;
  while (before != 0 && now - before > longest &&
         !longest_us_.compare_exchange_weak(longest, now - before)) {
  }
}

std::chrono::milliseconds Pulse::longest() const {
  return std::chrono::milliseconds(longest_us_ / 1000);
}

std::string request_id(simulation::Random& random) {
  return fmt::format("{:016x}{:016x}", random.next(), random.next());
}

bool Person::connected(std::optional<wire::WebSocket>& connection) {
  if (connection && connection->is_open()) return true;
  try {
    connection.emplace(port_);
    return true;
  } catch (const std::exception&) {
    connection.reset();
    std::this_thread::sleep_for(Milliseconds(5 + random_.below(20)));
    return false;
  }
}

std::optional<std::string> Person::send(const Operation& operation, const std::string& params) {
  if (!connected(connection_)) return std::nullopt;
  if (random_.chance(manners_.lost)) {
    connection_->send_text(wire::request(0, operation.method, params));
    connection_->drop();
    return std::nullopt;
  }
  if (random_.chance(manners_.doubled) && connected(second_)) {
    second_->send_text(wire::request(0, operation.method, params));
  }
  auto answer = connection_->ask(operation.method, params, manners_.patience);
  if (!answer) connection_.reset();
  return answer;
}

bool Person::take(Operation& operation, const std::string& text) {
  const json::object answer = json::parse(text).as_object();
  std::optional<json::value> result;
  std::string refused;
  if (const auto* found = answer.if_contains("result")) {
    result = *found;
  } else {
    const auto& error = answer.at("error").as_object();
    const auto* data = error.if_contains("data");
    refused = data && data->is_object() ? std::string(data->get_object().at("reason").as_string())
                                        : std::string("internal");
    if (refused == "not_now" || refused == "internal" ||
        (refused == "disk_full" && manners_.bears_full_disk)) {
      operation.was_unknown = true;
      std::this_thread::sleep_for(Milliseconds(10 + random_.below(30)));
      refused_ = refused;
      return false;
    }
  }
  // A command that had no effect is decided anew each time: only results of effects must be equal.
  if (operation.ended_us != 0 && operation.result && !operation.result->is_null() &&
      result != operation.result) {
    operation.two_answers = true;
  }
  operation.result = std::move(result);
  operation.refused = refused;
  refused_ = refused;
  if (operation.ended_us == 0) operation.ended_us = now_us();
  return true;
}

bool Person::finish(Operation& operation) {
  json::object params = operation.params;
  params["request_id"] = operation.request;
  const std::string text = json::serialize(params);
  while (!leave_) {
    const auto answer = send(operation, text);
    if (!answer) {
      operation.was_unknown = true;
      continue;
    }
    if (!take(operation, *answer)) continue;
    pulse_.beat();
    // The second copy is answered in the same way, if at all.
    if (second_ && second_->is_open()) {
      if (const auto again = second_->receive(manners_.patience)) take(operation, *again);
      second_.reset();
    }
    return true;
  }
  return false;
}

std::optional<json::value> Person::ask(std::string method, json::object params) {
  memory_.push_back({request_id(random_),
                     std::move(method),
                     std::move(params),
                     {},
                     {},
                     false,
                     false,
                     now_us(),
                     0});
  finish(memory_.back());
  return memory_.back().result;
}

}  // namespace giliran::faults
