#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <map>
#include <thread>

#include "tests/faults/journal_reader.hpp"
#include "tests/faults/life.hpp"

namespace giliran::faults {

namespace json = boost::json;

namespace {

constexpr int kiosks = 4;
constexpr int tickets = 500;

const std::map<std::string, const char*>& services() {
  static const std::map<std::string, const char*> of_letter{{"A", "kependudukan.ktp"},
                                                            {"B", "imigrasi.baru"},
                                                            {"C", "samsat.info"},
                                                            {"D", "bpjs-kesehatan.ubah"}};
  return of_letter;
}

std::string now_text() {
  const auto now = std::chrono::system_clock::now();
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch());
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", parts.tm_year + 1900,
                     parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                     ms.count() % 1000);
}

/// What a kiosk has on its own disk.
struct Kiosk {
  std::string device;
  std::string epoch;
  std::string today;
  std::vector<json::object> to_hand_in;
  std::vector<std::pair<std::string, int>> free;  ///< letter and number

  json::object hand_in(const std::string& number, const char* service, std::string token) const {
    return {{"device", device},  {"epoch", epoch},         {"day", today},
            {"number", number},  {"service", service},     {"token", std::move(token)},
            {"slip", "printed"}, {"issued_at", now_text()}};
  }
};

void lease(Person& person, Kiosk& kiosk) {
  const auto held = person.ask("kiosk.lease", {{"device", kiosk.device}});
  if (!held) throw std::runtime_error("no lease: " + person.refused());
  kiosk.epoch = std::string(held->at("epoch").as_string());
  const auto& ranges = held->at("ranges").as_array();
  kiosk.today = "9999";
  for (const json::value& range : ranges)
    kiosk.today = std::min(kiosk.today, std::string(range.at("day").as_string()));
  for (const json::value& range : ranges) {
    const std::string letter(range.at("letter").as_string());
    if (range.at("day").as_string() != kiosk.today || !services().contains(letter)) continue;
    for (auto n = range.at("first").as_int64(); n <= range.at("last").as_int64(); ++n)
      kiosk.free.emplace_back(letter, static_cast<int>(n));
  }
}

/// Through the hall, which will have forgotten it.
void issue(Person& person, Kiosk& kiosk) {
  const auto& [letter, service] = *services().begin();
  const auto issued = person.ask("ticket.issue", {{"service", service}});
  kiosk.to_hand_in.push_back(kiosk.hand_in(std::string(issued->at("number").as_string()), service,
                                           std::string(issued->at("token").as_string())));
}

/// Without the hall.
void give(Kiosk& kiosk, simulation::Random& random) {
  if (kiosk.free.empty()) throw std::runtime_error("the leases are too small");
  const auto [letter, number] = kiosk.free.back();
  kiosk.free.pop_back();
  kiosk.to_hand_in.push_back(kiosk.hand_in(fmt::format("{}-{:03}", letter, number),
                                           services().at(letter), request_id(random)));
}

void back_up(const Setting& setting, const fs::path& file, const fs::path& data) {
  const Ran ran = run_program({setting.program.string(), "backup", file.string(), "--settings",
                               setting.settings.string(), "--data", data.string(), "--listen",
                               fmt::format("127.0.0.1:{}", setting.port)});
  if (ran.status != 0) throw std::runtime_error("backup: " + ran.said);
}

void restore(const Setting& setting, const fs::path& file, const fs::path& data) {
  const Ran ran = run_program({setting.program.string(), "restore", file.string(), "--replace",
                               "--settings", setting.settings.string(), "--data", data.string()});
  if (ran.status != 0) throw std::runtime_error("restore: " + ran.said);
}

bool knows_leases(const Setting& setting) {
  wire::WebSocket hall(setting.port);
  const auto answer = hall.ask("kiosk.lease", "{}");
  return answer && answer->find("no such method") == std::string::npos;
}

