#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <unordered_map>
#include <vector>

#include "hall/http/backend.hpp"

namespace giliran::hall {

/// Gives documents their revisions: one that says the same as the one before, but for `now`, has
/// the same. Not thread-safe.
class ViewCache {
 public:
  /// `document` is a whole view; its revision is set here. Revisions grow over all views, so that
  /// one that was dropped and came back is newer.
  SharedView put(const std::string& name, boost::json::object document);
  /// The same, but nothing if this function gave that revision before.
  SharedView put_new(const std::string& name, boost::json::object document);
  /// The last document that was given; nothing if there is none.
  SharedView newest(const std::string& name) const;
  /// Forgets every view that is not among `names`, which are in order.
  void keep_only(const std::vector<std::string>& names);

 private:
  struct Kept {
    std::size_t content = 0;  ///< a hash of it, without its time and revision
    std::uint64_t revision = 0;
    std::uint64_t given = 0;  ///< by put_new()
    SharedView newest;
  };
  static SharedView written(Kept& kept, const std::string& name, boost::json::object document,
                            boost::json::value now);
  Kept& keep(const std::string& name, const boost::json::object& document);

  std::unordered_map<std::string, Kept> views_;
  std::uint64_t revision_ = 0;
};

}  // namespace giliran::hall
