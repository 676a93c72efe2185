#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/core/flow.hpp"
#include "kiosk/store/records.hpp"
#include "shared/net/hall_client.hpp"
#include "shared/protocol/codec.hpp"

namespace giliran::kiosk {

/// The kiosk's desk towards the hall: sends what must not be lost, and first writes it down.
///
/// A command is on the disk before it is sent, and leaves it with its answer; one that an earlier
/// run left there is sent again as it was. Its visitor has gone, so that nobody holds what it
/// gives. An answer that leaves open whether it was done (internal_error, not_now) is none: the
/// command is sent again a second later. On each connection the leases are asked for; what the
/// ledger has for the hall follows.
///
/// Without a folder, or with one that cannot be used, everything works but own numbers and what a
/// restart needs. Lives in the program's loop; throws nothing but what its Door throws.
class HallDesk {
 public:
  /// How the hall is reached: a net::HallClient, whose members these are.
  struct Door {
    std::function<std::uint64_t(std::string_view method, boost::json::value params)> send;
    std::function<void(const protocol::DeviceReport&)> report;
  };
  /// An answer for a visitor who asked.
  struct Answer {
    RequestId request;
    Wish wish = Wish::number;
    Result<boost::json::value, protocol::RpcError> outcome;
  };

  /// `remembered` is what the records held when they were opened.
  HallDesk(Door door, protocol::DeviceReport device, std::unique_ptr<Records> records,
           Remembered remembered);

  /// The view of an earlier run, its `now` moved to this moment.
  std::optional<protocol::KioskView> remembered_view() const;
  /// Own numbers; null if there can be none.
  const Leases* leases() const { return records_ ? &ledger_.leases() : nullptr; }

  /// A command of a visitor, for whom an Answer comes. `number` is what a number is wished for.
  template <class Params>
  void ask(const char* method, const Params& params, Wish wish, NumberWish number = {}) {
    send(method, protocol::encode(params), {params.request_id, Kind::visitor, wish, number});
  }
  /// A command whose answer does not matter.
  template <class Params>
  void say(const char* method, const Params& params) {
    send(method, protocol::encode(params), {params.request_id, Kind::said, Wish::number, {}});
  }
  /// Gives a number and writes it down; nothing if there is none, or it could not be written.
  std::optional<GivenTicket> give(const GiveNumber& wanted);
  /// What became of a ticket's paper. Whether that is on the disk.
  bool slip(TicketId shown_as, Slip slip);
  /// Other than to_hand_in and own_disk, which are the desk's.
  void report(protocol::DeviceReport report);

  // To be told of each event of the hall client. The moment is the flow's after it.
  void connected();
  void disconnected();
  void view_arrived(const boost::json::value& document, WallTime now, SteadyTime at);
  std::optional<Answer> answered(const net::Answered& answered,
                                 const std::optional<Flow::HallMoment>& moment, SteadyTime now);

  void advance(SteadyTime now);
  std::optional<SteadyTime> deadline() const;

 private:
  enum class Kind { visitor, left_over, said, lease, hand_in, slip };
  struct Asked {
    RequestId request;
    Kind kind = Kind::said;
    Wish wish = Wish::number;
    NumberWish number;
    std::string method = {};
    boost::json::value params = {};
  };

  void send(const char* method, boost::json::value params, Asked asked);
  void resend(Asked asked);
  void send_left_over(const StoredCommand& command);
  void ask_leases();
  void take(const Asked& asked, const boost::json::value& answer, const Flow::HallMoment& moment);
  void refused(const Asked& asked, const protocol::RpcError& error, const Flow::HallMoment& moment);
  void take_number(const Asked& asked, const boost::json::value& answer,
                   const Flow::HallMoment& moment);
  void report_own();
  bool keep(const std::function<void()>& work);
  bool write(const std::optional<RequestId>& answered = std::nullopt);
  void keep_view();
  void settle();

  Door door_;
  std::unique_ptr<Records> records_;  ///< null: nothing is kept
  std::optional<StoredView> view_;    ///< the newest
  std::optional<SteadyTime> view_kept_at_;
  Ledger ledger_;
  std::map<std::uint64_t, Asked> asked_;  ///< by the client's number
  std::vector<std::pair<SteadyTime, Asked>> again_;
  std::optional<SteadyTime> leases_asked_at_;
  bool connected_ = false;
  bool own_disk_;  ///< the last time it was used
  protocol::DeviceReport report_;
};

}  // namespace giliran::kiosk
