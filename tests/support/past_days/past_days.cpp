#include "tests/support/past_days/past_days.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "hall/store/event_codec.hpp"
#include "hall/store/journal_check.hpp"
#include "hall/store/journal_file.hpp"
#include "hall/store/sqlite_journal.hpp"
#include "shared/base/zone.hpp"

namespace giliran::hall {

namespace {

namespace chr = std::chrono;
using namespace std::chrono_literals;

constexpr int a_day = 5000;
constexpr auto opens = 8h;
constexpr auto gap = 5760ms;  ///< of 5,000 tickets in eight hours
constexpr auto waits = 300s;
constexpr auto walks = 10s;
/// Shorter than what twenty counters have for each ticket.
constexpr auto is_served = 90s;

class PastDays {
 public:
  PastDays(const HallPlan& plan, Journal& journal) : plan_(plan), journal_(journal) {}

  /// It begins then, which is 8 o'clock.
  void write(chr::local_days day, WallTime begin, int tickets) {
    entries_.clear();
    numbers_.clear();
    add(begin, "", "", DayBegan{day});
    for (const CounterPlan& counter : plan_.counters)
      add(begin, "counter.open", "null", CounterOpened{counter.id});
    for (int n = 0; n < tickets; ++n)
      add_ticket(begin + n * gap, n);
    std::ranges::stable_sort(entries_, {}, [](const Entry& entry) { return entry.events[0].at; });
    for (Entry& entry : entries_)
      finish(entry);
    journal_.append(entries_);
    while (journal_.step()) {
    }
  }

 private:
  void add_ticket(WallTime at, int n) {
    const Service& service = plan_.services[static_cast<std::size_t>(n) % plan_.services.size()];
    const CounterPlan& counter =
        plan_.counters[static_cast<std::size_t>(n) % plan_.counters.size()];
    const TicketId id(++tickets_);
    const TicketNumber number{service.letter, ++numbers_[service.letter]};
    const std::string token = fmt::format("{:032x}", tickets_);
    TicketIssued issued{id, number, service.id, n % 5 == 0, Language::id, TicketToken(token)};
    issued.quoted = WaitRange{240s, 600s};
    add(at, "ticket.issue",
        fmt::format(R"({{"ticket":"t{}","number":"{}","token":"{}","service":"{}","ahead":12,)"
                    R"("priority":false,"wait":{{"low":240,"high":600}}}})",
                    tickets_, number.text(), token, service.id.value()),
        std::move(issued));
    add(at + 2s, "ticket.slip", "null", SlipSet{id, Slip::printed});
    const std::string called = fmt::format(R"({{"ticket":"t{}","number":"{}","counter":{}}})",
                                           tickets_, number.text(), counter.id.value());
    add(at + waits, "call.next", called, TicketCalled{CallSeq(0), id, counter.id});
    add(at + waits + walks, "ticket.start", "null", ServiceStarted{id});
    add(at + waits + walks + is_served, "ticket.finish", "null", ServiceFinished{id});
  }

  void add(WallTime at, const char* method, std::string answer, Event event) {
    Entry entry;
    entry.fingerprint = method;
    entry.answer = std::move(answer);
    entry.events.push_back({0, at, std::move(event)});
    entries_.push_back(std::move(entry));
  }

  /// What follows from the order.
  void finish(Entry& entry) {
    Recorded& recorded = entry.events[0];
    recorded.seq = ++seq_;
    if (auto* call = std::get_if<TicketCalled>(&recorded.event)) call->seq = CallSeq(++calls_);
    if (entry.fingerprint.empty()) return;
    entry.fingerprint += " " + write_event(recorded.event).body;
    // Spread as random ones are.
    entry.request = RequestId(fmt::format("{:016x}{:016x}", seq_ * 0x9e3779b97f4a7c15U, seq_));
  }

  const HallPlan& plan_;
  Journal& journal_;
  std::vector<Entry> entries_;
  std::map<char, int> numbers_;
  std::uint64_t seq_ = 0;
  std::uint64_t tickets_ = 0;
  std::uint64_t calls_ = 0;
};

}  // namespace

void make_past_days(const std::string& folder, const HallPlan& plan, int tickets, WallTime now) {
  const LocalTime local = Zone(plan.zone).local(now);
  const auto today = chr::floor<chr::days>(local);
  const WallTime eight = now - (local - today) + opens;
  const int days = (tickets + a_day - 1) / a_day;
  {
    const auto journal = open_sqlite_journal(folder);
    PastDays past(plan, *journal);
    for (int n = 0; n < days; ++n) {
      const chr::days ago(days - n);
      past.write(today - ago, eight - ago, std::min(a_day, tickets - n * a_day));
    }
  }
  JournalFile file = open_journal_file(folder);
  make_reports(file, folder, plan, now);
}

}  // namespace giliran::hall
