#pragma once

#include <string>
#include <vector>

#include "hall/http/backend.hpp"

namespace giliran::hall {

/// Who follows the hall: the server, or a test. Called on the service's threads.
class Audience {
 public:
  virtual ~Audience() = default;
  virtual std::vector<std::string> watched_views() const = 0;
  virtual void publish_view(SharedView view) = 0;
  /// In the order of the numbers, each after its call is durable.
  virtual void publish_call(const CallText& call) = 0;
};

}  // namespace giliran::hall
