#include "hall/app/metrics.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string_view>

namespace giliran::hall {

namespace {

/// Writes one family after the other.
class Text {
 public:
  void family(std::string_view name, std::string_view type, std::string_view help) {
    name_ = name;
    fmt::format_to(std::back_inserter(text_), "# HELP giliran_{0} {2}\n# TYPE giliran_{0} {1}\n",
                   name, type, help);
  }
  template <class Value>
  void sample(std::string_view suffix, Value value) {
    fmt::format_to(std::back_inserter(text_), "giliran_{}{} {}\n", name_, suffix, value);
  }
  template <class Value>
  void one(std::string_view name, std::string_view type, std::string_view help, Value value) {
    family(name, type, help);
    sample("", value);
  }
  std::string take() { return std::move(text_); }

 private:
  std::string_view name_;
  std::string text_;
};

}  // namespace

void Metrics::committed(std::chrono::nanoseconds took) {
  ++commits_;
  commit_ns_ += static_cast<std::uint64_t>(took.count());
  const double seconds = std::chrono::duration<double>(took).count();
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    if (seconds <= bounds[i]) ++within_[i];
  }
}

std::string Metrics::text(const Gauges& now) const {
  Text text;
  text.one("healthy", "gauge", "1 while commands are taken.", now.healthy ? 1 : 0);
  text.one("disk_full", "gauge", "1 while no tickets are issued for want of room.",
           now.disk_full ? 1 : 0);
  text.one("disk_slow", "gauge", "1 while commits take long.", now.slow ? 1 : 0);
  text.one("tickets_issued_total", "counter", "Tickets issued since the start.", tickets_.load());
  text.one("calls_total", "counter", "Calls and recalls since the start.", calls_.load());
  text.family("commands_total", "counter", "Commands answered since the start.");
  text.sample("{outcome=\"done\"}", done_.load());
  text.sample("{outcome=\"refused\"}", refused_.load());
  text.sample("{outcome=\"replayed\"}", replayed_.load());
  text.one("commands_queued", "gauge", "Commands that wait for the writer.", now.queued);
  text.one("journal_failures_total", "counter", "Commits that failed.", failures_.load());
  text.family("commit_seconds", "histogram", "Journal commits, with their fsync.");
  const std::uint64_t commits = commits_;
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    text.sample(fmt::format("_bucket{{le=\"{}\"}}", bounds[i]), within_[i].load());
  }
  text.sample("_bucket{le=\"+Inf\"}", commits);
  text.sample("_sum", static_cast<double>(commit_ns_.load()) / 1e9);
  text.sample("_count", commits);
  text.family("devices_connected", "gauge", "Programs that are connected.");
  text.sample("{kind=\"kiosk\"}", now.kiosks);
  text.sample("{kind=\"display\"}", now.displays);
  text.sample("{kind=\"counter\"}", now.counters);
  text.one("views_watched", "gauge", "Views that somebody follows.", now.watched_views);
  return text.take();
}

}  // namespace giliran::hall
