#include "tests/simulation/crowd.hpp"

#include <algorithm>
#include <limits>

namespace giliran::simulation {

namespace chr = std::chrono;
using namespace hall;

namespace {

/// How often each is used when it is used; in the order of Command's alternatives.
constexpr std::array<int, kinds> usual{60, 20, 45, 40, 20, 10, 6, 8, 8, 4, 16, 6,  8, 2, 70, 6,
                                       12, 3,  4,  3,  4,  3,  3, 5, 8, 4, 2,  20, 0, 0, 10, 0};
constexpr std::array<int, kinds> steady{1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0,
                                        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

}  // namespace

Crowd::Crowd(Random& random, const HallPlan& plan, const Twin& twin)
    : random_(random), plan_(plan), twin_(twin) {
  static constexpr std::array<int, 4> levels{0, 0, 30, 120};
  const int off = static_cast<int>(random.between(0, 500));
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    const bool used = !random.chance(steady[kind] ? off / 20 : off);
    weights_[kind] = used ? usual[kind] * static_cast<int>(random.between(2, 15)) : 0;
  }
  if (std::ranges::all_of(weights_, [](int weight) { return weight == 0; })) weights_[0] = 1;
  absurd_ = random.pick(levels);
  late_ = random.pick(levels);
  doubled_ = random.pick(levels);
  priority_ = static_cast<int>(random.between(0, 700));
}

Command Crowd::next(const Moment& moment) {
  return any(moment);
}

Command Crowd::any(const Moment& moment) {
  now_ = moment;
  sense_ = Sense::sound;
  if (!said_.empty() && random_.chance(late_)) {
    sense_ = Sense::late;
    return with_new_token(random_.pick(said_));
  }
  if (!said_.empty() && random_.chance(doubled_)) {
    sense_ = Sense::doubled;
    return with_new_token(said_.back());
  }
  if (random_.chance(absurd_)) sense_ = Sense::absurd;
  for (int tries = 0; tries < 5; ++tries) {
    aimless_ = false;
    said_.push_back(make(kind()));
    // Most people do not ask what cannot be.
    if (!aimless_ || sense_ != Sense::sound || random_.chance(100)) break;
    if (tries < 4) said_.pop_back();
  }
  if (said_.size() > 200) said_.pop_front();
  return said_.back();
}

std::size_t Crowd::kind() {
  // In the morning the counters are opened first.
  static constexpr std::size_t open_counter = 12;
  const auto closed = std::ranges::count_if(
      twin_.counters, [](const auto& one) { return one.second.state == CounterState::closed; });
  const bool early = 2 * static_cast<std::size_t>(closed) > plan_.counters.size();
  if (early && weights_[open_counter] > 0 && random_.chance(200)) return open_counter;
  // Time is told to the hall again and again; it matters where a counter calls by itself.
  static constexpr std::size_t time_passes = 30;
  const bool by_itself = std::ranges::any_of(twin_.counters, [](const auto& one) {
    return one.second.auto_call && one.second.state == CounterState::idle;
  });
  if (by_itself && weights_[time_passes] > 0 && random_.chance(200)) return time_passes;
  std::size_t sum = 0;
  for (const int weight : weights_)
    sum += static_cast<std::size_t>(weight);
  std::size_t left = random_.below(sum);
  std::size_t kind = 0;
  while (left >= static_cast<std::size_t>(weights_[kind]))
    left -= static_cast<std::size_t>(weights_[kind++]);
  return kind;
}

// --- whom and what -------------------------------------------------------------------------------

ServiceId Crowd::service() {
  if (sense_ == Sense::absurd && random_.chance(300)) return ServiceId(text());
  return random_.pick(plan_.services).id;
}

/// One that gives numbers now, as the kiosk shows it.
ServiceId Crowd::open_service() {
  if (sense_ != Sense::sound) return service();
  std::vector<ServiceId> fit;
  for (const Service& one : plan_.services) {
    if (twin_.intake(one, now_.local) == ServiceState::open) fit.push_back(one.id);
  }
  aimless_ = fit.empty();
  return fit.empty() ? service() : random_.pick(fit);
}

CounterId Crowd::counter(std::initializer_list<CounterState> states) {
  if (sense_ == Sense::absurd && random_.chance(300)) {
    static constexpr std::array<int, 5> strange{0, -1, 21, std::numeric_limits<int>::max(),
                                                std::numeric_limits<int>::min()};
    return CounterId(random_.pick(strange));
  }
  std::vector<CounterId> fit;
  for (const CounterPlan& plan : plan_.counters) {
    if (std::ranges::find(states, twin_.counters.at(plan.id).state) != states.end())
      fit.push_back(plan.id);
  }
  if (fit.empty()) aimless_ = true;
  if (fit.empty() || random_.chance(20)) return random_.pick(plan_.counters).id;
  return random_.pick(fit);
}

/// For one of its services, as its officer's screen shows it.
bool Crowd::somebody_waits(CounterId id) const {
  const CounterPlan* plan = plan_.counter(id);
  if (!plan) return false;
  return std::ranges::any_of(twin_.tickets, [&](const Ticket& ticket) {
    return ticket.state == TicketState::waiting && !twin_.paused(ticket.service) &&
           std::ranges::find(plan->serves, ticket.service) != plan->serves.end();
  });
}

TicketId Crowd::ticket(std::initializer_list<TicketState> states) {
  if (sense_ == Sense::absurd || twin_.tickets.empty()) {
    aimless_ = true;
    const std::array<std::uint64_t, 6> strange{0,
                                               twin_.last_ticket + 1,
                                               std::numeric_limits<std::uint64_t>::max(),
                                               std::uint64_t{1} << 63U,
                                               random_.below(twin_.last_ticket + 2),
                                               random_.below(twin_.last_ticket + 2)};
    return TicketId(random_.pick(strange));
  }
  std::vector<TicketId> fit;
  for (const Ticket& one : twin_.tickets) {
    if (std::ranges::find(states, one.state) != states.end()) fit.push_back(one.id);
  }
  if (fit.empty()) aimless_ = true;
  if (fit.empty() || random_.chance(20)) return random_.pick(twin_.tickets).id;
  return random_.pick(fit);
}

TicketRef Crowd::ref(TicketId id) {
  const Ticket* found = twin_.find(id);
  switch (random_.below(3)) {
    case 0:
      if (found) return found->number;
      return TicketNumber{static_cast<char>(random_.between('A', 'Z')),
                          static_cast<int>(random_.between(-5, 20000))};
    case 1:
      return found ? found->token : TicketToken(text());
    default:
      return id;
  }
}

std::optional<OfficerId> Crowd::officer() {
  if (sense_ == Sense::absurd && random_.chance(300)) return OfficerId(text());
  if (plan_.officers.empty() || random_.chance(300)) return std::nullopt;
  return random_.pick(plan_.officers).id;
}

TicketToken Crowd::token() {
  return TicketToken("token-" + std::to_string(++tokens_));
}

/// The edge makes one for each command that it lets through.
Command Crowd::with_new_token(Command command) {
  if (auto* issue = std::get_if<IssueTicket>(&command)) issue->token = token();
  if (auto* paper = std::get_if<EnterPaper>(&command)) paper->token = token();
  if (auto* check_in = std::get_if<CheckIn>(&command)) check_in->token = token();
  return command;
}

BookingCode Crowd::code() {
  if (sense_ == Sense::absurd && random_.chance(500)) return BookingCode(text());
  aimless_ = twin_.bookings.empty();
  if (aimless_) return BookingCode("CODE0000");
  // Most come on their day and not much too early.
  for (const Booking& one : twin_.bookings) {
    const bool soon = !one.at || now_.local >= *one.at - plan_.appointments.early;
    if (one.day == twin_.day && soon && random_.chance(500)) return one.code;
  }
  aimless_ = true;
  return random_.pick(twin_.bookings).code;
}

std::string Crowd::text() {
  std::string made;
  if (sense_ != Sense::absurd) return random_.chance(500) ? "" : "fotokopi KTP";
  switch (random_.below(5)) {
    case 0:
      break;
    case 1:
      made.assign(static_cast<std::size_t>(random_.between(199, 202)), 'x');
      break;
    case 2:
      for (int i = 0; i < 100; ++i)
        made += "\xC3\xA9";
      if (random_.chance(500)) made += "\xC3";
      break;
    case 3:
      made = "Jalan Merdeka \xE2\x82\xAC \xF0\x9F\x98\x80 \"'\\;--";
      break;
    default:
      for (std::int64_t i = random_.between(1, 300); i > 0; --i)
        made += static_cast<char>(random_.between(-128, 127));
  }
  return made;
}

/// A time of the last hours, or one that cannot be.
WallTime Crowd::past(WallTime from) {
  if (sense_ == Sense::absurd) {
    static constexpr std::array<std::int64_t, 6> strange{
        0, -1, 4'102'444'800'000, -62'135'596'800'000, 253'402'300'799'999, 1};
    if (random_.chance(500)) return WallTime(chr::milliseconds(random_.pick(strange)));
    return from + chr::milliseconds(random_.between(-3, 3));
  }
  return from - chr::minutes(random_.between(0, 120));
}

// --- commands ------------------------------------------------------------------------------------

Command Crowd::paper() {
  EnterPaper made;
  made.service = service();
  const Service* known = plan_.service(made.service);
  made.number = {known ? known->letter : 'A', static_cast<int>(random_.between(1, 60))};
  if (random_.chance(30)) made.number.number = static_cast<int>(random_.between(995, 1002));
  if (random_.chance(200)) made.number.number = twin_.next_number(made.number.letter);
  if (sense_ == Sense::absurd) {
    made.number.letter = static_cast<char>(random_.between(-128, 127));
    if (random_.chance(500)) made.number.letter = "AIOQ"[random_.below(4)];
    static constexpr std::array<int, 6> strange{
        0, -1, 9999, 10000, std::numeric_limits<int>::max(), std::numeric_limits<int>::min()};
    made.number.number = random_.pick(strange);
  }
  made.priority = random_.chance(priority_);
  made.issued_at = past(now_.at);
  made.token = token();
  if (random_.chance(400)) {
    made.counter = counter({CounterState::idle, CounterState::closed, CounterState::calling});
    made.called_at = made.issued_at + chr::seconds(random_.between(0, 1200));
    made.finished_at = *made.called_at + chr::seconds(random_.between(0, 1200));
    if (random_.chance(100)) made.called_at.reset();
    if (random_.chance(100)) made.finished_at.reset();
    if (random_.chance(100)) made.counter.reset();
  }
  return made;
}

/// A kiosk that keeps no books.
DeviceId Crowd::stranger() {
  if (sense_ == Sense::absurd) return DeviceId(text());
  return DeviceId("stranger-" + std::to_string(random_.below(2)));
}

/// Of a number that may be anybody's.
Command Crowd::hand_in() {
  HandInTicket made;
  made.device = stranger();
  made.day = chr::floor<chr::days>(now_.local);
  if (twin_.day && random_.chance(700)) made.day = *twin_.day;
  if (random_.chance(150)) made.day += chr::days(random_.between(-2, 2));
  made.service = service();
  const Service* known = plan_.service(made.service);
  made.number = {known ? known->letter : 'A', static_cast<int>(random_.between(1, 60))};
  if (!twin_.leases.empty() && random_.chance(700)) {
    const LeaseSpan& one = random_.pick(twin_.leases);
    made.number = {one.letter, static_cast<int>(random_.between(one.first, one.last))};
    // The kiosks' own are theirs to give.
    const bool strange = one.device.value().starts_with("stranger");
    if (strange) made.device = one.device;
    if (strange && random_.chance(700)) made.day = one.day;
  }
  made.priority = random_.chance(priority_);
  made.language = static_cast<Language>(random_.below(3));
  if (sense_ == Sense::absurd) {
    made.number.letter = static_cast<char>(random_.between(-128, 127));
    static constexpr std::array<int, 5> strange{0, -1, 9999, 10000, 1 << 30};
    made.number.number = random_.pick(strange);
    made.then.assign(random_.below(10), service());
  }
  made.token = token();
  if (!twin_.tickets.empty() && random_.chance(100)) made.token = random_.pick(twin_.tickets).token;
  made.issued_at = past(now_.at);
  made.slip = static_cast<Slip>(random_.below(4));
  made.of_other_journal = random_.chance(300);
  return made;
}

Command Crowd::transfer() {
  TransferTicket made;
  made.ticket = ticket({TicketState::called, TicketState::serving, TicketState::parked,
                        random_.chance(300) ? TicketState::waiting : TicketState::serving});
  made.service = service();
  made.place = static_cast<Place>(random_.below(3));
  if (random_.chance(300)) {
    made.counter = counter({CounterState::idle, CounterState::calling, CounterState::serving});
    const CounterPlan* plan = plan_.counter(*made.counter);
    if (plan && random_.chance(800)) made.service = random_.pick(plan->serves);
  }
  if (random_.chance(300)) made.officer = officer();
  return made;
}

Command Crowd::book() {
  BookAppointment made;
  made.service = service();
  std::vector<const Service*> fit;
  for (const Service& one : plan_.services) {
    if (one.appointments_per_slot > 0) fit.push_back(&one);
  }
  if (!fit.empty() && !random_.chance(100)) made.service = random_.pick(fit)->id;
  aimless_ = fit.empty();
  const auto slot = plan_.appointments.slot;
  const auto today = chr::floor<chr::days>(now_.local);
  const auto first = chr::ceil<chr::minutes>(now_.local - today) / slot;
  made.at = today + slot * (first + random_.between(0, random_.chance(500) ? 4 : 40));
  if (random_.chance(100)) made.at += chr::days(random_.between(0, 3));
  if (random_.chance(20)) made.at -= slot * 2;
  if (random_.chance(30)) made.at += chr::minutes(random_.between(1, 4));
  if (sense_ == Sense::absurd) {
    made.at = random_.chance(300) ? LocalTime(past(now_.at).time_since_epoch())
                                  : made.at + chr::days(random_.between(-40, 40));
  }
  made.priority = random_.chance(priority_);
  made.language = static_cast<Language>(random_.below(3));
  made.code = BookingCode("B" + std::to_string(++tokens_));
  return made;
}

Command Crowd::make(std::size_t kind) {
  using enum TicketState;
  const auto flag = [&](int chance) { return random_.chance(chance); };
  switch (kind) {
    case 0: {
      IssueTicket made{
          service(), flag(priority_), static_cast<Language>(random_.below(3)), token(), {}};
      if (flag(150) && !plan_.packages.empty()) {
        made.then = random_.pick(plan_.packages).services;
        made.service = made.then.front();
        made.then.erase(made.then.begin());
      }
      if (sense_ == Sense::absurd) made.then.assign(random_.below(20), service());
      return made;
    }
    case 1: {
      static constexpr std::array<Slip, 6> slips{Slip::printed, Slip::printed,   Slip::failed,
                                                 Slip::failed,  Slip::on_screen, Slip::pending};
      return SetSlip{ticket({waiting}), random_.pick(slips)};
    }
    case 2:
      return StartService{ticket({called})};
    case 3: {
      const auto outcome = flag(700) ? Outcome::served : static_cast<Outcome>(random_.below(5));
      return FinishService{ticket({serving}), outcome, text()};
    }
    case 4:
      return MarkNoShow{ticket({called})};
    case 5:
      return transfer();
    case 6:
      return AddStep{ticket({waiting, called, serving, parked}), service()};
    case 7:
      return ParkTicket{ticket({called, serving}), text()};
    case 8:
      return TakeBack{counter({CounterState::idle}), ref(ticket({parked}))};
    case 9:
      return CancelTicket{ticket({waiting, parked}), text()};
    case 10:
      return ReenterTicket{ref(ticket({no_show}))};
    case 11:
      return paper();
    case 12:
      return OpenCounter{counter({CounterState::closed}), officer()};
    case 13:
      return CloseCounter{counter({CounterState::idle, CounterState::on_break})};
    case 14: {
      const CounterId at = counter({CounterState::idle});
      aimless_ = aimless_ || !somebody_waits(at);
      return CallNext{at};
    }
    case 15:
      return CallTicket{counter({CounterState::idle}), ref(ticket({waiting, parked})),
                        sense_ == Sense::absurd ? text() : "janji"};
    case 16:
      return Recall{counter({CounterState::calling})};
    case 17: {
      const bool known = sense_ != Sense::absurd;
      return StartBreak{counter({CounterState::idle}),
                        known ? random_.pick(plan_.break_reasons).id : text()};
    }
    case 18:
      return EndBreak{counter({CounterState::on_break})};
    case 19: {
      static constexpr std::array<std::int64_t, 6> strange{
          0, -1, 720, 721, 1'000'000'000, -1'000'000'000};
      const auto minutes = sense_ == Sense::absurd ? random_.pick(strange) : random_.between(1, 90);
      return LendCounter{counter({CounterState::idle, CounterState::serving}), service(),
                         chr::minutes(minutes)};
    }
    case 20: {
      for (const auto& [id, one] : twin_.counters) {
        if (!one.lent.empty() && flag(700))
          return ReturnCounter{id, random_.pick(one.lent).service};
      }
      aimless_ = true;
      return ReturnCounter{counter({CounterState::idle}), service()};
    }
    case 21:
      return SetAutoCall{counter({CounterState::idle, CounterState::serving}), flag(800)};
    case 22:
      return PauseService{service(), text()};
    case 23: {
      for (const PauseSpan& span : twin_.pauses) {
        if (!span.to && flag(700)) return ResumeService{span.service};
      }
      aimless_ = true;
      return ResumeService{service()};
    }
    case 24:
      return book();
    case 25:
      return TakeDatedSlip{service(), flag(priority_), static_cast<Language>(random_.below(3)),
                           BookingCode("D" + std::to_string(++tokens_))};
    case 26:
      return CancelBooking{code()};
    case 27:
      return CheckIn{code(), token()};
    case 28:
      return LeaseNumbers{stranger()};
    case 29:
      return hand_in();
    default:
      return PassTime{};
  }
}

}  // namespace giliran::simulation
