#include <array>
#include <string>
#include <string_view>

#include "kiosk/printing/slip_pdf.hpp"
#include "tests/fuzz/demand.hpp"

/// Texts of a ticket, a line each, to a printed page. The first byte chooses what varies.
namespace giliran::fuzz {
namespace {

class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}
  std::string next() {
    const auto end = rest_.find('\n');
    std::string line(rest_.substr(0, end));
    rest_ = end == std::string_view::npos ? std::string_view() : rest_.substr(end + 1);
    return line;
  }

 private:
  std::string_view rest_;
};

kiosk::TicketSlip slip_of(unsigned char how, std::string_view text) {
  Lines lines(text);
  kiosk::TicketSlip slip;
  slip.language = all_languages[how % all_languages.size()];
  slip.priority = (how & 4) != 0;
  slip.copy = (how & 8) != 0;
  if ((how & 16) != 0) slip.wait = WaitRange{std::chrono::seconds(60), std::chrono::seconds(600)};
  slip.hall_lines = {lines.next(), lines.next()};
  slip.service = lines.next();
  slip.number = lines.next();
  slip.url = lines.next();
  for (int n = 0; n < (how >> 5); ++n)
    slip.steps.push_back(lines.next());
  for (int n = 0; n < (how >> 5); ++n)
    slip.requirements.push_back(lines.next());
  return slip;
}

}  // namespace
}  // namespace giliran::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace giliran;
  if (size < 2) return 0;
  static const Catalog catalog{};
  const kiosk::Paper paper = (data[0] & 1) != 0 ? kiosk::Paper{80, 72} : kiosk::Paper{58, 48};
  try {
    const kiosk::SlipPdf pdf =
        kiosk::slip_pdf(fuzz::slip_of(data[0], {reinterpret_cast<const char*>(data) + 1, size - 1}),
                        paper, catalog);
    fuzz::demand(pdf.bytes.starts_with("%PDF-"), "no page");
    fuzz::demand(pdf.length_mm > 30 && pdf.length_mm < 5000, "the length of the page");
  } catch (const std::runtime_error&) {
  }
  return 0;
}
