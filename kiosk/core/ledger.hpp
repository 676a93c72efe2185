#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/core/leases.hpp"

namespace giliran::kiosk {

/// A number that a visitor got at this kiosk, as it must still be known after a power cut.
struct GivenTicket {
  std::int64_t order = 0;  ///< grows with each ticket, over all days: its time, or more
  TicketId shown_as;       ///< what screens and papers of this kiosk call it; see own_tickets
  RequestId request;       ///< of its ticket.hand_in, made when it was given
  std::string epoch;       ///< of the journal that leased or gave the number
  std::string known_in;    ///< epoch of the newest journal that has it; empty: none has
  std::string day;         ///< local "2026-11-25"
  TicketNumber number;
  ServiceId service;
  std::vector<ServiceId> then;
  bool priority = false;
  Language language = Language::id;
  TicketToken token;
  WallTime issued_at{};  ///< by the hall's clock
  Slip slip = Slip::pending;
  /// As it was first handed in: a request_id always comes with the same words.
  std::optional<Slip> handed_slip;
  std::optional<Slip> told_slip;   ///< what the hall knows of the paper, as far as it said so
  std::optional<TicketId> ticket;  ///< in the hall; nothing until the hall has it
  friend bool operator==(const GivenTicket&, const GivenTicket&) = default;
};

/// `shown_as` of tickets from leases: from here on, where the hall's own never come.
inline constexpr std::uint64_t own_tickets = std::uint64_t{1} << 62;

/// What the ledger holds, as it is on the disk.
struct LedgerRows {
  std::string epoch;  ///< of the hall's journal that was heard last
  std::vector<Lease> leases;
  std::vector<GivenTicket> given;
};

/// What changed and must be on the disk before anybody is told of it.
struct LedgerChange {
  bool leases = false;  ///< all of them are to be written anew, with the epoch
  std::vector<GivenTicket> put;
  std::vector<std::int64_t> erase;  ///< orders
  bool empty() const { return !leases && put.empty() && erase.empty(); }
};

/// A wish for a number, as the visitor made it.
struct NumberWish {
  ServiceId service;
  char letter = 'A';
  std::vector<ServiceId> then;
  bool priority = false;
  Language language = Language::id;
};

/// The numbers that this kiosk may give without the hall, those that it gave, and what of them the
/// hall must still be told. Pure: ids and times are arguments. Not for two threads at once.
///
/// Rule: each ticket is handed in to each journal (an epoch) once, in the order of issue, under its
/// own request_id, until the hall says that it has it. A refusal keeps it: it is tried again on the
/// next connection, and counted in to_hand_in() until it is in. What a day gave stays until the day
/// is over, since a hall that was restored from an older copy must get all of it again.
class Ledger {
 public:
  Ledger(DeviceId device, LedgerRows rows, std::function<std::string()> new_hex);

  const Leases& leases() const { return leases_; }
  const std::vector<GivenTicket>& given() const { return given_; }
  const std::string& epoch() const { return epoch_; }

  /// Gives the next leased number; nothing if there is none. Its time is `now`, but never before
  /// the lease was taken nor before the ticket given last.
  std::optional<GivenTicket> give(const NumberWish& wish, std::string_view day, WallTime now);
  /// Nobody knows whether that number is on the disk, so that nobody gets it, now or later.
  void drop(const RequestId& request);
  /// The hall gave this one to a visitor here.
  void gave(const NumberWish& wish, const protocol::TicketIssued& issued, std::string_view day,
            WallTime now);
  /// What became of its paper. Who holds the number does not lose it again.
  void slip(TicketId shown_as, Slip slip);

  /// The hall's answer to kiosk.lease, asked for on each connection: only then is it known which
  /// journal the hall has, and what it must be told.
  void held(const protocol::LeasesHeld& held, std::string_view today, WallTime now);
  /// It gives none, and is taken for the one before.
  void not_held(std::string_view today);
  void disconnected() { connected_ = false; }
  void handed_in(const RequestId& request, const protocol::HandedIn& answer);
  void hand_in_refused(const RequestId& request);
  /// What is to be handed in now; each at once and only once for each connection.
  std::vector<protocol::TicketHandIn> take_hand_ins();
  /// Papers of which the hall does not know what this kiosk knows; each once.
  std::vector<protocol::TicketSlip> take_slips();
  /// The hall has heard it, or does not want to.
  void slip_told(const RequestId& request);
  /// Whether the hall was told all since the leases were asked for last, so that it may add some.
  bool take_all_told();
  /// How many the hall does not have yet.
  int to_hand_in() const;

  LedgerChange take_change();
  /// It could not be: it comes with the next change, as things are then.
  void not_written(LedgerChange change);

  /// So many may be under way at once.
  static constexpr std::size_t hand_ins_at_once = 8;

 private:
  GivenTicket* of(const RequestId& request);
  bool told(const GivenTicket& ticket) const { return ticket.known_in == epoch_; }
  void changed(const GivenTicket& ticket);
  void forget_old_days(std::string_view today);
  std::int64_t next_order(WallTime now) const;

  DeviceId device_;
  std::string epoch_;
  Leases leases_;
  std::vector<GivenTicket> given_;
  std::function<std::string()> new_hex_;
  bool connected_ = false;  ///< and the hall's journal is known
  std::string today_;       ///< of the hall
  std::set<RequestId> under_way_;
  std::set<RequestId> refused_;  ///< until the next connection
  bool handed_any_ = false;
  std::map<RequestId, std::pair<std::int64_t, Slip>> slips_under_way_;
  LedgerChange change_;
};

}  // namespace giliran::kiosk
