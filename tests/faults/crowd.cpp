#include "tests/faults/crowd.hpp"

#include <fmt/format.h>

#include <array>

namespace giliran::faults {

namespace json = boost::json;

namespace {

struct Desk {
  int counter;
  std::vector<std::string> services;
};

/// Of examples/demo.toml, one letter after the other, so that few callers leave none aside.
const std::vector<Desk>& desks() {
  static const std::vector<Desk> all{
      {1, {"kependudukan.ktp", "kependudukan.kk", "kependudukan.akta", "kependudukan.ikd"}},
      {7, {"imigrasi.baru", "imigrasi.ganti"}},
      {9, {"samsat.tahunan", "samsat.info"}},
      {11, {"bpjs-kesehatan.daftar", "bpjs-kesehatan.ubah"}},
      {2, {"kependudukan.ktp"}},
      {8, {"imigrasi.baru"}},
      {10, {"samsat.info"}},
      {3, {"kependudukan.kk"}},
      {6, {"perizinan.nib", "perizinan.pbg"}},
      {12, {"bpjs-tk.jht"}},
      {13, {"bapenda.pbb"}},
      {14, {"kpp.npwp"}},
      {15, {"kemenag.nikah"}},
      {16, {"bpn.cek"}},
      {17, {"tirta.bayar"}},
      {18, {"polres.skck"}},
      {19, {"disnaker.ak1"}},
      {20, {"keuangan.taspen"}},
  };
  return all;
}

json::value ticket_of(const json::value& answer) {
  return answer.as_object().at("ticket");
}

}  // namespace

Crowd::Crowd(unsigned short port, CrowdSize size, Manners manners, std::uint64_t seed,
             Pulse& pulse) {
  simulation::Random seeds(seed);
  for (int i = 0; i < size.callers; ++i) {
    const Desk& desk = desks().at(static_cast<std::size_t>(i));
    services_.insert(services_.end(), desk.services.begin(), desk.services.end());
  }
  if (services_.empty()) services_ = desks().front().services;
  for (int i = 0; i < size.issuers + size.callers; ++i) {
    people_.push_back(std::make_unique<Person>(port, seeds.next(), manners, pulse, leave_));
    people_.back()->memory().reserve(4096);
  }
  for (int i = 0; i < size.issuers; ++i)
    threads_.emplace_back(
        [this, &person = *people_[static_cast<std::size_t>(i)]] { issue(person); });
  for (int i = 0; i < size.callers; ++i) {
    Person& person = *people_[static_cast<std::size_t>(size.issuers + i)];
    const int counter = desks()[static_cast<std::size_t>(i)].counter;
    threads_.emplace_back([this, &person, counter] { serve(person, counter); });
  }
}

Crowd::~Crowd() {
  leave_now();
}

std::vector<Operation> Crowd::memories() {
  for (std::thread& thread : threads_)
    thread.join();
  threads_.clear();
  std::vector<Operation> all;
  for (const auto& person : people_) {
    std::ranges::move(person->memory(), std::back_inserter(all));
    person->memory().clear();
  }
  return all;
}

std::vector<Operation> Crowd::go_home() {
  home_ = true;
  return memories();
}

std::vector<Operation> Crowd::leave_now() {
  leave_ = true;
  home_ = true;
  return memories();
}

void Crowd::issue(Person& person) {
  simulation::Random& random = person.random();
  while (!home_) {
    json::object params{{"service", random.pick(services_)}};
    if (random.chance(200)) params["priority"] = true;
    if (random.chance(200)) params["language"] = "en";
    if (random.chance(100)) params["then"] = json::array{random.pick(services_)};
    begun_ += 1;
    const auto issued = person.ask("ticket.issue", std::move(params));
    if (!issued || home_) continue;
    const char* slip = random.chance(20) ? "failed" : random.chance(100) ? "on_screen" : "printed";
    begun_ += 1;
    person.ask("ticket.slip", {{"ticket", ticket_of(*issued)}, {"slip", slip}});
    if (!random.chance(150) || home_) continue;
    begun_ += 1;
    person.ask("ticket.cancel", {{"ticket", ticket_of(*issued)}, {"why", "goes"}});
  }
}

void Crowd::serve(Person& person, int counter) {
  simulation::Random& random = person.random();
  const auto ask = [&](const char* method, json::object params) {
    begun_ += 1;
    return person.ask(method, std::move(params));
  };
  const json::object here{{"counter", counter}};
  ask("counter.open", here);
  while (!home_) {
    const auto call = ask("call.next", here);
    if (!call && person.refused() == "counter_closed") ask("counter.open", here);
    if (!call || call->is_null()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1 + random.below(5)));
      continue;
    }
    const json::object ticket{{"ticket", ticket_of(*call)}};
    if (random.chance(50)) ask("call.recall", here);
    const std::size_t what = random.below(100);
    if (what < 10) {
      ask("ticket.no_show", ticket);
      continue;
    }
    if (what < 20) {
      json::object transfer = ticket;
      transfer["service"] = random.pick(services_);
      transfer["place"] = random.chance(300) ? "last" : "arrival";
      ask("ticket.transfer", std::move(transfer));
      continue;
    }
    if (what < 25) {
      ask("ticket.park", ticket);
      ask("ticket.take_back", {{"counter", counter}, {"ticket", ticket.at("ticket")}});
    } else {
      ask("ticket.start", ticket);
    }
    ask("ticket.finish", ticket);
  }
}

}  // namespace giliran::faults
