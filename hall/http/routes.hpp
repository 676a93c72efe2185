#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hall/http/server.hpp"

namespace giliran::hall {

enum class Verb { get, head, post, other };
Verb verb_of(std::string_view method);

struct Route {
  enum class Kind { file, rpc, health, metrics, not_found, wrong_verb };
  Kind kind = Kind::not_found;
  const StaticFile* file = nullptr;  ///< with Kind::file
  std::string_view etag;             ///< of the file, quoted
  std::string_view allow;            ///< the verbs that would be right
};

/// Which path means what. The query after "?" is not looked at.
class Routes {
 public:
  explicit Routes(std::vector<StaticFile> files);
  Route find(Verb verb, std::string_view target) const;

 private:
  struct Entry {
    StaticFile file;
    std::string etag;
  };
  std::map<std::string, Entry, std::less<>> files_;
};

}  // namespace giliran::hall
