#include <fmt/format.h>
#include <sqlite3.h>
#include <time.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "hall/core/calling_rule.hpp"
#include "hall/core/decide.hpp"
#include "hall/store/sqlite_journal.hpp"
#include "tests/bench/busy_day.hpp"
#include "tests/bench/measure.hpp"

namespace giliran::bench {

namespace {

using namespace std::chrono_literals;

constexpr int tickets = 5000;
constexpr int few = 100;
constexpr int many = 100'000;
constexpr int runs = 25;

/// What this thread has used of a processor: other programs that run beside do not count.
double used_ms() {
  timespec used{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

/// The fastest of several runs: whatever else happens in a machine only makes it slower.
template <class Work>
double fastest_ms(const Work& work) {
  double fastest = std::numeric_limits<double>::max();
  for (int run = 0; run < runs; ++run) {
    const double start = used_ms();
    [[maybe_unused]] const auto kept = work();
    fastest = std::min(fastest, used_ms() - start);
  }
  return fastest;
}

double per_second(const std::vector<hall::Recorded>& events, double ms) {
  return static_cast<double>(events.size()) * 1000 / ms;
}

hall::Hall decide_day(const HallPlan& plan, const BusyDay& day) {
  hall::Hall hall(plan);
  std::uint64_t seq = 0;
  for (const auto& [command, moment] : day.commands) {
    auto decision = hall::decide(hall, command, moment);
    for (hall::Event& event : *decision)
      apply(hall, {++seq, moment.at, std::move(event)});
  }
  if (seq != day.events.size()) throw std::logic_error("another day than before");
  return hall;
}

hall::Hall apply_day(const HallPlan& plan, const std::vector<hall::Recorded>& events) {
  hall::Hall hall(plan);
  for (const hall::Recorded& recorded : events)
    apply(hall, recorded);
  if (hall.last_at() != events.back().at) throw std::logic_error("another day than before");
  return hall;
}

/// A hall in which so many wait in all lanes of its first counter.
class Crowd {
 public:
  explicit Crowd(int waiting) : hall_(plan()) {
    const auto& services = hall_.plan().services;
    for (int n = 0; n < waiting; ++n) {
      hall::TicketIssued issued;
      issued.ticket = hall_.next_ticket();
      issued.number = hall_.next_number('A');
      issued.service = services[static_cast<std::size_t>(n) % services.size()].id;
      issued.priority = static_cast<std::size_t>(n) / services.size() % 3 == 0;
      issued.token = TicketToken(fmt::format("{:032x}", n));
      apply(hall_, {1, at_ += 1ms, issued});
    }
  }

  double next_ns() const {
    const double start = used_ms();
    for (int n = 0; n < calls; ++n) {
      if (!hall::next_for(hall_, hall_.plan().counters.front().id, at_ + n * 1ms))
        throw std::logic_error("nobody is next");
    }
    return (used_ms() - start) * 1e6 / calls;
  }

 private:
  static constexpr int calls = 5000;
  static HallPlan plan() {
    HallPlan plan = large_plaza();
    auto& serves = plan.counters.front().serves;
    serves.clear();
    for (const Service& service : plan.services)
      serves.push_back(service.id);
    return plan;
  }

  hall::Hall hall_;
  WallTime at_{1s};
};

/// In turn, so that a slower moment of the machine meets both.
std::pair<double, double> choosing_ns() {
  const Crowd small(few);
  const Crowd large(many);
  double among_few = std::numeric_limits<double>::max();
  double among_many = among_few;
  for (int run = 0; run < runs; ++run) {
    among_few = std::min(among_few, small.next_ns());
    among_many = std::min(among_many, large.next_ns());
  }
  return {among_few, among_many};
}

/// The events in a journal of their own, as the hall writes them.
void write_journal(const std::filesystem::path& folder, const std::vector<hall::Recorded>& events) {
  const auto journal = hall::open_sqlite_journal(folder.string());
  hall::Entry entry;
  entry.events = events;
  journal->append({&entry, 1});
}

/// SQLite alone: every row of the events, and what its columns hold.
double read_rows_ms(const std::filesystem::path& folder) {
  sqlite3* database = nullptr;
  if (sqlite3_open((folder / "journal.db").c_str(), &database) != SQLITE_OK)
    throw std::runtime_error("no journal to read");
  const double ms = fastest_ms([&] {
    sqlite3_stmt* rows = nullptr;
    sqlite3_prepare_v2(database, "SELECT seq, at_ms, crc, events FROM entry ORDER BY seq", -1,
                       &rows, nullptr);
    std::int64_t read = 0;
    while (sqlite3_step(rows) == SQLITE_ROW) {
      for (const int number : {0, 1, 2})
        read += sqlite3_column_int64(rows, number);
      if (sqlite3_column_text(rows, 3)) read += sqlite3_column_bytes(rows, 3);
    }
    sqlite3_finalize(rows);
    return read;
  });
  sqlite3_close(database);
  return ms;
}

double replay_journal_ms(const HallPlan& plan, const std::filesystem::path& folder) {
  const auto journal = hall::open_sqlite_journal(folder.string());
  return fastest_ms([&] {
    hall::Hall hall(plan);
    journal->replay(0, [&](const hall::Recorded& recorded) { apply(hall, recorded); });
    return hall;
  });
}

}  // namespace

boost::json::object measure_engine() {
  const HallPlan plan = large_plaza();
  const BusyDay day = busy_day(plan, tickets);
  const double copied = fastest_ms([&] { return day.events; });
  const double decided = fastest_ms([&] { return decide_day(plan, day); });
  const double applied = fastest_ms([&] { return apply_day(plan, day.events); });

  const auto [among_few, among_many] = choosing_ns();

  const Scratch scratch;
  write_journal(scratch.path(), day.events);
  const double replayed = replay_journal_ms(plan, scratch.path());
  const double read = read_rows_ms(scratch.path());

  return {{"day_tickets", tickets},
          {"day_commands", day.commands.size()},
          {"day_ms", decided},
          {"day_events_copied_ms", copied},
          {"next_among_100_ns", among_few},
          {"next_among_100000_ns", among_many},
          {"replay_events_per_s", per_second(day.events, applied)},
          {"copy_events_per_s", per_second(day.events, copied)},
          {"journal_replay_events_per_s", per_second(day.events, replayed)},
          {"journal_rows_per_s", per_second(day.events, read)}};
}

}  // namespace giliran::bench
