#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/ids.hpp"
#include "shared/model/language.hpp"
#include "shared/model/opening_hours.hpp"
#include "shared/model/states.hpp"

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

/// One class of visitors of one service in the calling rule; see hall/core/calling_rule.hpp.
struct ClassRule {
  int tier = 0;  ///< a higher one goes before all lower ones
  std::chrono::seconds bonus{0};
  std::int64_t rate_milli =
      1000;  ///< thousandths: what one second of waiting is worth, not below 0
  /// Waiting counts only from the service's wait target on.
  bool after_target = false;
  friend bool operator==(const ClassRule&, const ClassRule&) = default;
};
/// By VisitorClass.
using ClassRules = std::array<ClassRule, 3>;

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
  ClassRules classes{};
  /// At most so many tickets of a day, by weekday, Monday first; a dated slip or an appointment
  /// counts for its day. Nothing: no limit.
  std::array<std::optional<int>, 7> quota{};
  int appointments_per_slot = 0;  ///< 0: cannot be booked
  friend bool operator==(const Service&, const Service&) = default;
};

/// Services that are chosen as one at the kiosk and done in order under one number.
struct Package {
  PackageId id;
  LocalText name;
  std::vector<ServiceId> services;  ///< two to eight
  friend bool operator==(const Package&, const Package&) = default;
};

/// A service that a counter serves beside its own: only tickets whose index is at least the
/// penalty, which is then taken off.
struct SecondaryService {
  ServiceId service;
  std::chrono::seconds penalty{300};
  friend bool operator==(const SecondaryService&, const SecondaryService&) = default;
};

/// A counter and the services it serves.
struct CounterPlan {
  CounterId id;
  LocalText name;  ///< beside the number, for officers: "Kependudukan"
  std::vector<ServiceId> serves;
  std::vector<SecondaryService> secondary = {};
  /// Once it was idle for so long it calls the next by itself, if its officer has switched that on.
  std::chrono::seconds auto_call_after{10};
  friend bool operator==(const CounterPlan&, const CounterPlan&) = default;
};

struct Officer {
  OfficerId id;
  std::string name;
  friend bool operator==(const Officer&, const Officer&) = default;
};

struct BreakReason {
  std::string id;  ///< "makan"
  LocalText name;
  std::chrono::minutes allowance{15};  ///< a longer one is shown as such
  friend bool operator==(const BreakReason&, const BreakReason&) = default;
};

/// Which ticket is next; see hall/core/calling_rule.hpp.
struct CallingRule {
  enum class Mode { ratio, index };
  Mode mode = Mode::ratio;
  /// ratio: how many priority tickets may be called in a row while an ordinary one waits.
  int priority_in_a_row = 2;
  /// Both: who has waited so long goes before all others. Nothing: never.
  std::optional<std::chrono::seconds> max_wait = {};
  friend bool operator==(const CallingRule&, const CallingRule&) = default;
};

/// When a called ticket may be marked absent, and how it comes back.
struct NoShowRule {
  int calls = 1;                           ///< so often it must have been called,
  std::chrono::seconds after{0};           ///< and so long ago the last time;
  std::chrono::seconds priority_after{0};  ///< so long with priority
  std::chrono::minutes reentry{30};        ///< it may come back for so long; 0: never
  Place place = Place::arrival;
  friend bool operator==(const NoShowRule&, const NoShowRule&) = default;
};

/// When and to whom numbers are given.
struct IntakeRule {
  std::chrono::minutes open_before{0};  ///< before a service's first opening of the day
  /// Refuse who would not be served today any more; they may take a slip for the next open day.
  bool only_servable = false;
  friend bool operator==(const IntakeRule&, const IntakeRule&) = default;
};

struct AppointmentRule {
  std::chrono::minutes slot{15};
  std::chrono::days ahead{30};     ///< how far ahead can be booked
  std::chrono::minutes early{60};  ///< before its time it may be checked in at most so much,
  std::chrono::minutes late{15};   ///< and later than so much counts as a walk-in that comes now
  friend bool operator==(const AppointmentRule&, const AppointmentRule&) = default;
};

/// The numbers that each kiosk may give while it cannot reach the hall; see hall/core/leases.hpp.
struct OfflineRule {
  int first_number = 501;  ///< the hall's own stay below it as long as they suffice
  int numbers = 50;        ///< for each run at once
  friend bool operator==(const OfflineRule&, const OfflineRule&) = default;
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
  std::vector<Package> packages;
  std::vector<CounterPlan> counters;
  std::vector<Officer> officers;
  std::vector<BreakReason> break_reasons;
  std::vector<LocalText> messages;  ///< what the display says when nobody is called
  CallingRule rule;
  NoShowRule no_show;
  IntakeRule intake;
  AppointmentRule appointments;
  OfflineRule offline;
  /// Of today's tickets that are over, so many, the newest, can still be asked for; at least 1. Far
  /// more than a hall serves in a day, and not in the settings. May grow with a newer program,
  /// never shrink: a journal may speak of any of them.
  std::size_t held_over = 4096;

  const Agency* agency(const AgencyId& id) const;
  const Service* service(const ServiceId& id) const;
  const Package* package(const PackageId& id) const;
  const CounterPlan* counter(CounterId id) const;
  const Officer* officer(const OfficerId& id) const;
  const BreakReason* break_reason(std::string_view id) const;
};

}  // namespace giliran
