#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/core/limits.hpp"
#include "kiosk/core/scene.hpp"
#include "kiosk/core/ticket.hpp"
#include "kiosk/core/without_hall.hpp"
#include "shared/base/clock.hpp"
#include "shared/base/zone.hpp"

namespace giliran::kiosk {

/// What a visitor does at the kiosk, from the first touch to the number. Pure: time and new ids are
/// arguments, nothing is drawn, sent or printed here. Steady time must not run backwards. Not for
/// two threads at once.
///
/// A number is asked for exactly once for each choice; its answer may come late, even after the
/// visitor has left: then nobody holds the number, and the hall is told so.
///
/// Without the hall, numbers come out of the leases: at once when the connection has been lost for
/// `link_lost`, and instead of the hall's when that one has not come within `answer_within`. If it
/// comes after all, nobody holds it: a visitor never has two.
class Flow {
 public:
  /// `new_id` makes the id of each command that changes something. `leases` outlives the flow and
  /// may change between any two calls; null: there are none.
  Flow(FlowTimes times, std::function<RequestId()> new_id, SteadyTime now, ServiceHours hours = {},
       const Leases* leases = nullptr);
  /// The view that an earlier run got last, its `now` moved to what the hall's clock shows by all
  /// that is known. Before anything else. Throws as view_arrived().
  void remembered(protocol::KioskView view, SteadyTime now);

  /// A finger or the mouse was released on `target` (a name that the screen gave), or beside all
  /// targets (""). Targets: agency:<id> service:<id> package:<id> language:<code> priority back
  /// cancel done noted still-here leave reprint reprint:<number> dated code key:<char> erase
  /// submit.
  void touched(std::string_view target, SteadyTime now);
  /// A keyboard or a hand scanner typed `text`, pressed Enter, pressed Backspace. What a scanner
  /// types counts wherever something can be chosen, keys one by one only on the page for codes.
  void typed(std::string_view text, SteadyTime now);
  void entered(SteadyTime now);
  void erased(SteadyTime now);
  void connected(SteadyTime now);
  /// `since` is when the hall was last heard of.
  void disconnected(SteadyTime since, SteadyTime now);
  /// Throws std::runtime_error if the view's zone is not in this machine's database.
  void view_arrived(protocol::KioskView view, SteadyTime now);
  /// Answers of IssueTicket and CheckIn, of ComeBack, of TakeDated, of all of these.
  void issue_answered(const RequestId& request, const protocol::TicketIssued& issued,
                      SteadyTime now);
  void back_answered(const RequestId& request, const protocol::TicketBack& back, SteadyTime now);
  void dated_answered(const RequestId& request, const protocol::BookingMade& made, SteadyTime now);
  void refused(const RequestId& request, const Refusal& refusal, SteadyTime now);
  /// Answers of GiveNumber: it is on the disk; there is none, or it could not be written down.
  void number_given(const RequestId& request, const GivenTicket& given, SteadyTime now);
  void no_number(const RequestId& request, SteadyTime now);
  void paper_news(TicketId ticket, PaperNews news, SteadyTime now);
  /// Of the paper of a slip for another day.
  void dated_news(std::string_view job, PaperNews news, SteadyTime now);
  void printer(PrinterHealth health, bool ready, SteadyTime now);
  /// Lets time pass.
  void advance(SteadyTime now);

  /// What to do, in order; each once.
  std::vector<Command> take_commands();
  Scene scene(SteadyTime now) const;
  /// When advance() or scene() will next make a difference, if nothing else happens.
  SteadyTime deadline(SteadyTime now) const;
  /// The hall's clock as far as it is known here: from the last view on by steady time, so that
  /// nobody who sets this machine's clock changes it. Nothing before the first view.
  struct HallMoment {
    WallTime at;
    std::string day;  ///< local "2026-11-24"
  };
  std::optional<HallMoment> hall_moment(SteadyTime now) const;

 private:
  struct AtHome {};
  struct AtServices {
    AgencyId agency;
  };
  struct AtClosed {
    AgencyId agency;
    std::optional<ServiceId> service;
  };
  struct AtCode {
    std::string typed;
    bool unreadable = false;
    std::optional<Refusal> refusal;
  };
  struct AtAsking {
    Wish wish = Wish::number;
    ServiceId service;                 ///< of a number or a dated slip
    std::optional<PackageId> package;  ///< of a number: the service is its first
    std::string typed;                 ///< of a check-in or a missed number: to be shown again
    RequestId request;
    SteadyTime since;
    bool own = false;  ///< a number of this kiosk's own is asked for
  };
  struct AtRefused {
    ServiceId service;
    std::optional<PackageId> package;
    std::optional<Refusal> refusal;  ///< nothing: no number of this kiosk's own
  };
  /// What is shown until its time is over.
  struct Showing {
    enum class Stage { printing, printed, number };
    Stage stage = Stage::printing;
    SteadyTime since;
  };
  struct AtTicket {
    TicketId ticket;
    Showing showing;
  };
  struct AtDated {
    HeldCode slip;
    Showing showing;
  };
  struct AtBack {
    HeldTicket ticket;
    Showing showing;
  };
  struct AtReprints {};
  using Place = std::variant<AtHome, AtServices, AtClosed, AtCode, AtAsking, AtRefused, AtTicket,
                             AtDated, AtBack, AtReprints>;
  using Stage = Showing::Stage;

