#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/desk/hall_desk.hpp"
#include "tests/kiosk/store/folder.hpp"

namespace giliran::kiosk {

/// A desk with its file and, in the hall's place, a list of what was sent to it. Time stands still
/// unless it is moved.
class DeskRig : public testing::Test {
 protected:
  struct Sent {
    std::uint64_t number = 0;
    std::string method;
    boost::json::value params;
    bool on_disk = false;  ///< when it was sent
    RequestId request() const { return RequestId(text("request_id")); }
    std::string text(const char* key) const { return std::string(params.at(key).as_string()); }
  };

  static inline const std::string today = "2026-11-24";
  static constexpr WallTime nine{std::chrono::sys_days(std::chrono::year(2026) / 11 / 24) +
                                 std::chrono::hours(2)};
  static constexpr const char* first_request = "0000000000000000000000000000f001";
  static constexpr const char* second_request = "0000000000000000000000000000f002";
  static inline const ServiceId ktp{"kependudukan.ktp"};

  /// The kiosk is switched on, or on again: what was not on the disk is gone.
  void start() {
    desk.reset();
    sent.clear();
    held_ = nullptr;
    held_ = std::make_unique<StoreFolder>(folder.path());
    auto records = std::make_unique<Records>(folder.path());
    Remembered remembered = records->read();
    desk = std::make_unique<HallDesk>(door(), device(), std::move(records), std::move(remembered));
  }
  void start_without_file() {
    desk = std::make_unique<HallDesk>(door(), device(), nullptr, Remembered{});
  }
  /// From now on nothing of that table can be written.
  void break_table(const std::string& table) {
    open_kiosk_store(folder.path())
        .run(fmt::format("CREATE TRIGGER full_{0} BEFORE INSERT ON {0} BEGIN "
                         "SELECT raise(ABORT,'disk'); END",
                         table)
                 .c_str());
  }
  void mend_table(const std::string& table) {
    open_kiosk_store(folder.path()).run(fmt::format("DROP TRIGGER full_{}", table).c_str());
  }
  Remembered on_disk() const { return Records(folder.path()).read(); }

  /// What was sent with that method, in order.
  std::vector<Sent> all(const std::string& method) const {
    std::vector<Sent> found;
    for (const Sent& one : sent) {
      if (one.method == method) found.push_back(one);
    }
    return found;
  }
  /// The newest of that method, which must be there.
  Sent last(const std::string& method) const {
    const auto found = all(method);
    EXPECT_FALSE(found.empty()) << method;
    return found.empty() ? Sent{0, method, {{"request_id", first_request}}} : found.back();
  }

  template <class Answer>
  std::optional<HallDesk::Answer> answer(const Sent& one, const Answer& answer) {
    return desk->answered({one.number, protocol::encode(answer)}, moment, now);
  }
  std::optional<HallDesk::Answer> accept(const Sent& one) {
    return desk->answered({one.number, boost::json::object()}, moment, now);
  }
  std::optional<HallDesk::Answer> refuse(const Sent& one, Reason reason) {
    return desk->answered({one.number, protocol::refused({reason, "", ""})}, moment, now);
  }
  std::optional<HallDesk::Answer> fail(const Sent& one) {
    return desk->answered({one.number, protocol::RpcError{}}, moment, now);
  }

  /// The hall is there, with numbers for this kiosk.
  void connect(const std::string& epoch = "e1") {
    desk->connected();
    answer(last("kiosk.lease"), leases(epoch));
  }
  static protocol::LeasesHeld leases(const std::string& epoch = "e1") {
    return {epoch, {{today, "A", 501, 510}}};
  }
  static protocol::TicketIssued issued(int number) {
    protocol::TicketIssued made;
    made.ticket = TicketId(static_cast<std::uint64_t>(number));
    made.number = {'A', number};
    made.service = ktp;
    made.token = TicketToken(fmt::format("{:032x}", number));
    return made;
  }
  static protocol::TicketIssue wish(const char* request = first_request) {
    return {ktp, false, Language::su, {}, RequestId(request)};
  }
  void ask_number(const char* request = first_request) {
    desk->ask("ticket.issue", wish(request), Wish::number, {ktp, 'A', {}, false, Language::su});
  }
  std::optional<GivenTicket> give(WallTime at = nine) {
    return desk->give({RequestId(second_request), {ktp, 'A', {}, false, Language::id}, today, at});
  }

  const Folder folder;
  std::vector<Sent> sent;
  std::vector<protocol::DeviceReport> reports;
  std::optional<Flow::HallMoment> moment = Flow::HallMoment{nine, today};
  SteadyTime now = std::chrono::steady_clock::now();
  std::unique_ptr<HallDesk> desk;

 private:
  static protocol::DeviceReport device() {
    protocol::DeviceReport report;
    report.device = DeviceId("kiosk-1");
    return report;
  }
  HallDesk::Door door() {
    return {[this](std::string_view method, boost::json::value params) {
              Sent one{++numbers_, std::string(method), std::move(params), false};
              if (held_) one.on_disk = is_kept(one);
              sent.push_back(std::move(one));
              return numbers_;
            },
            [this](const protocol::DeviceReport& report) { reports.push_back(report); }};
  }
  bool is_kept(const Sent& one) const {
    const StoredCommand wanted{one.request(), one.method, boost::json::serialize(one.params)};
    const auto commands = on_disk().commands;
    return std::find(commands.begin(), commands.end(), wanted) != commands.end();
  }

  std::unique_ptr<StoreFolder> held_;
  std::uint64_t numbers_ = 0;
};

}  // namespace giliran::kiosk
