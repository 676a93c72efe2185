#pragma once

#include <array>
#include <initializer_list>
#include <locale>
#include <span>
#include <string>
#include <vector>

#include "shared/base/embedded.hpp"
#include "shared/model/language.hpp"

namespace giliran {

/// The texts of a program in its languages, read from gettext catalogs that are in the program
/// itself (giliran_catalog in CMake), so that no system locale needs to be installed. Indonesian
/// is the source: a text without a translation appears in Indonesian. Immutable; any thread.
///
/// Mark every text for the extractor by passing it literally to text() or plural(), or to tr().
class Catalog {
 public:
  /// Each domain is one room's `giliran::embedded::catalog_<domain>()`. Throws std::runtime_error
  /// for a file that is no catalog.
  explicit Catalog(std::initializer_list<std::span<const EmbeddedFile>> domains);

  std::string text(Language language, const char* indonesian) const;
  /// Indonesian and Sundanese have one form; English chooses by n.
  std::string plural(Language language, const char* singular, const char* plural, long n) const;

 private:
  std::array<std::vector<std::locale>, all_languages.size()> locales_;
};

/// Marks a text for the extractor where it is named but translated later.
constexpr const char* tr(const char* indonesian) {
  return indonesian;
}

}  // namespace giliran
