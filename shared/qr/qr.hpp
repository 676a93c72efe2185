#pragma once

#include <string_view>
#include <vector>

namespace giliran {

/// The dark and light modules of a QR code, without its quiet zone (4 modules on each side, which
/// whoever draws it must leave light).
struct QrCode {
  int size = 0;            ///< modules per side
  std::vector<bool> dark;  ///< row by row, size x size
  bool at(int x, int y) const { return dark[static_cast<std::size_t>(y) * size + x]; }
};

/// Encodes text with error correction level M. Throws std::runtime_error if it is too long for any
/// QR code (about 2,300 bytes).
QrCode encode_qr(std::string_view text);

}  // namespace giliran
