#include <set>
#include <string_view>

#include "kiosk/core/ledger.hpp"
#include "shared/protocol/codec.hpp"
#include "shared/protocol/rpc.hpp"
#include "tests/fuzz/demand.hpp"

/// What the hall says to a kiosk that holds numbers, a message in each line, with a visitor after
/// each: whatever it says, no number is given twice, and what is handed in can be read.
namespace giliran::fuzz {
namespace {

using namespace kiosk;
constexpr std::string_view today = "2026-11-24";

class Kiosk {
 public:
  void hear(std::string_view line) {
    const auto message = protocol::parse_json(line);
    if (!message) return;
    now_ += std::chrono::seconds(20);
    if (const auto held = protocol::decode<protocol::LeasesHeld>(*message)) {
      ledger_.held(*held, today, now_);
    } else if (const auto answer = protocol::decode<protocol::HandedIn>(*message)) {
      if (!asked_.empty()) ledger_.handed_in(*asked_.begin(), *answer);
    } else if (const auto issued = protocol::decode<protocol::TicketIssued>(*message)) {
      ledger_.gave(wish(issued->number.letter), *issued, today, now_);
      numbers_.insert(issued->number.text());
    } else {
      ledger_.disconnected();
    }
  }

  void visit() {
    for (const char letter : {'A', 'B'}) {
      const auto given = ledger_.give(wish(letter), today, now_);
      if (!given) continue;
      demand(given->number.letter == letter, "a number of another run");
      demand(numbers_.insert(given->number.text()).second, "a number is given twice");
      ledger_.slip(given->shown_as, Slip::printed);
    }
    for (const protocol::TicketHandIn& hand_in : ledger_.take_hand_ins()) {
      asked_.insert(hand_in.request_id);
      const auto read = protocol::decode<protocol::TicketHandIn>(protocol::encode(hand_in));
      demand(read && read->token == hand_in.token && read->number == hand_in.number, "a hand-in");
    }
    ledger_.take_change();
  }

 private:
  static NumberWish wish(char letter) {
    NumberWish made;
    made.service = ServiceId("kependudukan.ktp");
    made.letter = letter;
    return made;
  }
  static std::string hex(unsigned id) {
    std::string text(32, '0');
    for (auto at = text.rbegin(); id > 0; ++at, id /= 10)
      *at = static_cast<char>('0' + id % 10);
    return text;
  }
  WallTime now_{std::chrono::milliseconds(1795485600000)};
  unsigned ids_ = 0;
  Ledger ledger_{DeviceId("kiosk-1"), {}, [this] { return hex(++ids_); }};
  std::set<RequestId> asked_;
  std::set<std::string> numbers_;
};

}  // namespace
}  // namespace giliran::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  giliran::fuzz::Kiosk kiosk;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  for (int lines = 0; !rest.empty() && lines < 32; ++lines) {
    const auto end = rest.find('\n');
    kiosk.hear(rest.substr(0, end));
    kiosk.visit();
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return 0;
}
