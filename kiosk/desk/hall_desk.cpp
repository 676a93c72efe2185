#include "kiosk/desk/hall_desk.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <utility>

#include "shared/base/log.hpp"

namespace giliran::kiosk {

namespace json = boost::json;

namespace {

/// The hall does not know how it ended, or had no time.
constexpr std::chrono::seconds send_again_after{1};
/// The view changes with each ticket; after a power cut one of a minute ago is good enough.
constexpr std::chrono::minutes keep_view_every{1};
/// So that the next open day's numbers are here before it begins.
constexpr std::chrono::hours lease_every{1};

bool leaves_open(const protocol::RpcError& error) {
  return error.code == protocol::RpcCode::internal_error ||
         (error.refusal && error.refusal->reason == Reason::not_now);
}

WallTime machine_time() {
  return SystemWallClock().now();
}

template <class T>
std::optional<T> decoded(const json::value& document) {
  auto read = protocol::decode<T>(document);
  if (read) return std::move(*read);
  log(LogLevel::error, "the hall's answer cannot be read",
      {{"path", read.error().path}, {"message", read.error().message}});
  return std::nullopt;
}

}  // namespace

HallDesk::HallDesk(Door door, protocol::DeviceReport device, std::unique_ptr<Records> records,
                   Remembered remembered)
    : door_(std::move(door)),
      records_(std::move(records)),
      view_(std::move(remembered.view)),
      ledger_(device.device, std::move(remembered.ledger), random_hex128),
      own_disk_(records_ != nullptr) {
  for (const StoredCommand& command : remembered.commands)
    send_left_over(command);
  report(std::move(device));
}

std::optional<protocol::KioskView> HallDesk::remembered_view() const {
  if (!view_) return std::nullopt;
  boost::system::error_code error;
  const json::value document = json::parse(view_->document, error);
  auto view = error ? std::nullopt : decoded<protocol::KioskView>(document);
  if (!view) return std::nullopt;
  // This machine's clock may have been lost; the hall's never went back.
  view->now = std::max(view->now, machine_time() + view_->clock_ahead);
  for (const Lease& lease : ledger_.leases().all())
    view->now = std::max(view->now, lease.since);
  for (const GivenTicket& ticket : ledger_.given())
    view->now = std::max(view->now, ticket.issued_at);
  return view;
}

// --- what is sent --------------------------------------------------------------------------------

void HallDesk::send(const char* method, json::value params, Asked asked) {
  asked.method = method;
  asked.params = std::move(params);
  keep([&] { records_->keep({asked.request, asked.method, json::serialize(asked.params)}); });
  resend(std::move(asked));
}

void HallDesk::resend(Asked asked) {
  const std::uint64_t number = door_.send(asked.method, asked.params);
  asked_.emplace(number, std::move(asked));
}

void HallDesk::send_left_over(const StoredCommand& command) {
  boost::system::error_code error;
  Asked asked{command.request, Kind::left_over, Wish::number, {}, command.method, {}};
  asked.params = json::parse(command.params, error);
  if (error) return;
  if (command.method == "booking.dated") asked.wish = Wish::dated;
  if (command.method == "ticket.reenter") asked.wish = Wish::back;
  if (command.method == "booking.cancel") asked.kind = Kind::said;
  if (command.method == "ticket.issue") {
    if (const auto issue = decoded<protocol::TicketIssue>(asked.params)) {
      asked.number = {issue->service, 'A', issue->then, issue->priority, issue->language};
    }
  }
  log(LogLevel::info, "sent again", {{"method", command.method}});
  resend(std::move(asked));
}

void HallDesk::ask_leases() {
  if (!records_) return;
  const protocol::KioskLease lease{report_.device, RequestId(random_hex128())};
  leases_asked_at_ = std::chrono::steady_clock::now();
  resend({lease.request_id, Kind::lease, {}, {}, "kiosk.lease", protocol::encode(lease)});
}

std::optional<GivenTicket> HallDesk::give(const GiveNumber& wanted) {
  const auto given = ledger_.give(wanted.wish, wanted.day, wanted.now);
  if (!given) return std::nullopt;
  if (!write()) {
    ledger_.drop(given->request);
    report_own();
    return std::nullopt;
  }
  log(LogLevel::info, "given without the hall", {{"number", given->number.text()}});
  settle();
  return given;
}

bool HallDesk::slip(TicketId shown_as, Slip slip) {
  ledger_.slip(shown_as, slip);
  const bool kept = write();
  settle();
  return kept;
}

void HallDesk::report(protocol::DeviceReport report) {
  report_ = std::move(report);
  report_.own_disk = own_disk_;
  if (records_) report_.to_hand_in = ledger_.to_hand_in();
  door_.report(report_);
}

void HallDesk::report_own() {
  const bool told = report_.own_disk == own_disk_;
  if (!told || (records_ && report_.to_hand_in != ledger_.to_hand_in())) report(report_);
}

/// Writes down what changed and tells the hall what it may be told.
void HallDesk::settle() {
  const auto hand_ins = ledger_.take_hand_ins();
  const auto slips = ledger_.take_slips();
  write();
  for (const auto& one : hand_ins) {
    log(LogLevel::info, "handed in", {{"number", one.number.text()}});
    resend({one.request_id, Kind::hand_in, {}, {}, "ticket.hand_in", protocol::encode(one)});
  }
  for (const auto& one : slips)
    resend({one.request_id, Kind::slip, {}, {}, "ticket.slip", protocol::encode(one)});
  if (ledger_.take_all_told()) ask_leases();
  report_own();
}

/// False: it is not on the disk, or nobody knows.
bool HallDesk::keep(const std::function<void()>& work) {
  if (!records_) return false;
  try {
    work();
    own_disk_ = true;
  } catch (const StoreUnusable& error) {
    log(LogLevel::error, "the kiosk's file cannot be written", {{"reason", error.what()}});
    own_disk_ = false;
  }
  return own_disk_;
}

/// As keep(); what changed and was not kept is written with the next change.
bool HallDesk::write(const std::optional<RequestId>& answered) {
  LedgerChange change = ledger_.take_change();
  if (change.empty() && !answered) return records_ != nullptr;
  const bool kept = keep([&] { records_->write(change, ledger_, answered); });
  if (!kept && records_) ledger_.not_written(std::move(change));
  return kept;
}

// --- what is heard -------------------------------------------------------------------------------

void HallDesk::connected() {
  connected_ = true;
  if (!records_) {
    ledger_.not_held("");
    return settle();
  }
  ask_leases();
}

void HallDesk::disconnected() {
  connected_ = false;
  ledger_.disconnected();
  keep_view();
}

void HallDesk::view_arrived(const json::value& document, WallTime now, SteadyTime at) {
  view_ = StoredView{json::serialize(document), now - machine_time()};
  if (view_kept_at_ && at - *view_kept_at_ < keep_view_every) return;
  view_kept_at_ = at;
  keep_view();
}

void HallDesk::keep_view() {
  if (!view_) return;
  keep([&] { records_->keep(*view_); });
  report_own();
}

std::optional<HallDesk::Answer> HallDesk::answered(const net::Answered& answered,
                                                   const std::optional<Flow::HallMoment>& moment,
                                                   SteadyTime now) {
  const auto found = asked_.find(answered.command);
  if (found == asked_.end()) return std::nullopt;
  Asked asked = std::move(found->second);
  asked_.erase(found);
  if (!answered.outcome && leaves_open(answered.outcome.error())) {
    again_.emplace_back(now + send_again_after, std::move(asked));
    return std::nullopt;
  }
  const Flow::HallMoment at = moment.value_or(Flow::HallMoment{machine_time(), ""});
  if (answered.outcome) {
    take(asked, *answered.outcome, at);
  } else {
    refused(asked, answered.outcome.error(), at);
  }
  write(asked.request);
  settle();
  if (asked.kind != Kind::visitor) return std::nullopt;
  return Answer{asked.request, asked.wish, answered.outcome};
}

void HallDesk::take(const Asked& asked, const json::value& answer, const Flow::HallMoment& moment) {
  switch (asked.kind) {
    case Kind::lease:
      if (const auto held = decoded<protocol::LeasesHeld>(answer)) {
        ledger_.held(*held, moment.day, moment.at);
        log(LogLevel::info, "numbers held", {{"ranges", held->ranges.size()}});
      }
      break;
    case Kind::hand_in:
      if (const auto handed = decoded<protocol::HandedIn>(answer)) {
        ledger_.handed_in(asked.request, *handed);
      }
      break;
    case Kind::slip:
      ledger_.slip_told(asked.request);
      break;
    case Kind::visitor:
    case Kind::left_over:
      take_number(asked, answer, moment);
      break;
    case Kind::said:
      break;
  }
}

/// What the hall gave is kept, so that a hall which loses it can be told of it. Nobody waits for
/// what an earlier run asked for.
void HallDesk::take_number(const Asked& asked, const json::value& answer,
                           const Flow::HallMoment& moment) {
  const bool nobodys = asked.kind == Kind::left_over;
  if (asked.wish == Wish::number || asked.wish == Wish::check_in) {
    const auto issued = decoded<protocol::TicketIssued>(answer);
    if (!issued) return;
    ledger_.gave(asked.number, *issued, moment.day, moment.at);
    if (nobodys) ledger_.slip(issued->ticket, Slip::failed);
  } else if (asked.wish == Wish::dated && nobodys) {
    const auto made = decoded<protocol::BookingMade>(answer);
    if (made)
      say("booking.cancel", protocol::BookingCommand{made->code, RequestId(random_hex128())});
  }
}

void HallDesk::refused(const Asked& asked, const protocol::RpcError& error,
                       const Flow::HallMoment& moment) {
  log(LogLevel::warning, "refused", {{"method", asked.method}, {"message", error.message}});
  if (asked.kind == Kind::lease) ledger_.not_held(moment.day);
  if (asked.kind == Kind::hand_in) ledger_.hand_in_refused(asked.request);
  if (asked.kind == Kind::slip) ledger_.slip_told(asked.request);
}

void HallDesk::advance(SteadyTime now) {
  for (auto& [due, asked] : std::exchange(again_, {})) {
    if (now < due) {
      again_.emplace_back(due, std::move(asked));
    } else {
      resend(std::move(asked));
    }
  }
  if (connected_ && leases_asked_at_ && now - *leases_asked_at_ >= lease_every) ask_leases();
}

std::optional<SteadyTime> HallDesk::deadline() const {
  std::optional<SteadyTime> next;
  for (const auto& [due, asked] : again_) {
    if (!next || due < *next) next = due;
  }
  return next;
}

}  // namespace giliran::kiosk
