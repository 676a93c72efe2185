#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "shared/base/ids.hpp"
#include "shared/model/language.hpp"
#include "shared/model/opening_hours.hpp"

namespace giliran {

/// An institution with a stand in the hall. Its letter is the one of those of its services that
/// have no letter of their own, and these share one run of numbers.
struct Agency {
  AgencyId id;
  char letter = 'A';
  LocalText name;     ///< what people look for: "Kependudukan"
  LocalText summary;  ///< who it is and what it does, one line: "Disdukcapil: KTP-el, KK, akta"
  friend bool operator==(const Agency&, const Agency&) = default;
};

/// One thing that a visitor comes for.
struct Service {
  ServiceId id;  ///< "<agency>.<service>"
  AgencyId agency;
  char letter = 'A';
  LocalText name;
  std::vector<LocalText> bring;  ///< what to have ready, shown before a number is taken
  OpeningHours hours;
  std::chrono::seconds typical_service{600};  ///< what is expected until the hall has measured it
  std::chrono::seconds wait_target{1800};     ///< a wait beyond it is late
  friend bool operator==(const Service&, const Service&) = default;
};

/// A counter and the services it serves.
struct CounterPlan {
  CounterId id;
  LocalText name;  ///< beside the number, for officers: "Kependudukan"
  std::vector<ServiceId> serves;
  friend bool operator==(const CounterPlan&, const CounterPlan&) = default;
};

/// The ratio rule: how many priority tickets may be called in a row while an ordinary one waits.
struct CallingRule {
  int priority_in_a_row = 2;
  friend bool operator==(const CallingRule&, const CallingRule&) = default;
};

/// Everything about a hall that its administrator decides and the queue needs. Checked by the
/// settings reader: every id is unique, every reference known, every letter in one place.
struct HallPlan {
  LocalText name;   ///< "Mal Pelayanan Publik"
  LocalText place;  ///< "Kabupaten Bekasi"
  std::string zone = "Asia/Jakarta";
  std::vector<Language> languages{Language::id};
  std::vector<Agency> agencies;
  std::vector<Service> services;
  std::vector<CounterPlan> counters;
  std::vector<LocalText> messages;  ///< what the display says when nobody is called
  CallingRule rule;

  const Agency* agency(const AgencyId& id) const;
  const Service* service(const ServiceId& id) const;
  const CounterPlan* counter(CounterId id) const;
};

}  // namespace giliran
