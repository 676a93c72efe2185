#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "shared/base/clock.hpp"

namespace giliran {

/// Time on the hall's own clock, with its calendar day. Used for opening hours, numbering days and
/// everything people read; never for measuring how long something took.
using LocalTime = std::chrono::local_time<std::chrono::milliseconds>;

/// A time zone of the IANA database, for example "Asia/Jakarta". Cheap to copy; any thread.
class Zone {
 public:
  /// Throws std::runtime_error naming the zone if the database does not know it.
  explicit Zone(std::string_view name);
  LocalTime local(WallTime time) const;
  /// The first moment at which the hall's clock shows `time`; after a gap, the moment of the gap.
  WallTime wall(LocalTime time) const;
  const std::string& name() const { return name_; }

 private:
  std::string name_;
  const void* zone_;
};

}  // namespace giliran
