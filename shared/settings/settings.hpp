#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "shared/base/ids.hpp"
#include "shared/base/result.hpp"
#include "shared/model/hall_plan.hpp"

namespace giliran::settings {

/// [hall]: what the hall's service needs beyond the plan.
struct Hall {
  std::string ticket_url;  ///< a ticket's page for phones is this and the token; empty: the hall's
                           ///< own address
};

/// [link]: where the programs find the hall.
struct Link {
  std::string host = "127.0.0.1";
  unsigned short port = 7080;
};

/// [kiosk.printer]
struct Printer {
  std::string host = "localhost";  ///< of the CUPS scheduler; libcups wants a name, not an address
  unsigned short port = 631;
  std::string queue = "tiket";
  std::string
      device_uri;  ///< the printer itself, asked for paper: CUPS's own view goes stale. Optional
  int paper_width_mm = 80;    ///< 80 or 58
  int print_width_mm = 72;    ///< 72 or 48
  double roll_length_m = 50;  ///< of a new roll, to foretell its end; 0: it is not foretold
};

/// [[kiosk]]
struct Kiosk {
  DeviceId id;
  std::string name;
  std::chrono::seconds idle{45};          ///< without a touch, before it asks "Masih di sini?"
  std::chrono::seconds still_there{20};   ///< to answer that
  std::chrono::seconds ticket_shown{20};  ///< the ticket screen's countdown
  double pixels_per_mm = 2.7;  ///< of its screen: 1080 pixels on 400 mm (32 inch, portrait)
  Printer printer;
};

/// [[display]]
struct Display {
  DeviceId id;
  std::string name;
  bool sound = true;
  std::chrono::seconds speak_within{
      60};  ///< older calls, after an outage, are shown but not spoken
  std::chrono::seconds message_shown{10};
};

/// Everything in one settings file; all programs read the same one.
struct Settings {
  HallPlan plan;
  Hall hall;
  Link link;
  std::vector<Kiosk> kiosks;
  std::vector<Display> displays;

  const Kiosk* kiosk(const DeviceId& id) const;
  const Display* display(const DeviceId& id) const;
};

/// One mistake in a file: where it is, what is wrong, and what to write instead.
struct Mistake {
  std::string file;
  unsigned line = 0;  ///< 0: the file as a whole
  std::string key;    ///< "counter[2].serves"
  std::string message;
  /// "file:12: counter[2].serves: ..." for a person at a terminal.
  std::string text() const;
};

/// Reads and checks a file. All mistakes that it finds are told at once; nothing is guessed: a key
/// that nobody knows is a mistake. Any thread.
Result<Settings, std::vector<Mistake>> read_file(const std::string& path);
/// The same from text; `file` is only a name for messages.
Result<Settings, std::vector<Mistake>> read_text(const std::string& text, const std::string& file);

}  // namespace giliran::settings
