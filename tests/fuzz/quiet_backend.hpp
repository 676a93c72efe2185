#pragma once

#include <string>

#include "hall/http/backend.hpp"

namespace giliran::fuzz {

/// A hall that answers everything at once with what it was asked.
class QuietBackend final : public hall::Backend {
 public:
  void handle(protocol::RpcRequest request, hall::Rank, Reply reply) override {
    if (request.method == "refuse") {
      return reply(protocol::refused(Refusal{Reason::not_now, "", ""}));
    }
    reply(request.params);
  }
  Result<hall::SharedView, protocol::RpcError> view(const std::string& name) override {
    if (name != "board") return protocol::refused(Refusal{Reason::unknown_ticket, "", ""});
    return std::make_shared<const hall::ViewDoc>(hall::ViewDoc{name, 1, R"({"view":"board"})"});
  }
  hall::CallsSince calls_after(std::uint64_t seq, std::size_t) override {
    hall::CallsSince since{"0", 2, {}};
    for (; seq < 2; ++seq)
      since.calls.push_back({seq + 1, std::make_shared<const std::string>("{}")});
    return since;
  }
  void flush() override {}
  void device_reported(const protocol::DeviceReport&) override { ++devices; }
  void device_gone(const DeviceId&) override { --devices_gone; }
  bool healthy() override { return true; }
  std::string metrics() override { return "giliran_up 1\n"; }

  int devices = 0;
  int devices_gone = 0;
};

}  // namespace giliran::fuzz
