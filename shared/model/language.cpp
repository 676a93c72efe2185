#include "shared/model/language.hpp"

namespace giliran {

std::string_view code_of(Language language) {
  switch (language) {
    case Language::id:
      return "id";
    case Language::en:
      return "en";
    case Language::su:
      return "su";
  }
  return "id";
}

std::optional<Language> language_of(std::string_view code) {
  for (const Language language : all_languages) {
    if (code_of(language) == code) return language;
  }
  return std::nullopt;
}

std::string_view own_name(Language language) {
  switch (language) {
    case Language::id:
      return "Indonesia";
    case Language::en:
      return "English";
    case Language::su:
      return "Sunda";
  }
  return "Indonesia";
}

const std::string& LocalText::in(Language language) const {
  if (language == Language::en && !en.empty()) return en;
  if (language == Language::su && !su.empty()) return su;
  return id;
}

}  // namespace giliran
