#include "tests/hall/core/engine.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace giliran::hall {

HallPlan small_plan() {
  OpeningHours::Week week;
  for (std::size_t day = 0; day < 5; ++day)
    week[day] = {{8h, 12h}, {13h, 15h}};
  const auto service = [&](const ServiceId& id, const char* agency, char letter) {
    Service made;
    made.id = id;
    made.agency = AgencyId(agency);
    made.letter = letter;
    made.hours = OpeningHours(week);
    made.typical_service = 300s;
    made.wait_target = 600s;
    return made;
  };
  HallPlan plan;
  plan.agencies = {{AgencyId("kependudukan"), 'A', {}, {}}, {AgencyId("imigrasi"), 'B', {}, {}}};
  plan.services = {service(ktp, "kependudukan", 'A'), service(akta, "kependudukan", 'A'),
                   service(paspor, "imigrasi", 'B')};
  plan.counters = {{one, {}, {ktp}}, {two, {}, {ktp, akta}}, {three, {}, {paspor}}};
  return plan;
}

Result<std::vector<Event>, Refusal> Engine::tell(const Command& command) {
  auto decision = decide(hall, command, moment());
  if (!decision) return decision;
  for (const Event& event : *decision) {
    journal.push_back({journal.size() + 1, at, event});
    apply(hall, journal.back());
  }
  return decision;
}

std::vector<Event> Engine::done(const Command& command) {
  auto decision = tell(command);
  if (!decision) {
    throw std::runtime_error(fmt::format("refused: {} {} {}", name_of(decision.error().reason),
                                         decision.error().subject, decision.error().detail));
  }
  return *decision;
}

Refusal Engine::refused(const Command& command) {
  const auto decision = tell(command);
  if (decision) throw std::runtime_error("not refused");
  return decision.error();
}

TicketId Engine::issue(const ServiceId& service, bool priority) {
  const TicketToken token(fmt::format("{:032x}", ++tokens_));
  done(IssueTicket{service, priority, Language::id, token});
  return hall.ticket(token)->id;
}

std::string Engine::call(CounterId counter) {
  if (done(CallNext{counter}).empty()) return "-";
  return number(*hall.counter(counter).ticket);
}

std::string Engine::serve(CounterId counter, std::chrono::seconds length) {
  std::string called = call(counter);
  const auto ticket = hall.counter(counter).ticket;
  if (!ticket) return called;
  done(StartService{*ticket});
  advance(length);
  done(FinishService{*ticket});
  return called;
}

std::string Engine::call_all(CounterId counter) {
  std::string numbers;
  for (std::string next = call(counter); next != "-"; next = call(counter)) {
    numbers += next + " ";
    done(MarkNoShow{*hall.counter(counter).ticket});
  }
  return numbers;
}

}  // namespace giliran::hall
