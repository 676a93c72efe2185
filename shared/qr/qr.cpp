#include "shared/qr/qr.hpp"

#include <qrencode.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace giliran {

QrCode encode_qr(std::string_view text) {
  const std::string copy(text);
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString(copy.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free);
  if (!code) throw std::runtime_error("text does not fit a QR code");
  QrCode result;
  result.size = code->width;
  for (int i = 0; i < code->width * code->width; ++i) {
    result.dark.push_back((code->data[i] & 1U) != 0);
  }
  return result;
}

}  // namespace giliran
