#include "hall/app/view_cache.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>

namespace giliran::hall {

namespace json = boost::json;

namespace {

/// Takes out what does not count for whether two documents say the same.
json::value take_time(json::object& document) {
  json::value now = std::move(document["now"]);
  document["now"] = nullptr;
  document["revision"] = 0;
  return now;
}

}  // namespace

ViewCache::Kept& ViewCache::keep(const std::string& name, const json::object& document) {
  Kept& kept = views_[name];
  const std::size_t content = std::hash<std::string>()(json::serialize(document));
  if (kept.revision != 0 && kept.content == content) return kept;
  kept.content = content;
  kept.revision = ++revision_;
  return kept;
}

SharedView ViewCache::written(Kept& kept, const std::string& name, json::object document,
                              json::value now) {
  document["now"] = std::move(now);
  document["revision"] = kept.revision;
  kept.newest =
      std::make_shared<const ViewDoc>(ViewDoc{name, kept.revision, json::serialize(document)});
  return kept.newest;
}

SharedView ViewCache::put(const std::string& name, json::object document) {
  json::value now = take_time(document);
  Kept& kept = keep(name, document);
  return written(kept, name, std::move(document), std::move(now));
}

SharedView ViewCache::put_new(const std::string& name, json::object document) {
  json::value now = take_time(document);
  Kept& kept = keep(name, document);
  if (std::exchange(kept.given, kept.revision) == kept.revision) return nullptr;
  return written(kept, name, std::move(document), std::move(now));
}

SharedView ViewCache::newest(const std::string& name) const {
  const auto found = views_.find(name);
  return found == views_.end() ? nullptr : found->second.newest;
}

void ViewCache::keep_only(const std::vector<std::string>& names) {
  std::erase_if(views_,
                [&](const auto& entry) { return !std::ranges::binary_search(names, entry.first); });
}

}  // namespace giliran::hall
