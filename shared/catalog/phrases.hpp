#pragma once

#include <chrono>
#include <string>

#include "shared/base/zone.hpp"
#include "shared/catalog/catalog.hpp"
#include "shared/model/language.hpp"
#include "shared/model/refusal.hpp"
#include "shared/model/wait_range.hpp"

namespace giliran {

/// The catalog of the phrases in this file. A program gives it to its Catalog beside its own.
/// Declared here: giliran::embedded::catalog_shared().

/// "09.42" in Indonesian and Sundanese, "09:42" in English.
std::string time_text(Language language, LocalTime time);

/// "Selasa, 24 November", with the year where `with_year`: "Selasa, 24 November 2026".
std::string date_text(const Catalog& catalog, Language language, LocalTime time, bool with_year);

/// "Sel 24 Nov 2026", for narrow places.
std::string short_date_text(const Catalog& catalog, Language language, LocalTime time);

/// A range of whole minutes for people, rounded outwards so that it stays true: "20–35 menit",
/// "kurang dari 5 menit" while the upper end is under five minutes, "langsung" when nobody waits.
std::string wait_text(const Catalog& catalog, Language language, const WaitRange& range);

/// The same for narrow places: "20–35 mnt".
std::string short_wait_text(const Catalog& catalog, Language language, const WaitRange& range);

/// The range's numbers alone, in minutes: "20–35"; "<5"; "0".
std::string wait_numbers(const WaitRange& range);

/// Minutes rounded down, for a wait that has already happened: "18 mnt".
std::string waited_text(const Catalog& catalog, Language language, std::chrono::seconds waited);

/// "4:37", from an hour on "1:04:37": a running stop-watch.
std::string stopwatch_text(std::chrono::seconds elapsed);

/// What the hall refused and what can be done, as a sentence for the person at the screen.
std::string refusal_text(const Catalog& catalog, Language language, const Refusal& refusal);

}  // namespace giliran

GILIRAN_DECLARE_EMBEDDED(catalog_shared)
