#pragma once

#include <map>
#include <vector>

#include "shared/base/clock.hpp"
#include "shared/protocol/views.hpp"

namespace giliran::hall {

/// The programs that said what they are, for the manager. In memory only: after a restart each says
/// it again. Not thread-safe.
class Devices {
 public:
  /// `device` is connected; since `now` if it was not before. Texts are cleaned for showing. Beyond
  /// max_devices, the one that has been away longest is forgotten; if none is away, this one is not
  /// taken in.
  void reported(const protocol::DeviceReport& report, WallTime now);
  void gone(const DeviceId& device, WallTime now);
  /// Forgets who has been away for forget_device_after.
  void forget(WallTime now);
  /// In the order of their ids.
  std::vector<protocol::ManagerDevice> list() const;
  int connected(DeviceKind kind) const;

 private:
  bool make_room();
  std::map<DeviceId, protocol::ManagerDevice> devices_;
};

}  // namespace giliran::hall
