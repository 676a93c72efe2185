#include "shared/catalog/catalog.hpp"

#include <array>
#include <stdexcept>
#include <string_view>

#include "tests/fuzz/demand.hpp"

/// A compiled gettext catalog: read, or refused as one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace giliran;
  const std::array<EmbeddedFile, 1> files{
      EmbeddedFile{"en.mo", {reinterpret_cast<const char*>(data), size}}};
  try {
    const Catalog catalog{files};
    catalog.text(Language::en, "Langsung");
    catalog.plural(Language::en, "{} orang", "{} orang", 3);
    fuzz::demand(catalog.text(Language::id, "Langsung") == "Langsung", "the source changes");
  } catch (const std::runtime_error&) {
  }
  return 0;
}
