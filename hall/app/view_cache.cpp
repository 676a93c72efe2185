#include "hall/app/view_cache.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>

namespace giliran::hall {

namespace json = boost::json;

SharedView ViewCache::put(const std::string& name, json::object document) {
  Kept& kept = views_[name];
  json::value now = std::move(document["now"]);
  document["now"] = nullptr;
  document["revision"] = 0;
  std::string content = json::serialize(document);
  if (kept.revision == 0 || kept.content != content) {
    kept.content = std::move(content);
    kept.revision = ++revision_;
  }
  document["now"] = std::move(now);
  document["revision"] = kept.revision;
  return std::make_shared<const ViewDoc>(ViewDoc{name, kept.revision, json::serialize(document)});
}

void ViewCache::keep_only(const std::vector<std::string>& names) {
  std::erase_if(views_, [&](const auto& entry) {
    return std::ranges::find(names, entry.first) == names.end();
  });
}

}  // namespace giliran::hall
