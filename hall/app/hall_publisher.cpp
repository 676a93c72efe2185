#include <algorithm>

#include "hall/app/errors.hpp"
#include "hall/app/hall_service.hpp"

/// The thread that builds and publishes views. While it builds, changes add up: a slow one sends
/// fewer documents, not older ones.
namespace giliran::hall {

using std::chrono::steady_clock;

void HallService::views_may_differ() {
  // Who comes second need not wake anybody.
  if (dirty_.exchange(true)) return;
  { const std::scoped_lock lock(signal_mutex_); }
  signal_.notify_all();
}

void HallService::publish() {
  while (true) {
    {
      std::unique_lock lock(signal_mutex_);
      const auto news = [&] { return dirty_ || stopping_; };
      bool looked = true;
      if (programs_pace_.asked()) {
        signal_.wait_until(lock, programs_pace_.next(), [&] { return stopping_; });
      } else if (tickets_pace_.asked()) {
        signal_.wait_until(lock, tickets_pace_.next(), news);
      } else {
        looked = signal_.wait_for(lock, views_every, news);
      }
      if (stopping_) return;
      if (dirty_.exchange(false) || !looked) {
        programs_pace_.ask();
        tickets_pace_.ask();
      }
    }
    publish_due();
  }
}

/// Programs' views first; tickets' are many and their visitors in no hurry.
void HallService::publish_due() {
  const bool programs = programs_pace_.begin(steady_clock::now());
  const bool tickets = tickets_pace_.begin(steady_clock::now());
  if (!programs && !tickets) return;
  std::vector<std::string> names = audience_->watched_views();
  watched_ = names.size();
  {
    const std::scoped_lock lock(state_mutex_);
    devices_.forget(now());
    cache_.keep_only(names);
  }
  const auto of_tickets = std::ranges::stable_partition(
      names, [](const std::string& name) { return !name.starts_with("ticket:"); });
  if (programs) {
    publish_views({names.begin(), of_tickets.begin()});
    programs_pace_.done(steady_clock::now());
  }
  if (tickets) {
    publish_views({of_tickets.begin(), of_tickets.end()});
    tickets_pace_.done(steady_clock::now());
  }
}

void HallService::publish_views(std::span<const std::string> names) {
  for (const std::string& name : names) {
    // Each by itself, and after the round that waits, so that the writer never waits for more than
    // one: a mutex alone goes to whoever had it last.
    if (!slow_) at_work_.wait(true);
    SharedView document;
    {
      std::unique_lock hall(hall_mutex_, std::defer_lock);
      lock_soon(hall);
      const std::scoped_lock lock(state_mutex_);
      if (!durable_ && (!hall || ahead_)) return views_may_differ();  // in a moment
      auto built = build(name, durable_ ? *durable_ : hall_);
      if (!built) continue;  // a ticket of yesterday that somebody still follows
      document = cache_.put_new(name, std::move(*built));
    }
    if (document) audience_->publish_view(std::move(document));
  }
}

}  // namespace giliran::hall
