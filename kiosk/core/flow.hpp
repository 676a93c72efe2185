#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/core/limits.hpp"
#include "kiosk/core/scene.hpp"
#include "kiosk/core/ticket.hpp"
#include "shared/base/clock.hpp"
#include "shared/base/zone.hpp"

namespace giliran::kiosk {

/// What a visitor does at the kiosk, from the first touch to the number. Pure: time and new ids are
/// arguments, nothing is drawn, sent or printed here. Steady time must not run backwards. Not for
/// two threads at once.
///
/// A number is asked for exactly once for each choice; its answer may come late, even after the
/// visitor has left: then nobody holds the number, and the hall is told so.
class Flow {
 public:
  /// `new_id` makes the id of each command that changes something.
  Flow(FlowTimes times, std::function<RequestId()> new_id, SteadyTime now);

  /// A finger or the mouse was released on `target` (a name that the screen gave), or beside all
  /// targets (""). Targets: agency:<id> service:<id> language:<code> priority back cancel done
  /// noted still-here leave reprint reprint:<number>.
  void touched(std::string_view target, SteadyTime now);
  void connected(SteadyTime now);
  void disconnected(SteadyTime now);
  /// Throws std::runtime_error if the view's zone is not in this machine's database.
  void view_arrived(protocol::KioskView view, SteadyTime now);
  void issue_answered(const RequestId& request, const protocol::TicketIssued& issued,
                      SteadyTime now);
  void issue_refused(const RequestId& request, const Refusal& refusal, SteadyTime now);
  void paper_news(TicketId ticket, PaperNews news, SteadyTime now);
  void printer(PrinterHealth health, bool ready, SteadyTime now);
  /// Lets time pass.
  void advance(SteadyTime now);

  /// What to do, in order; each once.
  std::vector<Command> take_commands();
  Scene scene(SteadyTime now) const;
  /// When advance() or scene() will next make a difference, if nothing else happens.
  SteadyTime deadline(SteadyTime now) const;

 private:
  struct AtHome {};
  struct AtServices {
    AgencyId agency;
  };
  struct AtClosed {
    AgencyId agency;
    std::optional<ServiceId> service;
  };
  struct AtAsking {
    ServiceId service;
    RequestId request;
    SteadyTime since;
  };
  struct AtRefused {
    ServiceId service;
    Refusal refusal;
  };
  struct AtTicket {
    enum class Stage { printing, printed, number };
    TicketId ticket;
    Stage stage = Stage::printing;
    SteadyTime since;
  };
  struct AtReprints {};
  using Place =
      std::variant<AtHome, AtServices, AtClosed, AtAsking, AtRefused, AtTicket, AtReprints>;

  void act(std::string_view target, SteadyTime now);
  void touch_agency(const AgencyId& id);
  void touch_service(const ServiceId& id, SteadyTime now);
  void touch_ticket(AtTicket at, std::string_view target, SteadyTime now);
  void reprint(std::string_view number, SteadyTime now);
  void go_back();
  void follow_view();
  void print(HeldTicket& ticket, SteadyTime now);
  void report(HeldTicket& ticket, giliran::Slip slip);
  void wipe();
  void advance_ticket(SteadyTime now);
  void advance_idle(SteadyTime now);
  void forget_old_tickets(SteadyTime now);

  bool personal() const;
  bool covered(SteadyTime now) const;
  Page page(SteadyTime now) const;
  HeldTicket* held(TicketId ticket);
  const HeldTicket* held(TicketId ticket) const;
  const protocol::KioskAgency* agency(const AgencyId& id) const;
  const protocol::KioskAgency* agency_of(const ServiceId& id) const;
  const protocol::KioskService* service(const ServiceId& id) const;
  Language language() const;
  bool reprintable(const HeldTicket& ticket, SteadyTime now) const;
  WallTime hall_time(SteadyTime now) const;
  std::optional<SteadyTime> shown_until() const;
  void place_in(Scene& scene, SteadyTime now) const;

  FlowTimes times_;
  std::function<RequestId()> new_id_;
  std::shared_ptr<const protocol::KioskView> view_;
  SteadyTime view_at_;
  std::optional<Zone> zone_;
  std::optional<SteadyTime> lost_at_;  ///< nothing while a view of this connection is here
  PrinterHealth printer_ = PrinterHealth::ok;
  bool printer_ready_ = true;
  Place place_ = AtHome{};
  std::optional<Language> chosen_language_;
  bool priority_ = false;
  SteadyTime touched_at_;
  std::optional<SteadyTime> acted_at_;
  std::optional<SteadyTime> asked_still_there_;
  std::vector<HeldTicket> tickets_;
  std::vector<Command> commands_;
};

}  // namespace giliran::kiosk
