#pragma once

#include <array>
#include <map>
#include <string>

#include "shared/settings/table_reader.hpp"

/// The parts of read_plan(): each reads its tables and adds to the plan. Later ones look up what
/// earlier ones have read, in the order of this file.
namespace giliran::settings {

/// Keys of what differs by weekday, Monday first.
inline constexpr std::array weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                     "friday", "saturday", "sunday"};

/// [hall]
void read_hall(TableReader& root, HallPlan& plan);

/// [rule] [no_show] [intake] [appointments]; the classes are what services begin with.
ClassRules read_rules(TableReader& root, HallPlan& plan);
/// Overrides of [rule.<class>] in a service.
void read_service_rule(TableReader& service, const HallPlan& plan, ClassRules& rules);

/// [hours.<name>] with [[closed]] and [[special_hours]] put in, by name.
using NamedHours = std::map<std::string, OpeningHours>;
NamedHours read_hours(TableReader& root);
/// Those that the table's `hours` names; the inherited ones if it names none.
OpeningHours hours_of(TableReader& table, const NamedHours& named, const OpeningHours* inherited);

/// [[agency]] with [[agency.service]], [[package]]
void read_agencies(TableReader& root, const NamedHours& hours, const ClassRules& rules,
                   HallPlan& plan);

/// [[officer]] [[break]] [[counter]]
void read_counters(TableReader& root, HallPlan& plan);

/// 1 to 32 of a-z, 0-9 and -.
std::string slug(TableReader& table, std::string_view key);

}  // namespace giliran::settings
