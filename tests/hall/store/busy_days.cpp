#include "tests/hall/store/busy_days.hpp"

namespace giliran::hall {

namespace {

const OfficerId sari("sari");

void book(Engine& hall, const char* code, std::chrono::minutes later) {
  hall.done(BookAppointment{paspor,
                            std::chrono::floor<std::chrono::minutes>(hall.moment().local) + later,
                            false, Language::en, BookingCode(code)});
}

/// Of counter 1, which began at 09.00.
void serve_in_every_way(Engine& hall) {
  hall.serve(one, 120s);
  const auto serving = [&] {
    hall.call(one);
    const TicketId ticket = *hall.hall.counter(one).ticket;
    hall.advance(10s);
    hall.done(StartService{ticket});
    hall.advance(50s);
    return ticket;
  };
  hall.done(FinishService{serving(), Outcome::missing_document, "KK asli"});
  hall.done(TransferTicket{serving(), akta, two, {}, Place::first});
  const TicketId parked = serving();
  hall.done(ParkTicket{parked, "fotokopi"});
  hall.advance(300s);
  hall.done(TakeBack{one, parked});
  hall.advance(30s);
  hall.done(FinishService{parked});
  hall.call(one);
  const TicketId absent = *hall.hall.counter(one).ticket;
  hall.advance(20s);
  hall.done(Recall{one});
  hall.done(MarkNoShow{absent});
  hall.advance(60s);
  hall.done(ReenterTicket{absent});
}

}  // namespace

HallPlan busy_plan() {
  HallPlan plan = small_plan();
  plan.officers = {{sari, "Sari"}};
  plan.break_reasons = {{"makan", {}, 30min}};
  for (Service& service : plan.services)
    service.appointments_per_slot = 2;
  return plan;
}

Engine busy_days() {
  Engine hall(busy_plan());
  hall.done(OpenCounter{one, sari});
  hall.done(OpenCounter{two});
  book(hall, "7K3M9XPA", 30min);
  book(hall, "7K3M9XPB", 24h);
  book(hall, "7K3M9XPC", 24h);
  hall.done(CancelBooking{BookingCode("7K3M9XPC")});
  for (int i = 0; i < 6; ++i) {
    hall.issue(ktp, i == 1);
    hall.advance(30s);
  }
  IssueTicket package{ktp, false, Language::su, TicketToken(std::string(32, 'e')), {akta}};
  hall.done(package);
  hall.done(SetSlip{hall.hall.ticket(package.token)->id, Slip::printed});
  serve_in_every_way(hall);
  hall.done(PauseService{ktp, "SIAK mati"});
  hall.advance(600s);
  hall.done(ResumeService{ktp});
  hall.done(CallTicket{one, package.token, "demam"});
  hall.done(StartService{*hall.hall.counter(one).ticket});
  hall.advance(45s);
  hall.done(FinishService{*hall.hall.counter(one).ticket});
  hall.done(StartBreak{one, "makan"});
  hall.advance(900s);
  hall.done(EndBreak{one});
  hall.done(EnterPaper{ktp,
                       {'A', 90},
                       false,
                       hall.at - 600s,
                       TicketToken(std::string(32, 'f')),
                       two,
                       hall.at - 400s,
                       hall.at - 100s});
  hall.done(CheckIn{BookingCode("7K3M9XPA"), TicketToken(std::string(32, 'd'))});
  hall.done(CancelTicket{hall.issue(akta), "pulang"});
  hall.done(SetSlip{hall.issue(akta), Slip::failed});
  hall.serve(two, 200s);
  hall.call(two);
  hall.done(PauseService{paspor});
  hall.advance(24h);
  hall.done(PassTime{});
  hall.done(OpenCounter{three, sari});
  hall.done(CheckIn{BookingCode("7K3M9XPB"), TicketToken(std::string(32, 'c'))});
  hall.serve(three, 100s);
  hall.issue(paspor);
  hall.done(PauseService{paspor});
  return hall;
}

std::vector<Entry> entries_of(const std::vector<Recorded>& events) {
  std::vector<Entry> entries;
  for (const Recorded& event : events) {
    if (entries.empty() || entries.back().events.back().at != event.at) entries.emplace_back();
    entries.back().events.push_back(event);
  }
  return entries;
}

}  // namespace giliran::hall
