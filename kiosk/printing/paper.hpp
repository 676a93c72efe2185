#pragma once

namespace giliran::kiosk {

/// A roll in millimetres: its width and what of it the print head reaches, taken as centred.
struct Paper {
  double width_mm = 80;
  double printable_mm = 72;
  friend bool operator==(const Paper&, const Paper&) = default;
};

/// 576 dots at 203 dpi, as Epson TM-T20 class printers.
inline constexpr Paper paper_80{80, 72};
/// 384 dots at 203 dpi, as POS-5890 class printers.
inline constexpr Paper paper_58{58, 48};

}  // namespace giliran::kiosk
