#include "tests/bench/load.hpp"

#include <fmt/format.h>

#include <memory>
#include <set>
#include <stdexcept>

#include "shared/base/ids.hpp"

namespace giliran::bench {

using wire::Milliseconds;
using wire::Waiting;
using wire::WebSocket;

namespace {

constexpr auto duration = std::chrono::seconds(3);
constexpr int counters = 8;
constexpr int waiting_tickets = 1000;
constexpr int rounds_of_calls = 250;

std::string report(const char* kind, int number) {
  return fmt::format(R"({{"device":"{0}-{1}","kind":"{0}","name":"{0}"}})", kind, number);
}

std::vector<int> open_counters(WebSocket& hall) {
  std::vector<int> open;
  for (int number = first_own_counter; number < first_own_counter + counters; ++number) {
    asked(hall, "counter.open", fmt::format(R"("counter":{})", number));
    open.push_back(number);
  }
  return open;
}

}  // namespace

std::string params(const std::string& members) {
  return fmt::format(R"({{{},"request_id":"{}"}})", members, random_hex128());
}

std::unique_ptr<WebSocket> program(unsigned short port, const char* kind, int number) {
  auto connection = std::make_unique<WebSocket>(port);
  const auto answer = connection->ask("device.report", report(kind, number));
  if (!answer || !wire::is_result(*answer)) throw std::runtime_error("no program");
  return connection;
}

void must_succeed(std::string_view answer) {
  if (!wire::is_result(answer)) throw std::runtime_error("refused: " + std::string(answer));
}

void issue_all(WebSocket& hall, int count) {
  for (int n = 0; n < count; ++n)
    asked(hall, "ticket.issue", service);
}

std::string asked(WebSocket& hall, const std::string& method, const std::string& members,
                  Waiting waiting) {
  auto answer = hall.ask(method, params(members), Milliseconds(20'000), waiting);
  if (!answer) throw std::runtime_error("the hall is silent");
  must_succeed(*answer);
  return std::move(*answer);
}

std::string member(std::string_view answer, std::string_view name) {
  const std::string key = fmt::format("\"{}\":", name);
  const auto found = answer.find(key);
  if (found == std::string_view::npos) {
    throw std::runtime_error(fmt::format("no {} in {}", name, answer));
  }
  std::string_view rest = answer.substr(found + key.size());
  const bool quoted = rest.starts_with('"');
  if (quoted) rest.remove_prefix(1);
  return std::string(rest.substr(0, rest.find_first_of(quoted ? "\"" : ",}")));
}

Load issue(unsigned short port, int clients, int tickets) {
  std::vector<std::unique_ptr<WebSocket>> connections;
  for (int n = 0; n < clients; ++n)
    connections.push_back(program(port, "kiosk", n));
  wire::Loop loop;
  std::vector<double> times;
  std::vector<Clock::time_point> since(connections.size());
  const auto begin = Clock::now();
  int under_way = 0;
  int left = tickets;
  const auto next = [&](std::size_t n) {
    if (tickets > 0 ? --left < 0 : Clock::now() - begin > duration) return;
    ++under_way;
    const std::string text = wire::request(1, "ticket.issue", params(service));
    since[n] = Clock::now();
    connections[n]->send_text(text);
  };
  for (std::size_t n = 0; n < connections.size(); ++n) {
    loop.add(*connections[n], [&, n](WebSocket&, std::string_view answer) {
      must_succeed(answer);
      times.push_back(milliseconds(Clock::now() - since[n]));
      --under_way;
      next(n);
    });
  }
  for (std::size_t n = 0; n < connections.size(); ++n)
    next(n);
  while (under_way > 0) {
    if (loop.run_once(Milliseconds(20'000), Waiting::spinning) <= 0) {
      throw std::runtime_error("the hall is silent");
    }
  }
  const double seconds = milliseconds(Clock::now() - begin) / 1000;
  return {static_cast<double>(times.size()) / seconds, percentiles(times)};
}

Calls call(unsigned short port) {
  const auto hall = program(port, "kiosk", 0);
  const std::vector<int> open = open_counters(*hall);
  std::vector<std::unique_ptr<WebSocket>> connections;
  for (const int number : open)
    connections.push_back(program(port, "counter", number));
  wire::Loop loop;
  std::vector<std::string> called(connections.size());
  std::size_t answered = 0;
  for (std::size_t n = 0; n < connections.size(); ++n) {
    loop.add(*connections[n], [&, n](WebSocket&, std::string_view answer) {
      must_succeed(answer);
      called[n] = answer;
      ++answered;
    });
  }
  const auto everybody = [&](const char* method, const auto& members) {
    answered = 0;
    for (std::size_t n = 0; n < connections.size(); ++n)
      connections[n]->send_text(wire::request(1, method, params(members(n))));
    while (answered < connections.size()) {
      if (loop.run_once(Milliseconds(20'000), Waiting::spinning) <= 0) {
        throw std::runtime_error("the hall is silent");
      }
    }
  };
  issue_all(*hall, waiting_tickets);
  Calls calls;
  std::set<std::string> tickets;
  double ms = 0;
  int made = 0;
  for (int round = 0; round < rounds_of_calls; ++round) {
    const auto begin = Clock::now();
    everybody("call.next", [&](std::size_t n) { return fmt::format(R"("counter":{})", open[n]); });
    ms += milliseconds(Clock::now() - begin);
    std::vector<std::string> ticket;
    for (const std::string& answer : called) {
      ticket.push_back(member(answer, "ticket"));
      calls.twice += tickets.insert(ticket.back()).second ? 0 : 1;
      ++made;
    }
    const auto of = [&](std::size_t n) { return fmt::format(R"("ticket":"{}")", ticket[n]); };
    everybody("ticket.start", of);
    everybody("ticket.finish", of);
    issue_all(*hall, static_cast<int>(open.size()));
  }
  calls.per_second = made / (ms / 1000);
  return calls;
}

Percentiles board_event_ms(unsigned short port) {
  const auto hall = program(port, "counter", 3);
  const auto display = program(port, "display", 1);
  if (!display->ask("calls.subscribe", R"({"after_seq":0})")) throw std::runtime_error("no calls");
  constexpr int calls = 500;
  asked(*hall, "counter.open", R"("counter":3)");
  issue_all(*hall, calls);
  std::vector<double> times;
  for (int n = 0; n < calls; ++n) {
    const std::string text = wire::request(7, "call.next", params(R"("counter":3)"));
    const auto begin = Clock::now();
    hall->send_text(text);
    if (!display->receive(Milliseconds(20'000), Waiting::spinning)) {
      throw std::runtime_error("no call came");
    }
    times.push_back(milliseconds(Clock::now() - begin));
    const std::string made = hall->receive(Milliseconds(20'000)).value_or("");
    const auto of = fmt::format(R"("ticket":"{}")", member(made, "ticket"));
    asked(*hall, "ticket.start", of);
    asked(*hall, "ticket.finish", of);
  }
  return percentiles(times);
}

}  // namespace giliran::bench
