#include "shared/settings/settings.hpp"

#include "hall/core/hall.hpp"
#include "tests/fuzz/demand.hpp"

/// A settings file: read, or refused with mistakes that name a place. What is read makes a hall.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace giliran;
  const auto read = settings::read_text({reinterpret_cast<const char*>(data), size}, "fuzz.toml");
  if (read) {
    const hall::Hall made(read->plan);
    return 0;
  }
  fuzz::demand(!read.error().empty(), "refused without a mistake");
  for (const settings::Mistake& mistake : read.error())
    fuzz::demand(!mistake.message.empty() && !mistake.text().empty(), "a mistake without words");
  return 0;
}
