#include "hall/app/errors.hpp"
#include "hall/app/hall_service.hpp"

/// The thread that builds and publishes views. While it builds, changes add up: a slow one sends
/// fewer documents, not older ones.
namespace giliran::hall {

void HallService::views_may_differ() {
  {
    const std::scoped_lock lock(signal_mutex_);
    dirty_ = true;
  }
  signal_.notify_all();
}

void HallService::publish() {
  while (true) {
    {
      std::unique_lock lock(signal_mutex_);
      signal_.wait_for(lock, views_every, [&] { return dirty_ || stopping_; });
      if (stopping_) return;
      dirty_ = false;
    }
    publish_views();
  }
}

void HallService::publish_views() {
  const std::vector<std::string> names = audience_->watched_views();
  watched_ = names.size();
  {
    const std::scoped_lock lock(state_mutex_);
    devices_.forget(clock_.now());
    cache_.keep_only(names);
  }
  for (const std::string& name : names) {
    // Each by itself, so that the writer never waits for more than one.
    const auto document = view(name);
    if (!document) continue;  // a ticket of yesterday that somebody still follows
    std::uint64_t& published = published_views_[name];
    if ((*document)->revision <= published) continue;
    published = (*document)->revision;
    audience_->publish_view(*document);
  }
}

}  // namespace giliran::hall
