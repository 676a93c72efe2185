#include "tests/bench/crowd.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>

#include "tests/bench/load.hpp"

namespace giliran::bench {

using wire::Milliseconds;
using wire::WebSocket;

namespace {

constexpr int kiosks = 20;
constexpr int counters = own_counters;
constexpr int displays = 60;
constexpr int phones = 2320;
constexpr int calling_counters = 40;
constexpr int stock = 20;  ///< tickets that wait while as many are issued as called
constexpr auto between_calls = std::chrono::milliseconds(10);
constexpr auto patience = std::chrono::seconds(60);

/// What one of them follows, and has got.
struct Member {
  std::unique_ptr<WebSocket> connection;
  const char* kind = nullptr;  ///< none: a phone
  int number = 0;
  std::string view;
  bool calls = false;
  std::string ticket;     ///< the number that a phone is to see
  bool has_view = false;  ///< on this connection
  bool right = true;
  std::uint64_t last_call = 0;
};

/// Some of them, on one thread.
class Group {
 public:
  explicit Group(std::function<void(std::uint64_t seq, int counter)> on_call = {})
      : on_call_(std::move(on_call)) {}

  void add(Member member) { members_.push_back(std::make_unique<Member>(std::move(member))); }

  /// Connects all and waits until each has what it follows.
  void connect(unsigned short port) {
    for (auto& member : members_)
      begin(*member, port);
    const auto end = Clock::now() + patience;
    while (missing_ > 0) {
      loop_->run_once(Milliseconds(100));
      if (Clock::now() > end) throw std::runtime_error(fmt::format("{} have nothing", missing_));
    }
  }
  void run(Milliseconds at_most) { loop_->run_once(at_most); }
  void leave() {
    loop_ = std::make_unique<wire::Loop>();
    for (auto& member : members_)
      member->connection.reset();
    missing_ = 0;
  }
  int wrong() const {
    int count = 0;
    for (const auto& member : members_)
      count += member->right ? 0 : 1;
    return count;
  }

 private:
  void begin(Member& member, unsigned short port) {
    member.connection =
        member.kind ? program(port, member.kind, member.number) : std::make_unique<WebSocket>(port);
    member.has_view = false;
    ++missing_;
    loop_->add(*member.connection,
               [this, &member](WebSocket&, std::string_view text) { hear(member, text); });
    member.connection->send_text(
        wire::request(1, "view.subscribe", fmt::format(R"({{"view":"{}"}})", member.view)));
    if (!member.calls) return;
    member.connection->send_text(wire::request(
        2, "calls.subscribe", fmt::format(R"({{"after_seq":{}}})", member.last_call)));
  }

  void hear(Member& member, std::string_view text) {
    if (wire::answered_id(text) == 1U) {
      must_succeed(text);
      if (!member.ticket.empty()) member.right &= bench::member(text, "number") == member.ticket;
      if (!std::exchange(member.has_view, true)) --missing_;
    } else if (text.find(R"("method":"call.made")") != std::string_view::npos) {
      const auto seq = std::stoull(bench::member(text, "seq"));
      member.right &= member.last_call == 0 || seq == member.last_call + 1;
      member.last_call = seq;
      if (on_call_) on_call_(seq, std::stoi(bench::member(text, "counter")));
    }
  }

  std::function<void(std::uint64_t, int)> on_call_;
  std::unique_ptr<wire::Loop> loop_ = std::make_unique<wire::Loop>();
  std::vector<std::unique_ptr<Member>> members_;
  int missing_ = 0;
};

/// Counters that call by a timetable and serve at once.
class Caller {
 public:
  Caller(unsigned short port, int number)
      : number_(number), hall_(program(port, "counter", number)) {
    asked(*hall_, "counter.open", fmt::format(R"("counter":{})", number_));
  }
  WebSocket& connection() { return *hall_; }
  bool busy() const { return busy_; }
  Clock::time_point since() const { return since_; }
  int calls() const { return calls_; }
  void call() {
    busy_ = true;
    since_ = Clock::now();
    say("call.next", fmt::format(R"("counter":{})", number_));
  }
  void hear(std::string_view text) {
    must_succeed(text);
    if (step_ == 0 && text.find(R"("result":null)") != std::string_view::npos) {
      busy_ = false;  // nobody waited
      return;
    }
    if (step_ == 0) {
      ++calls_;
      ticket_ = member(text, "ticket");
    }
    static constexpr std::array<const char*, 2> then{"ticket.start", "ticket.finish"};
    if (step_ < then.size()) {
      say(then[step_++], fmt::format(R"("ticket":"{}")", ticket_));
    } else {
      step_ = 0;
      busy_ = false;
    }
  }

 private:
  void say(const char* method, const std::string& members) {
    hall_->send_text(wire::request(3, method, params(members)));
  }
  int number_;
  std::unique_ptr<WebSocket> hall_;
  bool busy_ = false;
  std::size_t step_ = 0;
  int calls_ = 0;
  std::string ticket_;
  Clock::time_point since_;
};

/// One kiosk and some counters: a ticket for each call.
class Work {
 public:
  explicit Work(unsigned short port, int callers) : kiosk_(program(port, "kiosk", 999)) {
    for (int n = 0; n < callers; ++n)
      callers_.push_back(std::make_unique<Caller>(port, first_own_counter + n));
    issue_all(*kiosk_, stock);
    loop_.add(*kiosk_, [](WebSocket&, std::string_view text) { must_succeed(text); });
    for (auto& caller : callers_) {
      loop_.add(caller->connection(),
                [&one = *caller](WebSocket&, std::string_view text) { one.hear(text); });
    }
  }
  /// A ticket, and a call by the next counter that is free.
  void turn() {
    kiosk_->send_text(wire::request(3, "ticket.issue", params(service)));
    for (std::size_t tried = 0; tried < callers_.size(); ++tried) {
      Caller& caller = *callers_[next_++ % callers_.size()];
      if (caller.busy()) continue;
      return caller.call();
    }
  }
  void run(Milliseconds at_most) { loop_.run_once(at_most); }
  void finish() {
    const auto end = Clock::now() + patience;
    const auto busy = [&] {
      return std::ranges::any_of(callers_, [](const auto& caller) { return caller->busy(); });
    };
    while (busy() && Clock::now() < end)
      loop_.run_once(Milliseconds(100));
  }
  Clock::time_point called_at(int counter) const {
    return callers_.at(static_cast<std::size_t>(counter - first_own_counter))->since();
  }
  int calls() const {
    int all = 0;
    for (const auto& caller : callers_)
      all += caller->calls();
    return all;
  }