/// Every token stands in the journal once.
void check_tokens(const std::vector<Kiosk>& all, const Journal& journal, Row& row) {
  std::map<std::string, int> found;
  for (const Event& event : journal.events) {
    if (const auto* token = event.body.if_contains("token"))
      ++found[std::string(token->as_string())];
  }
  for (const Kiosk& kiosk : all) {
    for (const json::object& ticket : kiosk.to_hand_in) {
      const int times = found[std::string(ticket.at("token").as_string())];
      if (times == 1) continue;
      ++(times == 0 ? row.lost : row.doubled);
      row.wrong.push_back(fmt::format("{} of {} is there {} times",
                                      std::string(ticket.at("number").as_string()), kiosk.device,
                                      times));
    }
  }
}

/// All kiosks at once, while the hall is killed now and then and others take numbers.
void hand_in_all(const Setting& setting, Life& life, std::vector<Kiosk>& all,
                 std::vector<Operation>& memory, simulation::Random& random, Row& row) {
  const std::atomic<bool> leave = false;
  std::vector<std::unique_ptr<Person>> people;
  std::vector<std::thread> threads;
  std::atomic<int> busy = kiosks;
  for (Kiosk& kiosk : all) {
    people.push_back(
        std::make_unique<Person>(setting.port, random.next(), Manners{30, 30}, life.pulse, leave));
    threads.emplace_back([&kiosk, &person = *people.back(), &busy] {
      person.ask("kiosk.lease", {{"device", kiosk.device}});
      for (const json::object& ticket : kiosk.to_hand_in)
        person.ask("ticket.hand_in", ticket);
      --busy;
    });
  }
  Crowd crowd(setting.port, {2, 2}, {}, random.next(), life.pulse);
  const std::size_t kills = setting.quick ? 5 : 20;
  while (busy > 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10 + random.below(100)));
    if (row.injected >= kills) continue;
    life.hall.kill();
    ++row.injected;
    life.hall.start();
  }
  for (std::thread& thread : threads)
    thread.join();
  std::ranges::move(crowd.go_home(), std::back_inserter(memory));
  for (const auto& person : people) {
    for (Operation& operation : person->memory()) {
      if (!operation.refused.empty()) {
        row.wrong.push_back(
            fmt::format("{} is refused: {}", json::serialize(operation.params), operation.refused));
      }
      memory.push_back(std::move(operation));
    }
  }
}

}  // namespace

std::vector<Row> play_kiosks(const Setting& setting) {
  Row row("4 kiosks without the hall, 500 tickets, restore");
  simulation::Random random(setting.seed);
  Life life(setting, "kiosks");
  life.hall.start();
  if (!knows_leases(setting)) {
    row.skipped = true;
    row.note = "this hall leases no numbers";
    return {row};
  }
  const std::atomic<bool> leave = false;
  Person person(setting.port, random.next(), {}, life.pulse, leave);
  std::vector<Kiosk> all(kiosks);
  for (int i = 0; i < kiosks; ++i) {
    all[static_cast<std::size_t>(i)].device = fmt::format("kiosk-{}", i + 1);
    lease(person, all[static_cast<std::size_t>(i)]);
  }
  const fs::path copy = setting.work / "kiosks.backup";
  fs::remove(copy);
  back_up(setting, copy, life.data());
  std::vector<Operation> memory = std::move(person.memory());
  person.memory().clear();
  for (int i = 0; i < 100; ++i)
    issue(person, all[static_cast<std::size_t>(i % kiosks)]);
  life.hall.kill();
  for (int i = 0; i < tickets - 100; ++i)
    give(all[static_cast<std::size_t>(i % kiosks)], random);
  restore(setting, copy, life.data());
  fs::remove(copy);
  life.hall.start();
  hand_in_all(setting, life, all, memory, random, row);
  life.hall.stop();
  life.check(memory, row);
  check_tokens(all, read_journal(life.data()), row);
  return {row};
}

}  // namespace giliran::faults
