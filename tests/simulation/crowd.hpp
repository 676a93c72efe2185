#pragma once

#include <array>
#include <deque>
#include <string>
#include <variant>

#include "hall/core/command.hpp"
#include "tests/simulation/random.hpp"
#include "tests/simulation/twin.hpp"

namespace giliran::simulation {

inline constexpr std::size_t kinds = std::variant_size_v<hall::Command>;
/// In the order of Command's alternatives.
inline constexpr std::array<std::string_view, kinds> kind_names{
    "IssueTicket",    "SetSlip",       "StartService", "FinishService", "MarkNoShow",
    "TransferTicket", "AddStep",       "ParkTicket",   "TakeBack",      "CancelTicket",
    "ReenterTicket",  "EnterPaper",    "OpenCounter",  "CloseCounter",  "CallNext",
    "CallTicket",     "Recall",        "StartBreak",   "EndBreak",      "LendCounter",
    "ReturnCounter",  "SetAutoCall",   "PauseService", "ResumeService", "BookAppointment",
    "TakeDatedSlip",  "CancelBooking", "CheckIn",      "LeaseNumbers",  "HandInTicket",
    "PassTime",       "SetClockBack"};

/// The people of a hall: what they ask next, mostly sensible, sometimes late, doubled or absurd.
/// Which commands they use, and how often, is drawn once for a run.
class Crowd {
 public:
  enum class Sense { sound, absurd, late, doubled };

  Crowd(Random& random, const HallPlan& plan, const Twin& twin);
  hall::Command next(const hall::Moment& moment);
  Sense sense() const { return sense_; }  ///< of the last command
  void switch_off(std::size_t kind) { weights_[kind] = 0; }

 private:
  hall::Command any(const hall::Moment& moment);
  hall::Command make(std::size_t kind);
  std::size_t kind();
  ServiceId service();
  ServiceId open_service();
  CounterId counter(std::initializer_list<CounterState> states);
  bool somebody_waits(CounterId id) const;
  TicketId ticket(std::initializer_list<TicketState> states);
  hall::TicketRef ref(TicketId id);
  std::optional<OfficerId> officer();
  BookingCode code();
  TicketToken token();
  hall::Command with_new_token(hall::Command command);
  std::string text();
  WallTime past(WallTime from);
  hall::Command paper();
  DeviceId stranger();
  hall::Command hand_in();
  hall::Command transfer();
  hall::Command book();

  Random& random_;
  const HallPlan& plan_;
  const Twin& twin_;
  hall::Moment now_;
  std::array<int, kinds> weights_{};
  int absurd_ = 0;  ///< per thousand, as the next two
  int late_ = 0;
  int doubled_ = 0;
  int priority_ = 0;
  Sense sense_ = Sense::sound;
  bool aimless_ = false;  ///< nobody was in a state for the command just made
  std::deque<hall::Command> said_;
  std::uint64_t tokens_ = 0;
};

std::string text_of(const hall::Command& command);

}  // namespace giliran::simulation