 private:
  std::unique_ptr<WebSocket> kiosk_;
  std::vector<std::unique_ptr<Caller>> callers_;
  wire::Loop loop_;
  std::size_t next_ = 0;
};

Member member_of(const char* kind, int number, std::string view) {
  Member one;
  one.kind = kind;
  one.number = number;
  one.view = std::move(view);
  return one;
}

void fill(Group& staff, Group& visitors, unsigned short port) {
  for (int n = 0; n < kiosks; ++n)
    staff.add(member_of("kiosk", n, "kiosk"));
  for (int n = 0; n < counters; ++n)
    staff.add(member_of("counter", n, fmt::format("counter:{}", first_own_counter + n)));
  for (int n = 0; n < displays; ++n) {
    Member display = member_of("display", n, "board");
    display.calls = true;
    staff.add(std::move(display));
  }
  const auto kiosk = program(port, "kiosk", 998);
  for (int n = 0; n < phones; ++n) {
    const std::string issued = asked(*kiosk, "ticket.issue", service);
    Member phone = member_of(nullptr, n, "ticket:" + member(issued, "token"));
    phone.ticket = member(issued, "number");
    visitors.add(std::move(phone));
  }
}

}  // namespace

CrowdFigures measure_crowd(const Programs& programs, int seconds) {
  const Scratch scratch(programs.data);
  std::optional<HallProcess> hall(std::in_place, programs.bin, programs.settings,
                                  scratch.path() / "data");
  const unsigned short port = hall->port();
  CrowdFigures figures;
  std::vector<double> times;
  Work* work_now = nullptr;
  Group staff([&](std::uint64_t, int counter) {
    if (work_now) times.push_back(milliseconds(Clock::now() - work_now->called_at(counter)));
  });
  Group visitors;
  fill(staff, visitors, port);
  staff.connect(port);
  visitors.connect(port);
  {
    Work work(port, calling_counters);
    work_now = &work;
    std::jthread phones_thread([&](const std::stop_token& stop) {
      while (!stop.stop_requested())
        visitors.run(Milliseconds(50));
    });
    const auto begin = Clock::now();
    const auto end = begin + std::chrono::seconds(seconds);
    for (auto due = begin; Clock::now() < end;) {
      for (; due <= Clock::now(); due += between_calls)
        work.turn();
      work.run(Milliseconds(0));
      staff.run(Milliseconds(1));
    }
    work.finish();
    figures.calls_per_second = work.calls() / (milliseconds(Clock::now() - begin) / 1000);
    // What is still on its way is not to be taken for calls of after the restart.
    for (int n = 0; n < 100; ++n)
      staff.run(Milliseconds(5));
    work_now = nullptr;
  }
  figures.call_to_display_ms = percentiles(times);
  figures.resident_mib = hall->resident_mib();
  hall.reset();
  staff.leave();
  visitors.leave();
  const auto restart = Clock::now();
  hall.emplace(programs.bin, programs.settings, scratch.path() / "data", port);
  staff.connect(port);
  visitors.connect(port);
  figures.back_after_s = milliseconds(Clock::now() - restart) / 1000;
  figures.wrong = staff.wrong() + visitors.wrong();
  return figures;
}

SoakFigures measure_soak(const Programs& programs, double minutes) {
  const Scratch scratch(programs.data);
  const HallProcess hall(programs.bin, programs.settings, scratch.path() / "data");
  const auto display = program(hall.port(), "display", 1);
  wire::Loop screen;
  display->send_text(wire::request(1, "view.subscribe", R"({"view":"board"})"));
  display->send_text(wire::request(2, "calls.subscribe", R"({"after_seq":0})"));
  screen.add(*display, [](WebSocket&, std::string_view) {});
  Work work(hall.port(), 8);
  SoakFigures figures;
  figures.minutes = minutes;
  const auto begin = Clock::now();
  const auto whole = std::chrono::duration_cast<Clock::duration>(
      std::chrono::duration<double, std::ratio<60>>(minutes));
  int descriptors = 0;
  for (auto due = begin; Clock::now() < begin + whole;) {
    for (; due <= Clock::now(); due += std::chrono::milliseconds(20))
      work.turn();
    work.run(Milliseconds(2));
    screen.run_once(Milliseconds(0));
    if (figures.from_mib == 0 && Clock::now() - begin > whole / 6) {
      figures.from_mib = hall.resident_mib();
      descriptors = hall.descriptors();
    }
  }
  work.finish();
  figures.per_second = work.calls() / (minutes * 60);
  figures.to_mib = hall.resident_mib();
  figures.growth = figures.to_mib / figures.from_mib - 1;
  figures.descriptors = std::max(0, hall.descriptors() - descriptors);
  return figures;
}

}  // namespace giliran::bench
