#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/hall/app/test_hall.hpp"

namespace giliran::hall {

/// The small plaza of rules.toml, its three counters open.
class Rules : public testing::Test {
 protected:
  Rules() : hall("tests/hall/app/rules.toml") {
    for (const int counter : {1, 2, 3})
      hall.done("counter.open", fmt::format(R"({{"counter":{}}})", counter));
  }
  std::string issue(const std::string& service = "dukcapil.ktp") {
    const boost::json::value issued =
        hall.done("ticket.issue", fmt::format(R"({{"service":"{}"}})", service));
    return std::string(issued.at("ticket").as_string());
  }
  std::string serve(int counter) {
    const boost::json::value call =
        hall.done("call.next", fmt::format(R"({{"counter":{}}})", counter));
    std::string ticket(call.at("ticket").as_string());
    hall.done("ticket.start", of(ticket));
    return ticket;
  }
  static std::string of(const std::string& ticket, const std::string& more = "") {
    return fmt::format(R"({{"ticket":"{}"{}}})", ticket, more);
  }
  static std::string text(const boost::json::value& object, const char* member) {
    return std::string(object.at(member).as_string());
  }
  protocol::RpcCode error(const std::string& method, const std::string& params) {
    const auto answer = hall.call(method, params);
    if (answer) throw std::runtime_error(method + " was done");
    return answer.error().code;
  }
  boost::json::value counter(int number) { return hall.view(fmt::format("counter:{}", number)); }
  boost::json::value kiosk_service(std::size_t agency, std::size_t service) {
    return hall.view("kiosk").at("agencies").at(agency).at("services").at(service);
  }
  TestHall hall;
};

}  // namespace giliran::hall
