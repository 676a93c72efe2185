#pragma once

#include <cmath>
#include <string>

#include "display/screens/screen.hpp"

namespace giliran::display {

/// The parts of the board and what they share. Lengths are given for a board 1080 pixels high (or
/// wide, upright) and enlarged by `scale`.
struct Parts {
  ui::Canvas& canvas;
  const Scene& scene;
  const Look& look;
  double scale = 1;

  int px(double length) const { return static_cast<int>(std::lround(length * scale)); }
  std::string say(const char* indonesian) const {
    return look.catalog.text(look.language, indonesian);
  }

  /// Whose hall it is, the date and the time.
  void header(ui::Rect area) const;
  /// The number that is called, or what stands there when none is.
  void current(ui::Rect area) const;
  /// The numbers called before it.
  void recent(ui::Rect area) const;
  /// How long each agency takes: `columns` beside each other, `at_once` in all, the others in turn.
  void waits(ui::Rect area, int columns, std::size_t at_once) const;
  /// The message of the moment; or since when the hall is away.
  void message(ui::Rect area) const;

 private:
  void called(const ShownCall& call, const ui::Rect& area) const;
  void welcome(const ui::Rect& area) const;
  void wait(const ShownWait& wait, const ui::Rect& area) const;
  void pages(const ui::Rect& area, std::size_t page, std::size_t count) const;
};

/// "14 · 20–35 mnt", "Buka 13.00", "Tutup": of one agency at that time.
std::string wait_words(const Look& look, const ShownWait& wait, LocalTime now);

}  // namespace giliran::display
