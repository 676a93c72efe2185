#include "tests/hall/app/test_hall.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <future>
#include <stdexcept>

#include "hall/store/sqlite_journal.hpp"
#include "shared/settings/settings.hpp"

namespace giliran::hall {

namespace json = boost::json;
using namespace std::chrono_literals;

namespace {

class FaultyJournal final : public Journal {
 public:
  struct Faults {
    std::atomic<Fault>& fault;
    Gate& gate;
    std::atomic<Room>& room;
    std::atomic<bool>& reserve;
  };
  FaultyJournal(std::unique_ptr<Journal> real, Faults faults)
      : real_(std::move(real)), faults_(faults) {}
  std::string epoch() override { return real_->epoch(); }
  std::optional<Snapshot> last_day() override { return real_->last_day(); }
  void replay(std::uint64_t after, const std::function<void(const Recorded&)>& each) override {
    real_->replay(after, each);
  }
  void append(std::span<const Entry> entries) override {
    const bool stays = faults_.fault == Fault::damaged_answers;
    const Fault fault = stays ? Fault::none : faults_.fault.exchange(Fault::none);
    faults_.gate.pass();
    const bool room =
        faults_.room == Room::enough || (faults_.room == Room::reserve && !faults_.reserve);
    if (!room) throw JournalFull("no space left on device");
    if (fault == Fault::before_commit) throw JournalFailure("disk full");
    real_->append(entries);
    if (fault == Fault::after_commit) throw JournalFailure("disk gone");
  }
  std::optional<StoredAnswer> find_answer(const RequestId& request) override {
    const auto found = real_->find_answer(request);
    if (found && faults_.fault == Fault::damaged_answers) throw JournalDamaged("answer is damaged");
    return found;
  }
  bool step() override { return real_->step(); }
  void backup_to(const std::string& file, CopyEnded ended) override {
    real_->backup_to(file, std::move(ended));
  }
  bool has_reserve() override { return faults_.reserve; }
  void release_reserve() override { faults_.reserve = false; }
  bool renew_reserve() override {
    if (faults_.room == Room::enough) faults_.reserve = true;
    return faults_.reserve;
  }

 private:
  std::unique_ptr<Journal> real_;
  Faults faults_;
};

}  // namespace

void TestAudience::watch(std::vector<std::string> views) {
  const std::scoped_lock lock(mutex_);
  watched_ = std::move(views);
}

std::vector<std::string> TestAudience::watched_views() const {
  const std::scoped_lock lock(mutex_);
  return watched_;
}

void TestAudience::publish_view(SharedView view) {
  {
    const std::scoped_lock lock(mutex_);
    views_[view->name] = json::parse(view->json);
  }
  published_.notify_all();
}

void TestAudience::publish_call(const CallText& call) {
  const std::scoped_lock lock(mutex_);
  calls_.push_back(call.seq);
}

json::value TestAudience::await_view(const std::string& name,
                                     const std::function<bool(const json::value&)>& wanted) {
  std::unique_lock lock(mutex_);
  const auto there = [&] { return views_.contains(name) && wanted(views_.at(name)); };
  if (!published_.wait_for(lock, 10s, there)) throw std::runtime_error(name + " did not come");
  return views_.at(name);
}

std::vector<std::uint64_t> TestAudience::calls() const {
  const std::scoped_lock lock(mutex_);
  return calls_;
}

TestHall::TestHall(const std::string& settings)
    : plan_(settings::read_file(GILIRAN_SOURCE_DIR "/" + settings)->plan),
      clock(WallTime(std::chrono::sys_days(2026y / 11 / 24) + 2h)) {
  restart();
}

TestHall::TestHall(std::chrono::nanoseconds slow) : TestHall() {
  slow_commit_ = slow;
  restart();
}

void TestHall::restart(Start when) {
  service.reset();
  HallServiceOptions options;
  options.plan = plan_;
  options.open_journal = [this] { return open(); };
  options.reopen_pause = 1ms;
  options.slow_commit = slow_commit_;
  options.steady = [this] { return clock.steady(); };
  service = std::make_unique<HallService>(std::move(options), clock);
  if (when == Start::now) start();
}

std::unique_ptr<Journal> TestHall::open() {
  if (failing_opens_ > 0 && service) {
    --failing_opens_;
    throw JournalFailure("no disk");
  }
  return std::make_unique<FaultyJournal>(open_sqlite_journal(dir_.path()),
                                         FaultyJournal::Faults{fault_, gate, room_, reserve_});
}

Result<json::value, protocol::RpcError> TestHall::call(const std::string& method,
                                                       const std::string& params) {
  std::promise<Backend::Outcome> promise;
  protocol::RpcRequest request{json::value(1), method, json::parse(params)};
  service->handle(std::move(request), Rank::program,
                  [&](Backend::Outcome outcome) { promise.set_value(std::move(outcome)); });
  service->flush();
  const Backend::Outcome outcome = promise.get_future().get();
  if (!outcome) return outcome.error();
  return json::parse(outcome->text);
}

json::value TestHall::done(const std::string& method, const std::string& params) {
  json::value object = json::parse(params);
  object.as_object()["request_id"] = new_request_id();
  auto outcome = call(method, json::serialize(object));
  if (!outcome) throw std::runtime_error(method + ": " + outcome.error().message);
  return *outcome;
}

Reason TestHall::refusal(const std::string& method, const std::string& params) {
  json::value object = json::parse(params);
  object.as_object()["request_id"] = new_request_id();
  const auto outcome = call(method, json::serialize(object));
  if (outcome || !outcome.error().refusal) throw std::runtime_error(method + " was not refused");
  return outcome.error().refusal->reason;
}

json::value TestHall::view(const std::string& name) {
  const auto document = service->view(name);
  if (!document) throw std::runtime_error(name + ": " + document.error().message);
  return json::parse((*document)->json);
}

std::string TestHall::new_request_id() {
  return random_hex128();
}

}  // namespace giliran::hall
