#include "tests/simulation/kiosks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace giliran::simulation {

namespace chr = std::chrono;
using namespace hall;

Kiosks::Kiosks(Random& random, const HallPlan& plan) : random_(random), plan_(plan) {
  const auto count = random.chance(600) ? random.between(1, 3) : 0;
  for (std::int64_t i = 1; i <= count; ++i) {
    Kiosk kiosk;
    kiosk.device = DeviceId("kiosk-" + std::to_string(i));
    kiosks_.push_back(std::move(kiosk));
  }
  skewed_ = random.chance(300) ? 200 : 0;
}

void Kiosks::restored() {
  ++epoch_;
  for (Kiosk& kiosk : kiosks_)
    kiosk.asked = false;  // on each connection, and these are gone
}

bool Kiosks::must_tell(const Kiosk& kiosk, const Given& given) const {
  return given.known_in != kiosk.epoch;
}

std::vector<std::size_t> Kiosks::untold(const Kiosk& kiosk) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < kiosk.given.size(); ++i) {
    if (must_tell(kiosk, kiosk.given[i])) found.push_back(i);
  }
  return found;
}

std::optional<Command> Kiosks::next(const Moment& moment) {
  Kiosk& kiosk = kiosks_[random_.below(kiosks_.size())];
  if (random_.chance(60)) {
    kiosk.connected = !kiosk.connected;
    kiosk.asked = false;
    Tally::count(tally_.faults, kiosk.connected ? "kiosk is back" : "kiosk is cut off");
  }
  forget_old(kiosk, chr::floor<chr::days>(moment.local));
  if (!kiosk.connected) {
    give(kiosk, moment);
    return std::nullopt;
  }
  if (!kiosk.asked || random_.chance(50)) return LeaseNumbers{kiosk.device};
  const auto open = untold(kiosk);
  if (!open.empty() && random_.chance(800)) return hand_in(kiosk, kiosk.given[random_.pick(open)]);
  if (!kiosk.given.empty() && random_.chance(100)) {
    Tally::count(tally_.faults, "handed in again");
    return hand_in(kiosk, kiosk.given[random_.below(kiosk.given.size())]);
  }
  return std::nullopt;
}

std::optional<Command> Kiosks::settle() {
  for (Kiosk& kiosk : kiosks_) {
    kiosk.connected = true;
    if (!kiosk.asked) return LeaseNumbers{kiosk.device};
    for (Given& given : kiosk.given) {
      if (must_tell(kiosk, given) && !given.stuck) return hand_in(kiosk, given);
    }
  }
  return std::nullopt;
}

Command Kiosks::hand_in(Kiosk&, Given& given) {
  HandInTicket command = given.ticket;
  command.of_other_journal = given.epoch != epoch_;
  return command;
}

/// The next number of the service's run out of a lease, kept before anybody sees it.
void Kiosks::give(Kiosk& kiosk, const Moment& moment) {
  const Service& service = random_.pick(plan_.services);
  const auto today = chr::floor<chr::days>(moment.local);
  for (Range& range : kiosk.ranges) {
    if (range.day != today || range.letter != service.letter || range.next > range.last) continue;
    Given given;
    given.epoch = range.epoch;
    given.ticket.device = kiosk.device;
    given.ticket.day = today;
    given.ticket.number = {range.letter, range.next++};
    given.ticket.service = service.id;
    given.ticket.priority = random_.chance(200);
    given.ticket.language = static_cast<Language>(random_.below(3));
    if (!plan_.packages.empty() && random_.chance(100)) {
      given.ticket.then = random_.pick(plan_.packages).services;
      given.ticket.then.resize(std::min<std::size_t>(given.ticket.then.size(), 7));
    }
    given.ticket.token = TicketToken("kiosk-token-" + std::to_string(++tokens_));
    given.ticket.issued_at = moment.at;
    if (random_.chance(skewed_)) given.ticket.issued_at += chr::minutes(random_.between(-600, 600));
    static constexpr std::array<Slip, 6> slips{Slip::printed,   Slip::printed, Slip::printed,
                                               Slip::on_screen, Slip::pending, Slip::failed};
    given.ticket.slip = random_.pick(slips);
    if (auto twice = hold(today, given.ticket.number, given.ticket.token)) violation_ = twice;
    Tally::count(tally_.rules, "number given without the hall");
    kiosk.given.push_back(std::move(given));
    return;
  }
  Tally::count(tally_.rules, "no leased number left");
}