  void act(std::string_view target, SteadyTime now);
  void touch_agency(const AgencyId& id);
  void touch_service(const ServiceId& id, SteadyTime now);
  void touch_package(const PackageId& id, SteadyTime now);
  void touch_shown(std::string_view target, SteadyTime now);
  bool same_touch(std::string_view target, SteadyTime now);
  void touch_key(char key);
  void touch_erase();
  void submit(std::string_view text, SteadyTime now);
  void ask_number(const ServiceId& service, std::optional<PackageId> package, SteadyTime now);
  void give_number(AtAsking asking, SteadyTime now);
  std::vector<ServiceId> further(const AtAsking& asking) const;
  void take_dated(SteadyTime now);
  void reprint(std::string_view number, SteadyTime now);
  void go_back();
  void follow_view();
  void know(protocol::KioskView view, SteadyTime now);
  HeldTicket made_ticket(const AtAsking& asking, const ServiceId& service, SteadyTime now) const;
  void print(HeldTicket& ticket, SteadyTime now);
  void print(HeldCode slip, SteadyTime now);
  void report(HeldTicket& ticket, giliran::Slip slip);
  void wipe();
  void advance_link(SteadyTime now);
  void advance_asking(SteadyTime now);
  void advance_shown(SteadyTime now);
  void advance_idle(SteadyTime now);
  void forget_old_tickets(SteadyTime now);

  const Showing* showing() const;
  Showing* showing();
  bool choosing() const;
  bool takes_codes() const;
  bool gives_dated(const protocol::KioskService& service) const;
  bool choosable(const protocol::KioskAgency& agency) const;
  bool offers_dated() const;
  const ServiceId* wanted_service() const;
  bool personal() const;
  bool covered(SteadyTime now) const;
  bool link_is_lost(SteadyTime now) const;
  bool has_numbers(SteadyTime now) const;
  int numbers_left(const ServiceId& id, SteadyTime now) const;
  Page page(SteadyTime now) const;
  HeldTicket* held(TicketId ticket);
  const HeldTicket* held(TicketId ticket) const;
  const protocol::KioskAgency* agency(const AgencyId& id) const;
  const protocol::KioskAgency* agency_of(const ServiceId& id) const;
  const protocol::KioskService* service(const ServiceId& id) const;
  const protocol::KioskPackage* package(const PackageId& id) const;
  void name_service(HeldTicket& ticket, const ServiceId& id) const;
  Language language() const;
  bool reprintable(const HeldTicket& ticket, SteadyTime now) const;
  WallTime hall_time(SteadyTime now) const;
  std::optional<SteadyTime> shown_until() const;
  void place_in(Scene& scene, SteadyTime now) const;

  FlowTimes times_;
  std::function<RequestId()> new_id_;
  ServiceHours hours_;
  const Leases* leases_;
  std::shared_ptr<const protocol::KioskView> hall_view_;  ///< the last one
  SteadyTime view_at_;                                    ///< when its `now` was
  std::optional<Zone> zone_;                              ///< its
  std::shared_ptr<const protocol::KioskView> view_;       ///< what holds: it, or without the hall
  /// The minute for which `view_` says what can be had without the hall; nothing: it is the hall's.
  std::optional<LocalTime> offline_at_;
  SteadyTime lost_since_;  ///< when the hall was last heard of
  std::optional<SteadyTime>
      lost_at_;  ///< when that was noticed; nothing while a view of this connection is here
  PrinterHealth printer_ = PrinterHealth::ok;
  bool printer_ready_ = true;
  Place place_ = AtHome{};
  std::optional<Language> chosen_language_;
  bool priority_ = false;
  SteadyTime touched_at_;
  std::optional<SteadyTime> acted_at_;
  std::string last_key_;  ///< of the keypad
  SteadyTime last_key_at_;
  std::string line_;  ///< what a scanner has typed so far
  SteadyTime line_at_;
  std::optional<SteadyTime> asked_still_there_;
  std::vector<HeldTicket> tickets_;
  std::vector<Command> commands_;
};

}  // namespace giliran::kiosk
