#include "shared/base/zone.hpp"

#include <date/tz.h>

namespace giliran {

namespace {
const date::time_zone& zone_of(const void* zone) {
  return *static_cast<const date::time_zone*>(zone);
}
}  // namespace

Zone::Zone(std::string_view name) : name_(name), zone_(date::locate_zone(name)) {}

LocalTime Zone::local(WallTime time) const {
  const auto local =
      zone_of(zone_).to_local(date::sys_time<std::chrono::milliseconds>(time.time_since_epoch()));
  return LocalTime(local.time_since_epoch());
}

WallTime Zone::wall(LocalTime time) const {
  const auto utc = zone_of(zone_).to_sys(
      date::local_time<std::chrono::milliseconds>(time.time_since_epoch()), date::choose::earliest);
  return WallTime(utc.time_since_epoch());
}

}  // namespace giliran
