#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace giliran {

/// A language of screens, paper and voice: Indonesian (the source), English, Sundanese.
enum class Language { id, en, su };

inline constexpr std::array all_languages{Language::id, Language::en, Language::su};

/// ISO 639-1 code: "id", "en", "su".
std::string_view code_of(Language language);
std::optional<Language> language_of(std::string_view code);
/// The language's name in itself, as on its button.
std::string_view own_name(Language language);

/// A text that a hall's administrator wrote, in one or more languages.
struct LocalText {
  std::string id;
  std::string en;
  std::string su;
  /// The text in that language; in Indonesian where it was not translated.
  const std::string& in(Language language) const;
  friend bool operator==(const LocalText&, const LocalText&) = default;
};

}  // namespace giliran
