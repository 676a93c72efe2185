#include "hall/app/devices.hpp"

#include <algorithm>

#include "hall/app/limits.hpp"
#include "shared/base/text.hpp"

namespace giliran::hall {

namespace {
constexpr std::size_t name_length = 60;
constexpr std::size_t version_length = 32;
constexpr std::size_t printer_message_length = 120;
}  // namespace

bool Devices::make_room() {
  if (devices_.size() < max_devices) return true;
  auto oldest = devices_.end();
  for (auto at = devices_.begin(); at != devices_.end(); ++at) {
    if (at->second.connected) continue;
    if (oldest == devices_.end() || at->second.since < oldest->second.since) oldest = at;
  }
  if (oldest == devices_.end()) return false;
  devices_.erase(oldest);
  return true;
}

void Devices::reported(const protocol::DeviceReport& report, WallTime now) {
  auto found = devices_.find(report.device);
  if (found == devices_.end()) {
    if (!make_room()) return;
    found = devices_.emplace(report.device, protocol::ManagerDevice{}).first;
  }
  protocol::ManagerDevice& device = found->second;
  const WallTime since = device.connected ? device.since : now;
  device = {report.device,
            report.kind,
            printable(report.name, name_length),
            printable(report.version, version_length),
            true,
            since,
            report.printer,
            report.sound,
            report.counter,
            report.last_call,
            report.to_hand_in,
            report.own_disk};
  if (device.printer) {
    device.printer->message = printable(device.printer->message, printer_message_length);
  }
}

void Devices::gone(const DeviceId& device, WallTime now) {
  const auto found = devices_.find(device);
  if (found == devices_.end() || !found->second.connected) return;
  found->second.connected = false;
  found->second.since = now;
}

void Devices::forget(WallTime now) {
  std::erase_if(devices_, [&](const auto& entry) {
    return !entry.second.connected && now - entry.second.since >= forget_device_after;
  });
}

std::vector<protocol::ManagerDevice> Devices::list() const {
  std::vector<protocol::ManagerDevice> list;
  for (const auto& [id, device] : devices_)
    list.push_back(device);
  return list;
}

int Devices::connected(DeviceKind kind) const {
  return static_cast<int>(std::ranges::count_if(devices_, [&](const auto& entry) {
    return entry.second.connected && entry.second.kind == kind;
  }));
}

}  // namespace giliran::hall
