#pragma once

#include <string>

#include "counter_client/core/shown.hpp"
#include "shared/catalog/catalog.hpp"
#include "shared/catalog/phrases.hpp"

GILIRAN_DECLARE_EMBEDDED(catalog_counter)

namespace giliran::counter {

/// What the officer reads, in one language. Immutable.
class Words {
 public:
  /// `catalog` must hold embedded::catalog_counter() and catalog_shared(), and outlive this.
  Words(const Catalog& catalog, Language language) : catalog_(catalog), language_(language) {}

  Language language() const { return language_; }
  std::string say(const char* indonesian) const { return catalog_.text(language_, indonesian); }
  /// The text on a button: "Panggil ulang".
  std::string label(Press press) const;
  /// The key under it: "R", "Spasi", "Esc".
  std::string key(Press press) const;
  /// The line under the text of one of the six: its key and how it stands, as "O · nyala", or why
  /// it cannot be pressed yet, as "15 dtk lagi".
  std::string key_line(Press press, const Shown& shown) const;
  std::string notice(const Notice& notice) const;
  /// "Loket 3"
  std::string counter(CounterId counter) const;
  /// Of the window: "Giliran – Loket 3"
  std::string title(CounterId counter) const;
  /// "18 mnt"
  std::string waited(std::chrono::minutes waited) const;
  /// "Kependudukan · Siti R."
  std::string at_the_counter(const Shown& shown) const;
  std::string banner(const Shown& shown) const;
  /// What goes on while the hall is away.
  std::string without_hall() const;
  /// "28 dilayani hari ini · rata-rata 6:12"
  std::string today(const Shown& shown) const;
  /// What an open panel asks: "Alihkan A-012 ke…"
  std::string question(const ShownPanel& panel) const;
  /// A number in capitals, all else as it was typed.
  static std::string typed(const ShownPanel& panel);
  std::string phrase(Phrase phrase) const;
  /// A reason that the hall kept, in this language if it is one of this program's.
  std::string reason(const std::string& kept) const;
  /// An entry's own line, and the quiet one below it; empty for none.
  std::string entry(const Entry& entry) const;
  std::string entry_detail(const Entry& entry) const;
  std::string entry_group(const Entry& entry) const;
  /// "KTP-el, SIM"
  std::string list(const std::vector<LocalText>& texts) const;
  std::string filled(const char* indonesian, const std::string& value) const;
  std::string filled(const char* indonesian, int value) const;

 private:
  const Catalog& catalog_;
  Language language_;
};

}  // namespace giliran::counter
