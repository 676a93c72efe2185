#include "tests/faults/base_hall.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace giliran::faults {

namespace json = boost::json;

namespace {

/// SQLite writes its log back once it has 1000 pages of 4 KiB and 24 bytes each.
constexpr std::uintmax_t full_log_bytes = 1000 * (4096 + 24);

std::string ticket_of(const std::optional<json::value>& answer) {
  if (!answer || !answer->is_object()) throw std::runtime_error("the base hall has no ticket");
  return std::string(answer->get_object().at("ticket").as_string());
}

}  // namespace

BaseHall::BaseHall(const Setting& setting)
    : setting_(setting), folder_(setting.work / "base"), full_(setting.work / "base-full") {
  prepare();
  keep_known();
  fill_log();
}

BaseHall::~BaseHall() {
  std::error_code error;
  fs::remove_all(folder_, error);
  fs::remove_all(full_, error);
}

void BaseHall::copy_to(const Life& life, bool full_log) const {
  fs::remove_all(life.data());
  fs::copy(full_log ? full_ : folder_, life.data(), fs::copy_options::recursive);
}

void BaseHall::prepare() {
  Life life(setting_, "preparing");
  life.hall.start();
  const std::atomic<bool> leave = false;
  Person person(setting_.port, setting_.seed, {}, life.pulse, leave);
  json::array tickets;
  for (int i = 0; i < 6; ++i) {
    const auto issued = person.ask("ticket.issue", {{"service", "kependudukan.ktp"}});
    tickets.emplace_back(ticket_of(issued));
  }
  for (const int counter : {1, 2, 3})
    person.ask("counter.open", {{"counter", counter}});
  const std::string called = ticket_of(person.ask("call.next", {{"counter", 1}}));
  const std::string served = ticket_of(person.ask("call.next", {{"counter", 2}}));
  person.ask("ticket.start", {{"ticket", served}});
  const std::string waiting(tickets.back().as_string());
  describe({{"called", called}, {"served", served}, {"waiting", waiting}});
  life.hall.kill();
  fs::remove_all(folder_);
  fs::copy(life.data(), folder_, fs::copy_options::recursive);
  memory_ = std::move(person.memory());
}

void BaseHall::describe(const json::object& tickets) {
  const json::value& called = tickets.at("called");
  const json::value& served = tickets.at("served");
  const json::value& waiting = tickets.at("waiting");
  const char* service = "kependudukan.ktp";
  const auto add = [&](const char* method, json::object params) {
    trials_.push_back({method, method, std::move(params)});
  };
  add("ticket.issue", {{"service", service}, {"priority", true}});
  trials_.push_back(
      {"ticket.issue, log written back", "ticket.issue", {{"service", service}}, true});
  add("ticket.slip", {{"ticket", waiting}, {"slip", "printed"}});
  add("call.next", {{"counter", 3}});
  add("call.recall", {{"counter", 1}});
  add("ticket.start", {{"ticket", called}});
  add("ticket.finish", {{"ticket", served}});
  add("ticket.no_show", {{"ticket", called}});
  add("ticket.transfer", {{"ticket", called}, {"service", "kependudukan.kk"}});
  add("ticket.park", {{"ticket", served}, {"why", "copies"}});
  add("ticket.cancel", {{"ticket", waiting}});
  add("counter.open", {{"counter", 7}});
  add("counter.close", {{"counter", 3}});
  add("service.pause", {{"service", service}, {"why", "down"}});
  add("booking.dated", {{"service", service}});
  add("kiosk.lease", {{"device", "kiosk-1"}});
}

/// Without those that this hall does not have or does not want now.
void BaseHall::keep_known() {
  Life life(setting_, "asking");
  copy_to(life, false);
  life.hall.start();
  wire::WebSocket hall(setting_.port);
  std::erase_if(trials_, [&](const Trial& trial) {
    const auto answer = hall.ask(trial.method, json::serialize(trial.params));
    return !answer || answer->find("no such method") != std::string::npos;
  });
}

void BaseHall::fill_log() {
  Life life(setting_, "filling");
  copy_to(life, false);
  life.hall.start();
  const std::atomic<bool> leave = false;
  Person person(setting_.port, setting_.seed + 1, {}, life.pulse, leave);
  const auto log = life.data() / "journal.db-wal";
  std::uintmax_t growth = 0;
  for (int i = 0; i < 1000; ++i) {
    const std::uintmax_t before = fs::file_size(log);
    if (before + growth >= full_log_bytes) break;
    person.ask("ticket.issue", {{"service", "imigrasi.baru"}});
    growth = std::max(growth, fs::file_size(log) - before);
  }
  life.hall.kill();
  fs::remove_all(full_);
  fs::copy(life.data(), full_, fs::copy_options::recursive);
  longer_memory_ = memory_;
  std::ranges::move(person.memory(), std::back_inserter(longer_memory_));
}

}  // namespace giliran::faults
