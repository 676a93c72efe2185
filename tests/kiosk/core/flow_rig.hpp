#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/flow.hpp"

namespace giliran::kiosk {

/// A kiosk with three agencies, a clock moved by hand, and what it asked for.
class FlowRig {
 public:
  FlowRig()
      : flow(
            FlowTimes{}, [this] { return RequestId(fmt::format("r{}", ++ids_)); }, now) {}

  static protocol::KioskService service(const std::string& id, const std::string& name,
                                        ServiceState state = ServiceState::open) {
    protocol::KioskService made;
    made.service = ServiceId(id);
    made.name = {name, name + " en", name + " su"};
    made.bring = {{"KTP lama", "Old card", "KTP heubeul"}};
    made.state = state;
    return made;
  }
  /// Bookings and missed numbers are taken, "Pajak daerah" gives slips for other days, and there is
  /// a package over two agencies.
  static protocol::KioskView plaza_with_codes() {
    protocol::KioskView view = plaza();
    view.takes_bookings = true;
    view.reentry_minutes = 30;
    protocol::KioskService& cards = view.agencies[0].services[0];
    cards.letter = 'C';
    cards.takes_dated_slip = true;
    view.agencies[1].letter = 'L';
    view.agencies[1].services[0].letter = 'L';
    protocol::KioskAgency& taxes = view.agencies[2];
    taxes.state = taxes.services[0].state = ServiceState::closed;
    taxes.services[0].takes_dated_slip = true;
    view.agencies[0].packages = {{PackageId("pindah"),
                                  {"Pindah rumah", "Moving", "Pindah imah"},
                                  {ServiceId("kependudukan.ktp"), ServiceId("informasi.tanya")},
                                  ServiceState::open}};
    return view;
  }
  static protocol::KioskView plaza() {
    protocol::KioskView view;
    view.now = WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 24) +
                        std::chrono::hours(2) + std::chrono::minutes(42));
    view.name = {"Mal Pelayanan Publik", "Public Service Plaza", ""};
    view.place = {"Kabupaten Bekasi", "Bekasi Regency", ""};
    view.zone = "Asia/Jakarta";
    view.languages = {Language::id, Language::en, Language::su};
    view.ticket_url = "https://mpp.example/t/";
    protocol::KioskAgency records;
    records.agency = AgencyId("kependudukan");
    records.name = {"Kependudukan", "Population records", "Kependudukan"};
    records.services = {service("kependudukan.ktp", "KTP-el"),
                        service("kependudukan.kk", "Kartu Keluarga", ServiceState::on_break)};
    protocol::KioskAgency information;
    information.agency = AgencyId("informasi");
    information.name = {"Informasi", "", ""};
    information.services = {service("informasi.tanya", "Informasi")};
    protocol::KioskAgency taxes;
    taxes.agency = AgencyId("bapenda");
    taxes.name = {"Pajak daerah", "", ""};
    taxes.state = ServiceState::on_break;
    taxes.services = {service("bapenda.pbb", "PBB", ServiceState::on_break)};
    view.agencies = {records, information, taxes};
    return view;
  }

  void open() {
    flow.connected(now);
    flow.view_arrived(plaza(), now);
  }
  void open_with_codes() {
    flow.connected(now);
    flow.view_arrived(plaza_with_codes(), now);
  }
  /// One key after the other, as fast as a finger.
  void keys(std::string_view text) {
    pass(std::chrono::milliseconds(400));
    for (const char key : text) {
      pass(std::chrono::milliseconds(200));
      flow.touched(fmt::format("key:{}", key), now);
    }
  }
  /// A hand scanner: 5 ms for each character, then Enter.
  void scan(std::string_view text) {
    for (const char c : text) {
      pass(std::chrono::milliseconds(5));
      flow.typed(std::string(1, c), now);
    }
    pass(std::chrono::milliseconds(5));
    flow.entered(now);
  }
  /// Each touch comes half a second after what was before: nobody is faster.
  void touch(std::string_view target) {
    pass(std::chrono::milliseconds(500));
    flow.touched(target, now);
  }
  void pass(std::chrono::milliseconds time) {
    now += time;
    flow.advance(now);
  }
  Page page() const { return flow.scene(now).page; }
  Scene scene() const { return flow.scene(now); }

  template <class T>
  std::vector<T> asked() {
    std::vector<T> found;
    for (const Command& command : flow.take_commands()) {
      if (const T* one = std::get_if<T>(&command)) found.push_back(*one);
    }
    return found;
  }
  std::vector<giliran::Slip> slips() {
    std::vector<giliran::Slip> found;
    for (const ReportSlip& report : asked<ReportSlip>())
      found.push_back(report.slip);
    return found;
  }

  static protocol::TicketIssued issued(std::uint64_t ticket = 17) {
    protocol::TicketIssued made;
    made.ticket = TicketId(ticket);
    made.number = {'A', static_cast<int>(ticket) + 10};
    made.ahead = 14;
    made.wait_range_s = WaitRange{std::chrono::minutes(20), std::chrono::minutes(35)};
    made.token = TicketToken("abc");
    made.service = ServiceId("kependudukan.ktp");
    return made;
  }
  /// From idle to the answer of the hall: the paper is under way.
  TicketPaper take_number(std::uint64_t ticket = 17) {
    touch("agency:kependudukan");
    touch("service:kependudukan.ktp");
    const auto issue = asked<IssueTicket>();
    flow.issue_answered(issue.at(0).params.request_id, issued(ticket), now);
    return asked<PrintPaper>().at(0).paper;
  }

  SteadyTime now{std::chrono::hours(1)};
  Flow flow;

 private:
  int ids_ = 0;
};

}  // namespace giliran::kiosk
