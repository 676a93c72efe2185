#include "shared/catalog/catalog.hpp"

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>

#include <string_view>

#include "shared/catalog/catalog_check.hpp"

namespace giliran {

namespace {

namespace gettext = boost::locale::gnu_gettext;

std::locale load(const EmbeddedFile& file, Language language) {
  check_catalog(file.bytes);
  gettext::messages_info info;
  info.language = std::string(code_of(language));
  info.encoding = "UTF-8";
  info.locale_category = "LC_MESSAGES";
  info.domains.emplace_back("giliran");
  info.paths.emplace_back("");
  info.callback = [&file](const std::string& name, const std::string&) {
    const bool wanted = name.find(file.name.substr(0, 2)) != std::string::npos;
    return wanted ? std::vector<char>(file.bytes.begin(), file.bytes.end()) : std::vector<char>();
  };
  return std::locale(std::locale::classic(), gettext::create_messages_facet<char>(info));
}

}  // namespace

Catalog::Catalog(std::initializer_list<std::span<const EmbeddedFile>> domains) {
  for (const auto& files : domains) {
    for (const EmbeddedFile& file : files) {
      const auto language = language_of(file.name.substr(0, file.name.find('.')));
      if (!language) continue;
      locales_[static_cast<std::size_t>(*language)].push_back(load(file, *language));
    }
  }
}

std::string Catalog::text(Language language, const char* indonesian) const {
  for (const std::locale& locale : locales_[static_cast<std::size_t>(language)]) {
    const auto& messages = std::use_facet<boost::locale::message_format<char>>(locale);
    if (const char* found = messages.get(0, nullptr, indonesian)) return found;
  }
  return indonesian;
}

std::string Catalog::plural(Language language, const char* singular, const char* plural,
                            long n) const {
  for (const std::locale& locale : locales_[static_cast<std::size_t>(language)]) {
    const auto& messages = std::use_facet<boost::locale::message_format<char>>(locale);
    if (const char* found = messages.get(0, nullptr, singular, static_cast<int>(n))) return found;
  }
  return n == 1 ? singular : plural;
}

}  // namespace giliran
