#include <fmt/format.h>

#include <set>

#include "shared/settings/table_reader.hpp"

namespace giliran::settings {

namespace {

using std::chrono::seconds;

DeviceId read_device(TableReader& table, std::set<std::string>& ids) {
  const std::string id = table.text("id");
  if (!id.empty() && !ids.insert(id).second) {
    table.mistake("id", fmt::format("is \"{}\", which another device has; rename one", id));
  }
  return DeviceId(id);
}

Printer read_printer(TableReader& table) {
  Printer printer;
  printer.host = table.text("host", printer.host);
  printer.port = static_cast<unsigned short>(table.integer("port", 1, 65535, printer.port));
  printer.queue = table.text("queue", printer.queue);
  printer.device_uri = table.text("device_uri", "");
  printer.paper_width_mm = static_cast<int>(table.integer("paper_width_mm", 58, 80, 80));
  if (printer.paper_width_mm != 58 && printer.paper_width_mm != 80) {
    table.mistake("paper_width_mm", "is neither 58 nor 80; write the width of the roll");
  }
  const bool wide = printer.paper_width_mm == 80;
  printer.print_width_mm =
      static_cast<int>(table.integer("print_width_mm", 40, printer.paper_width_mm, wide ? 72 : 48));
  printer.roll_length_m = table.real("roll_length_m", 0, 500, printer.roll_length_m);
  table.finish();
  return printer;
}

Kiosk read_kiosk(TableReader& table, std::set<std::string>& ids) {
  Kiosk kiosk;
  kiosk.id = read_device(table, ids);
  kiosk.name = table.text("name");
  kiosk.idle = seconds(table.integer("idle_s", 10, 600, kiosk.idle.count()));
  kiosk.still_there = seconds(table.integer("still_there_s", 20, 120, kiosk.still_there.count()));
  kiosk.ticket_shown = seconds(table.integer("ticket_shown_s", 5, 300, kiosk.ticket_shown.count()));
  kiosk.pixels_per_mm = table.real("pixels_per_mm", 1.0, 20.0, kiosk.pixels_per_mm);
  if (auto printer = table.table("printer")) kiosk.printer = read_printer(*printer);
  table.finish();
  return kiosk;
}

Display read_display(TableReader& table, std::set<std::string>& ids) {
  Display display;
  display.id = read_device(table, ids);
  display.name = table.text("name");
  display.sound = table.boolean("sound", display.sound);
  display.speak_within =
      seconds(table.integer("speak_within_s", 0, 3600, display.speak_within.count()));
  display.message_shown =
      seconds(table.integer("message_shown_s", 3, 600, display.message_shown.count()));
  table.finish();
  return display;
}

}  // namespace

void read_programs(TableReader& root, Settings& settings) {
  if (auto hall = root.table("hall")) settings.hall.ticket_url = hall->text("ticket_url", "");
  if (auto link = root.table("link")) {
    settings.link.host = link->text("host", settings.link.host);
    settings.link.port =
        static_cast<unsigned short>(link->integer("port", 1, 65535, settings.link.port));
    link->finish();
  }
  std::set<std::string> ids;
  for (TableReader& table : root.tables("kiosk", false)) {
    settings.kiosks.push_back(read_kiosk(table, ids));
  }
  for (TableReader& table : root.tables("display", false)) {
    settings.displays.push_back(read_display(table, ids));
  }
}

}  // namespace giliran::settings