/// The hall's word holds; what was taken out of a range stays taken.
void Kiosks::leased(Kiosk& kiosk, const std::vector<HeldLease>& held) {
  std::vector<Range> ranges;
  for (const HeldLease& one : held) {
    Range range{one.day, one.from.letter, one.from.number, one.to.number, one.from.number, epoch_};
    for (const Range& before : kiosk.ranges) {
      if (before.day == range.day && before.letter == range.letter && before.first == range.first)
        range.next = before.next;
    }
    ranges.push_back(range);
  }
  kiosk.ranges = std::move(ranges);
  kiosk.epoch = epoch_;
  kiosk.asked = true;
}

void Kiosks::forget_old(Kiosk& kiosk, chr::local_days today) {
  std::erase_if(kiosk.given, [&](const Given& given) {
    return given.known_in != 0 && given.ticket.day < today;
  });
}

std::optional<std::string> Kiosks::answered(const Hall& hall, const Command& command,
                                            std::optional<Reason> reason) {
  if (const auto* lease = std::get_if<LeaseNumbers>(&command)) {
    for (Kiosk& kiosk : kiosks_) {
      if (kiosk.device == lease->device && !reason) leased(kiosk, leases_of(hall, lease->device));
    }
    return std::nullopt;
  }
  const auto& told = std::get<HandInTicket>(command);
  for (Kiosk& kiosk : kiosks_) {
    for (Given& given : kiosk.given) {
      if (given.ticket.token != told.token) continue;
      if (!reason) {
        if (given.epoch != epoch_ && given.known_in != 0 && given.known_in != epoch_)
          Tally::count(tally_.faults, "handed in after a restore");
        if (told.day < hall.day()) Tally::count(tally_.faults, "handed in after its day");
        const Ticket* ticket = hall.ticket(told.token);
        const bool is_there =
            ticket ? ticket->number == told.number : hall.is_given(told.number, told.token);
        if (told.day == hall.day() && !is_there)
          return "a number that was handed in is not there: " + told.number.text();
        given.known_in = epoch_;
        given.stuck = false;
        return std::nullopt;
      }
      given.stuck = true;
      // A number may have been taken by hand meanwhile, and the hall's clock may be behind.
      const Ticket* other = hall.ticket(told.number);
      const bool by_hand =
          other ? !is_held(told.day, told.number, other->token) : hall.is_given(told.number);
      if (*reason == Reason::number_taken && by_hand) return std::nullopt;
      // What the hall knew before such a day ended is in the books.
      const bool forgotten = given.known_in != 0 && doubtful_.contains(told.day);
      if (*reason == Reason::not_leased && forgotten) return std::nullopt;
      if (*reason == Reason::bad_time && told.day > hall.day()) return std::nullopt;
      return fmt::format("a visitor's number {} is refused: {}", told.number.text(),
                         name_of(*reason));
    }
  }
  return std::nullopt;
}

std::optional<std::string> Kiosks::issued(const Hall& hall, const TicketIssued& issued,
                                          WallTime now) {
  if (auto twice = hold(*hall.day(), issued.number, issued.token)) return twice;
  if (!any()) return std::nullopt;
  Kiosk& kiosk = kiosks_[random_.below(kiosks_.size())];
  Given given;
  given.epoch = epoch_;
  given.known_in = epoch_;
  given.ticket.device = kiosk.device;
  given.ticket.day = *hall.day();
  given.ticket.number = issued.number;
  given.ticket.service = issued.service;
  given.ticket.priority = issued.priority;
  given.ticket.language = issued.language;
  given.ticket.then = issued.then;
  given.ticket.token = issued.token;
  given.ticket.issued_at = now;
  given.ticket.slip = Slip::printed;
  kiosk.given.push_back(std::move(given));
  return std::nullopt;
}

std::vector<TicketToken> Kiosks::told() const {
  std::vector<TicketToken> tokens;
  for (const Kiosk& kiosk : kiosks_) {
    for (const Given& given : kiosk.given) {
      if (given.known_in == epoch_) tokens.push_back(given.ticket.token);
    }
  }
  return tokens;
}

std::optional<std::string> Kiosks::hold(chr::local_days day, TicketNumber number,
                                        const TicketToken& token) {
  const auto [found, fresh] = held_.emplace(std::pair(day, number), token);
  if (fresh || found->second == token) return std::nullopt;
  return "two visitors hold " + number.text();
}

bool Kiosks::is_held(chr::local_days day, TicketNumber number, const TicketToken& token) const {
  const auto found = held_.find({day, number});
  return found != held_.end() && found->second == token;
}

}  // namespace giliran::simulation
