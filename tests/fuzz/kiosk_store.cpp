#include "kiosk/store/kiosk_store.hpp"
#include "kiosk/store/records.hpp"
#include "tests/fuzz/folder.hpp"

/// A kiosk's own file after changes from outside: read, or refused as unusable.
namespace giliran::fuzz {
namespace {

using namespace kiosk;

void write_rows(const std::string& folder) {
  Records records(folder);
  Ledger ledger(DeviceId("kiosk-1"), {}, [] { return std::string(32, 'a'); });
  const WallTime now{std::chrono::milliseconds(1795485600000)};
  protocol::LeasesHeld held;
  held.epoch = std::string(32, 'b');
  held.ranges = {{"2026-11-24", "A", 501, 550}};
  ledger.held(held, "2026-11-24", now);
  ledger.give({}, "2026-11-24", now);
  records.write(ledger.take_change(), ledger);
  records.keep(StoredCommand{RequestId(std::string(32, 'c')), "ticket.issue", "{}"});
  records.keep(StoredView{R"({"view":"kiosk"})", std::chrono::milliseconds(5)});
}

std::string sound_store() {
  const Folder folder;
  write_rows(folder.path);
  return folder.bytes_of("kiosk.db");
}

}  // namespace
}  // namespace giliran::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace giliran;
  static const fuzz::Folder folder;
  static const std::string sound = fuzz::sound_store();
  folder.hold("kiosk.db", fuzz::changed(sound, data, size));
  try {
    kiosk::Records records(folder.path);
    const kiosk::Remembered remembered = records.read();
    const kiosk::Ledger ledger(DeviceId("kiosk-1"), remembered.ledger,
                               [] { return std::string(32, 'a'); });
    fuzz::demand(ledger.to_hand_in() >= 0, "a count");
  } catch (const kiosk::StoreUnusable&) {
  }
  return 0;
}
