#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "hall/core/leases.hpp"
#include "tests/simulation/random.hpp"
#include "tests/simulation/tally.hpp"

namespace giliran::simulation {

/// Kiosks that lease numbers, give them while they cannot reach the hall, and hand in what they
/// gave: late, twice, out of order, to another journal. They remember whatever a visitor holds, of
/// the hall too, so that a number that is held twice is seen.
class Kiosks {
 public:
  Kiosks(Random& random, const HallPlan& plan);
  bool any() const { return !kiosks_.empty(); }

  /// What a kiosk does next: a command to the hall, or something by itself. A violation ends it.
  std::optional<hall::Command> next(const hall::Moment& moment);
  /// The next thing that somebody still must tell the hall, for all to be in; nothing when it is.
  std::optional<hall::Command> settle();
  /// The answer to the command given last; `reason`: refused.
  std::optional<std::string> answered(const hall::Hall& hall, const hall::Command& command,
                                      std::optional<Reason> reason);
  /// The hall gave this number to a visitor.
  std::optional<std::string> issued(const hall::Hall& hall, const hall::TicketIssued& issued,
                                    WallTime now);
  /// The hall has an older journal from now on.
  void restored();
  /// A wrong clock ended the one and began the other.
  void days_of_wrong_clock(std::chrono::local_days ended, std::chrono::local_days begun) {
    doubtful_.insert({ended, begun});
  }
  int epoch() const { return epoch_; }
  /// Tokens that the journal at hand must have, as far as it was told of them.
  std::vector<TicketToken> told() const;
  const std::optional<std::string>& violation() const { return violation_; }
  const Tally& tally() const { return tally_; }

 private:
  struct Range {
    std::chrono::local_days day;
    char letter = 'A';
    int first = 0;
    int last = 0;
    int next = 0;
    int epoch = 0;
  };
  struct Given {
    hall::HandInTicket ticket;
    int epoch = 0;     ///< of the journal that leased or gave it
    int known_in = 0;  ///< 0: none has it
    bool stuck = false;
  };
  struct Kiosk {
    DeviceId device;
    bool connected = false;
    int epoch = 0;
    bool asked = false;  ///< for its leases, since it is connected
    std::vector<Range> ranges;
    std::vector<Given> given;
  };

  bool must_tell(const Kiosk& kiosk, const Given& given) const;
  std::vector<std::size_t> untold(const Kiosk& kiosk) const;
  hall::Command hand_in(Kiosk& kiosk, Given& given);
  void give(Kiosk& kiosk, const hall::Moment& moment);
  void leased(Kiosk& kiosk, const std::vector<hall::HeldLease>& held);
  void forget_old(Kiosk& kiosk, std::chrono::local_days today);
  std::optional<std::string> hold(std::chrono::local_days day, TicketNumber number,
                                  const TicketToken& token);
  bool is_held(std::chrono::local_days day, TicketNumber number, const TicketToken& token) const;

  Random& random_;
  const HallPlan& plan_;
  std::vector<Kiosk> kiosks_;
  int epoch_ = 1;
  int tokens_ = 0;
  int skewed_ = 0;  ///< per thousand: a kiosk whose clock is wrong
  std::map<std::pair<std::chrono::local_days, TicketNumber>, TicketToken> held_;
  std::set<std::chrono::local_days> doubtful_;
  std::optional<std::string> violation_;
  Tally tally_;
};

}  // namespace giliran::simulation
