#pragma once

#include "tests/counter_client/core/desk_fixture.hpp"

namespace giliran::counter {

inline LocalText text(const std::string& all) {
  return {all, all, all};
}

/// Adds to a view what the hall says of itself: two agencies, two other counters, officers, breaks.
inline protocol::CounterView in_hall(protocol::CounterView view) {
  const LocalText registry = text("Kependudukan");
  const LocalText police = text("Kepolisian");
  view.services = {{ServiceId("polisi.skck"), text("SKCK"), police, false},
                   {ServiceId("dukcapil.ktp"), text("KTP-el"), registry, true},
                   {ServiceId("dukcapil.kk"),
                    {"Kartu keluarga", "Family card", "Kartu kulawarga"},
                    registry,
                    true},
                   {ServiceId("polisi.sim"), {"SIM", "Driving licence", "SIM"}, police, false}};
  view.counters = {{CounterId(5), text("SKCK"), "Asep", {ServiceId("polisi.skck")}},
                   {CounterId(6), text("SIM"), std::nullopt, {ServiceId("polisi.sim")}}};
  view.officers = {{OfficerId("siti"), "Siti R."}, {OfficerId("asep"), "Asep"}};
  view.breaks = {{"makan", {"Makan siang", "Lunch", "Dahar beurang"}, 1800},
                 {"salat", {"Salat", "Prayer", "Solat"}, 900}};
  view.parked = {{TicketId(7), {'A', 7}, text("KTP-el"), nine - 10min, "fotokopi"}};
  view.absent = {{TicketId(9), {'A', 9}, text("KTP-el"), nine - 3min, ""}};
  protocol::QueuedTicket queued;
  for (const int number : {13, 14, 120}) {
    queued.number = {'A', number};
    queued.service = text("KTP-el");
    queued.issued_at = nine - 5min;
    view.queue.push_back(queued);
  }
  if (view.ticket) {
    view.ticket->service_id = ServiceId("dukcapil.ktp");
    view.ticket->bring = {{"KK asli", "Original family card", "KK asli"}};
  }
  return view;
}

}  // namespace giliran::counter
