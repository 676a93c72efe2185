#include <gtest/gtest.h>

#include "shared/settings/settings.hpp"

/// What the queue goes by: rules, calendar, quotas, packages, officers, breaks.
namespace giliran::settings {
namespace {

using namespace std::chrono_literals;

const std::string hall = R"([hall]
name = "Hall"
place = "Bekasi"
languages = ["id"]
[hours.office]
monday = ["08.00-12.00", "13.00-16.00"]
[hours.fasting]
monday = ["08.00-14.00"]
[[agency]]
id = "a"
letter = "A"
name = "Agency"
summary = "What it does"
hours = "office"
  [[agency.service]]
  id = "s"
  name = "Service"
  #service
  [[agency.service]]
  id = "t"
  name = "Other"
[[counter]]
number = 1
name = "Counter"
serves = ["a.s", "a.t"]
#counter
[[counter]]
number = 2
name = "Second"
serves = ["a.t"]
#second
#more
)";

/// The hall with lines put in at a place: "#service", "#counter", "#second" or "#more".
std::string with(const std::string& place, const std::string& lines) {
  std::string text = hall;
  return text.replace(text.find(place), place.size(), lines);
}

HallPlan plan(const std::string& text) {
  const auto settings = read_text(text, "hall.toml");
  if (!settings) throw std::runtime_error(settings.error().front().text());
  return settings->plan;
}

std::string mistake(const std::string& text) {
  const auto settings = read_text(text, "hall.toml");
  return settings ? "none" : settings.error().front().text();
}

/// All of them, one a line.
std::string mistakes(const std::string& text) {
  const auto settings = read_text(text, "hall.toml");
  std::string all;
  if (settings) return all;
  for (const Mistake& one : settings.error())
    all += one.text() + "\n";
  return all;
}

ClassRule of(const HallPlan& plan, std::size_t service, VisitorClass visitor) {
  return plan.services[service].classes[static_cast<std::size_t>(visitor)];
}

TEST(RuleSettings, without_a_word_the_ratio_holds_and_absence_takes_two_calls) {
  const HallPlan read = plan(hall);
  EXPECT_EQ(read.rule.mode, CallingRule::Mode::ratio);
  EXPECT_EQ(read.rule.priority_in_a_row, 2);
  EXPECT_FALSE(read.rule.max_wait);
  EXPECT_EQ(read.no_show, (NoShowRule{2, 30s, 60s, 30min, Place::arrival}));
  EXPECT_EQ(read.intake, IntakeRule{});
  EXPECT_EQ(read.appointments, (AppointmentRule{15min, std::chrono::days(30), 60min, 15min}));
  EXPECT_EQ(of(read, 0, VisitorClass::priority), ClassRule{}) << "the ratio needs no rates";
  EXPECT_EQ(read.services[0].appointments_per_slot, 0);
  EXPECT_EQ(read.services[0].quota, Service{}.quota);
  EXPECT_EQ(read.counters[0].auto_call_after, 10s);
  EXPECT_TRUE(read.counters[0].secondary.empty());
}

TEST(RuleSettings, the_index_rule_has_classes_that_a_service_may_change) {
  HallPlan read = plan(with("#more",
                            "[rule]\nmode = \"index\"\nmax_wait_minutes = 45\n"
                            "[rule.priority]\nbonus_minutes = 10\nrate = 1.5\n"
                            "[rule.appointment]\ntier = 1\nafter_target = true\n"));
  EXPECT_EQ(read.rule.max_wait, 45min);
  EXPECT_EQ(of(read, 0, VisitorClass::priority), (ClassRule{0, 10min, 1500, false}));
  EXPECT_EQ(of(read, 0, VisitorClass::appointment), (ClassRule{1, 0s, 1000, true}));
  EXPECT_EQ(of(read, 0, VisitorClass::ordinary), ClassRule{});
  std::string text = with("#more", "[rule]\nmode = \"index\"\n");
  text.replace(text.find("#service"), 8, "[agency.service.rule.priority]\nrate = 0.001\n");
  read = plan(text);
  EXPECT_EQ(of(read, 0, VisitorClass::priority).rate_milli, 1);
  EXPECT_EQ(of(read, 1, VisitorClass::priority).rate_milli, 2000) << "the default";
}

TEST(RuleSettings, class_rules_without_the_index_mode_are_a_mistake) {
  EXPECT_EQ(mistake(with("#more", "[rule.priority]\nrate = 2.0\n")),
            "hall.toml:32: rule.priority counts only with mode = \"index\"; remove it, or set the "
            "mode");
  EXPECT_EQ(mistake(with("#more", "[rule]\nmode = \"fifo\"\n")),
            "hall.toml:33: rule.mode is \"fifo\"; write \"ratio\" or \"index\"");
  EXPECT_EQ(mistake(with("#service", "[agency.service.rule.ordinary]\ntier = 1\n")),
            "hall.toml:18: agency[0].service[0].rule.ordinary counts only with mode = \"index\"; "
            "remove it, or set the mode");
  EXPECT_EQ(mistake(with("#more", "[rule]\nmode = \"index\"\npriority_in_a_row = 2\n")),
            "hall.toml:34: rule.priority_in_a_row counts only with mode = \"ratio\"; remove it");
}

TEST(RuleSettings, a_rate_is_kept_in_thousandths) {
  const auto rate = [](const std::string& value) {
    return with("#more", "[rule]\nmode = \"index\"\n[rule.priority]\nrate = " + value + "\n");
  };
  EXPECT_EQ(of(plan(rate("0.333")), 0, VisitorClass::priority).rate_milli, 333);
  EXPECT_EQ(mistake(rate("0.3333")),
            "hall.toml:35: rule.priority.rate has more than three digits after the point; round it "
            "to thousandths");
  EXPECT_EQ(of(plan(rate("0")), 0, VisitorClass::priority).rate_milli, 0);
  EXPECT_EQ(of(plan(rate("1000")), 0, VisitorClass::priority).rate_milli, 1'000'000);
  for (const char* value : {"-0.001", "1000.001", "nan", "inf", "\"2\""}) {
    EXPECT_EQ(mistake(rate(value)),
              "hall.toml:35: rule.priority.rate is not a number from 0 to 1000; write one")
        << value;
  }
}

TEST(RuleSettings, class_rules_have_limits_and_no_other_keys) {
  const auto priority = [](const std::string& line) {
    return with("#more", "[rule]\nmode = \"index\"\n[rule.priority]\n" + line + "\n");
  };
  EXPECT_EQ(mistake(priority("tier = 9\nbonus_minutes = 1440")), "none");
  EXPECT_EQ(mistake(priority("tier = 10")),
            "hall.toml:35: rule.priority.tier is 10; write a whole number, 0 to 9");
  EXPECT_EQ(mistake(priority("bonus_minutes = 1441")),
            "hall.toml:35: rule.priority.bonus_minutes is 1441; write a whole number, 0 to 1440");
  EXPECT_EQ(mistake(priority("after_target = 1")),
            "hall.toml:35: rule.priority.after_target is a whole number; write true or false");
  EXPECT_EQ(mistake(priority("weight = 2")),
            "hall.toml:35: rule.priority.weight is not known here; remove it, or write one of: "
            "after_target, bonus_minutes, rate, tier");
  EXPECT_EQ(mistake(with("#more", "[rule]\n[rule.vip]\nrate = 2.0\n")),
            "hall.toml:33: rule.vip is not known here; remove it, or write one of: appointment, "
            "max_wait_minutes, mode, ordinary, priority, priority_in_a_row");
}

TEST(RuleSettings, a_longest_wait_of_0_is_none) {
  EXPECT_FALSE(plan(with("#more", "[rule]\nmax_wait_minutes = 0\n")).rule.max_wait);
  EXPECT_EQ(plan(with("#more", "[rule]\nmax_wait_minutes = 1440\n")).rule.max_wait, 24h);
  EXPECT_EQ(mistake(with("#more", "[rule]\nmax_wait_minutes = 1441\n")),
            "hall.toml:33: rule.max_wait_minutes is 1441; write a whole number, 0 to 1440");
}

TEST(RuleSettings, numbers_for_kiosks_without_the_hall) {
  EXPECT_EQ(plan(hall).offline, (OfflineRule{501, 50}));
  EXPECT_EQ(plan(with("#more", "[offline]\nfirst_number = 9000\nnumbers = 500\n")).offline,
            (OfflineRule{9000, 500}));
  EXPECT_EQ(mistakes(with("#more", "[offline]\nfirst_number = 1\nnumbers = 501\nletter = \"Z\"\n")),
            "hall.toml:33: offline.first_number is 1; write a whole number, 2 to 9000\n"
            "hall.toml:34: offline.numbers is 501; write a whole number, 1 to 500\n"
            "hall.toml:35: offline.letter is not known here; remove it, or write one of: "
            "first_number, numbers\n");
}

TEST(RuleSettings, absence_and_return) {
  const HallPlan read = plan(with("#more",
                                  "[no_show]\ncalls = 3\nseconds = 20\n"
                                  "priority_seconds = 90\nreentry_minutes = 0\n"
                                  "place = \"last\"\n"));
  EXPECT_EQ(read.no_show, (NoShowRule{3, 20s, 90s, 0min, Place::last}));
  EXPECT_EQ(plan(with("#more", "[no_show]\nplace = \"first\"\n")).no_show.place, Place::first);
  EXPECT_EQ(mistake(with("#more", "[no_show]\nplace = \"back\"\n")),
            "hall.toml:33: no_show.place is \"back\"; write \"arrival\" or \"first\" or "
            "\"last\"");
  EXPECT_EQ(mistake(with("#more", "[no_show]\ncalls = 0\n")),
            "hall.toml:33: no_show.calls is 0; write a whole number, 1 to 20");
}

TEST(RuleSettings, with_priority_absence_takes_at_least_as_long) {
  EXPECT_EQ(plan(with("#more", "[no_show]\nseconds = 61\n")).no_show.priority_after, 61s);
  const std::string both = "[no_show]\nseconds = 40\npriority_seconds = ";
  EXPECT_EQ(mistake(with("#more", both + "40\n")), "none");
  EXPECT_EQ(mistake(with("#more", both + "39\n")),
            "hall.toml:34: no_show.priority_seconds is less than `seconds`; write as many or more");
}

TEST(RuleSettings, intake_and_appointments) {
  std::string text = with("#more",
                          "[intake]\nopen_before_minutes = 30\nonly_servable = true\n"
                          "[appointments]\nslot_minutes = 20\ndays_ahead = 7\n"
                          "early_minutes = 45\nlate_minutes = 10\n");
  text.replace(text.find("#service"), 8, "appointments_per_slot = 2\n");
  const HallPlan read = plan(text);
  EXPECT_EQ(read.intake, (IntakeRule{30min, true}));
  EXPECT_EQ(read.appointments, (AppointmentRule{20min, std::chrono::days(7), 45min, 10min}));
  EXPECT_EQ(read.services[0].appointments_per_slot, 2);
  EXPECT_EQ(mistake(with("#more", "[appointments]\nslot_minutes = 25\n")),
            "hall.toml:33: appointments.slot_minutes must divide an hour, or be whole hours; write "
            "5, 10, 15, 20, 30, 60 or 120");
  EXPECT_EQ(mistake(with("#more", "[appointments]\nslot_minutes = 90\n")).substr(0, 40),
            "hall.toml:33: appointments.slot_minutes ");
  EXPECT_EQ(plan(with("#more", "[appointments]\nslot_minutes = 120\n")).appointments.slot, 2h);
  EXPECT_EQ(mistake(with("#more", "[appointments]\nslot_minutes = 0\n")),
            "hall.toml:33: appointments.slot_minutes is 0; write a whole number, 1 to 240");
  EXPECT_EQ(mistake(with("#more", "[appointments]\ndays_ahead = 61\n")),
            "hall.toml:33: appointments.days_ahead is 61; write a whole number, 0 to 60");
  EXPECT_EQ(mistake(with("#more", "[intake]\nonly_servable = \"yes\"\n")),
            "hall.toml:33: intake.only_servable is a text; write true or false");
  EXPECT_EQ(mistake(with("#more", "[intake]\nopen_before_minutes = 601\n")),
            "hall.toml:33: intake.open_before_minutes is 601; write a whole number, 0 to 600");
}

TEST(RuleSettings, a_quota_is_one_number_or_one_for_each_weekday) {
  HallPlan read = plan(with("#service", "quota = 50\n"));
  EXPECT_EQ(read.services[0].quota[0], 50);
  EXPECT_EQ(read.services[0].quota[6], 50);
  EXPECT_EQ(read.services[1].quota[0], std::nullopt);
  read = plan(with("#service", "quota = { monday = 30, friday = 0 }\n"));
  EXPECT_EQ(read.services[0].quota[0], 30);
  EXPECT_EQ(read.services[0].quota[1], std::nullopt);
  EXPECT_EQ(read.services[0].quota[4], 0);
  EXPECT_EQ(mistake(with("#service", "quota = { senin = 30 }\n")),
            "hall.toml:18: agency[0].service[0].quota.senin is not known here; remove it, or write "
            "one of: friday, monday, saturday, sunday, thursday, tuesday, wednesday");
  EXPECT_EQ(mistake(with("#service", "quota = -1\n")),
            "hall.toml:18: agency[0].service[0].quota is -1; write a whole number, 0 to 9999");
  EXPECT_EQ(mistake(with("#service", "quota = { monday = 10000 }\n")),
            "hall.toml:18: agency[0].service[0].quota.monday is 10000; write a whole number, 0 to "
            "9999");
}

TEST(RuleSettings, holidays_hold_before_special_hours) {
  const HallPlan read = plan(with("#more",
                                  "[[special_hours]]\nfrom = 2027-02-08\nto = 2027-03-09\n"
                                  "name = \"Ramadan\"\nhours = \"office\"\nuse = \"fasting\"\n"
                                  "[[closed]]\nfrom = \"2027-02-15\"\nname = \"Libur\"\n"));
  const OpeningHours& hours = read.services[0].hours;
  const auto monday = std::chrono::local_days(std::chrono::year(2027) / 2 / 8);
  EXPECT_EQ(hours.on(monday - std::chrono::days(7)).size(), 2U);
  EXPECT_EQ(hours.on(monday), (std::vector<OpenInterval>{{8h, 14h}}));
  EXPECT_TRUE(hours.on(monday + std::chrono::days(7)).empty());
  EXPECT_EQ(hours.exception(monday + std::chrono::days(7))->name.id, "Libur");
}

TEST(RuleSettings, special_hours_replace_those_they_name_or_all) {
  const auto ramadan = [](const std::string& lines) {
    return with(
        "#more",
        "[[special_hours]]\nfrom = 2027-02-08\nname = \"Ramadan\"\nuse = \"fasting\"\n" + lines);
  };
  const auto monday = std::chrono::local_days(std::chrono::year(2027) / 2 / 8);
  EXPECT_EQ(plan(ramadan("")).services[0].hours.on(monday).size(), 1U) << "all";
  EXPECT_EQ(plan(ramadan("hours = \"office\"\n")).services[0].hours.on(monday).size(), 1U);
  EXPECT_EQ(plan(ramadan("hours = \"fasting\"\n")).services[0].hours.on(monday).size(), 2U);
  EXPECT_EQ(mistake(ramadan("hours = \"night\"\n")),
            "hall.toml:36: special_hours[0].hours is \"night\", which no [hours.night] describes; "
            "add it");
  EXPECT_EQ(mistake(with("#more", "[[special_hours]]\nfrom = 2027-02-08\nname = \"x\"\n")),
            "hall.toml:32: special_hours[0].use is missing; write a text");
}

TEST(RuleSettings, a_period_includes_its_last_day_and_is_at_most_a_year) {
  const auto closed = [](const std::string& to) {
    return with("#more", "[[closed]]\nname = \"x\"\nfrom = 2027-02-08\nto = " + to + "\n");
  };
  const OpeningHours hours = plan(closed("2027-02-15")).services[0].hours;
  const auto monday = std::chrono::local_days(std::chrono::year(2027) / 2 / 15);
  EXPECT_TRUE(hours.on(monday).empty());
  EXPECT_EQ(hours.on(monday + std::chrono::days(7)).size(), 2U);
  EXPECT_EQ(mistake(closed("2028-02-08")), "none");
  EXPECT_EQ(mistake(closed("2028-02-09")),
            "hall.toml:35: closed[0].to is more than a year after `from`; check the years");
}

TEST(RuleSettings, dates_that_cannot_be_are_told) {
  const auto closed = [](const std::string& lines) {
    return mistake(with("#more", "[[closed]]\nname = \"x\"\n" + lines));
  };
  EXPECT_EQ(closed("from = \"2027-02-30\"\n"),
            "hall.toml:34: closed[0].from is not a date; write one like 2026-12-25");
  EXPECT_EQ(closed("from = 2027-02-02\nto = 2027-02-01\n"),
            "hall.toml:35: closed[0].to is before `from`; write the last day of the period");
  for (const char* date :
       {"2027-02-02T08:00:00", "20270202", "\"2027-2-2\"", "\"\"", "\"2027-02-02\\nx = 1\""}) {
    EXPECT_EQ(closed(std::string("from = ") + date + "\n"),
              "hall.toml:34: closed[0].from is not a date; write one like 2026-12-25")
        << date;
  }
  EXPECT_EQ(mistake(with("#more", "[[closed]]\nfrom = 2027-02-02\n")),
            "hall.toml:32: closed[0].name is missing; write a text");
  EXPECT_EQ(mistake(with("#more", "[closed]\nfrom = 2027-02-02\nname = \"x\"\n")),
            "hall.toml:32: closed is a table; write it as [[closed]]");
  EXPECT_EQ(closed(""), "hall.toml:32: closed[0].from is missing; write a date like 2026-12-25");
  EXPECT_EQ(mistake(with("#more",
                         "[[special_hours]]\nfrom = 2027-02-02\nname = \"x\"\n"
                         "use = \"night\"\n")),
            "hall.toml:35: special_hours[0].use is \"night\", which no [hours.night] describes; "
            "add it");
}

TEST(RuleSettings, a_package_names_two_to_eight_known_services) {
  const HallPlan read = plan(with("#more",
                                  "[[package]]\nid = \"both\"\nname = \"Both\"\n"
                                  "services = [\"a.s\", \"a.t\"]\n"));
  EXPECT_EQ(read.package(PackageId("both"))->services,
            (std::vector{ServiceId("a.s"), ServiceId("a.t")}));
  EXPECT_EQ(mistake(with("#more", "[[package]]\nid = \"p\"\nname = \"P\"\nservices = [\"a.s\"]\n")),
            "hall.toml:35: package[0].services must name two to eight services, in the order they "
            "are done");
  EXPECT_EQ(mistake(with("#more",
                         "[[package]]\nid = \"p\"\nname = \"P\"\n"
                         "services = [\"a.s\", \"a\"]\n")),
            "hall.toml:35: package[0].services names \"a\", which is no service; write "
            "\"agency.service\"");
  const std::string package = "[[package]]\nid = \"p\"\nname = \"P\"\n";
  EXPECT_EQ(mistake(with("#more", package + "services = [\"a.s\", \"a.t\", \"a.s\"]\n")),
            "hall.toml:35: package[0].services names \"a.s\" a second time; remove it");
  EXPECT_EQ(mistakes(with("#more", package)),
            "hall.toml:32: package[0].services is missing; write a list: [\"...\"]\n");
  const std::string both = package + "services = [\"a.s\", \"a.t\"]\n";
  EXPECT_EQ(mistake(with("#more", both + both)),
            "hall.toml:37: package[1].id is \"p\" a second time; rename one");
}

TEST(RuleSettings, a_package_of_eight_is_the_longest) {
  std::string services;
  std::string names;
  for (const char* id : {"1", "2", "3", "4", "5", "6", "7"}) {
    services += std::string("  [[agency.service]]\n  id = \"") + id + "\"\n  name = \"Service\"\n";
    names += std::string(", \"a.") + id + "\"";
  }
  std::string text = with("#second", "[[counter]]\nnumber = 3\nname = \"All\"\nserves = [\"a\"]\n");
  text.replace(text.find("#counter"), 8, "");
  text.insert(text.find("[[counter]]"), services);
  const std::string package = "[[package]]\nid = \"p\"\nname = \"P\"\nservices = [\"a.s\"";
  EXPECT_EQ(mistakes(text + package + names + "]\n"), "");
  EXPECT_NE(mistakes(text + package + names + ", \"a.t\"]\n").find("must name two to eight"),
            std::string::npos);
}

TEST(RuleSettings, officers_and_breaks) {
  const HallPlan read = plan(with("#more",
                                  "[[officer]]\nid = \"sari\"\nname = \"Sari\"\n"
                                  "[[break]]\nid = \"makan\"\nname = \"Makan\"\n"
                                  "minutes = 30\n"));
  EXPECT_EQ(read.officer(OfficerId("sari"))->name, "Sari");
  EXPECT_EQ(read.break_reason("makan")->allowance, 30min);
  EXPECT_EQ(mistake(with("#more",
                         "[[officer]]\nid = \"s\"\nname = \"S\"\n"
                         "[[officer]]\nid = \"s\"\nname = \"T\"\n")),
            "hall.toml:36: officer[1].id is \"s\" a second time; rename one");
  EXPECT_EQ(mistake(with("#more", "[[officer]]\nid = \"Sari\"\nname = \"S\"\n")),
            "hall.toml:33: officer[0].id is \"Sari\"; write 1 to 32 of a-z, 0-9 and -");
  const std::string meal = "[[break]]\nid = \"makan\"\nname = \"Makan\"\n";
  EXPECT_EQ(plan(with("#more", meal)).break_reason("makan")->allowance, 15min);
  EXPECT_EQ(mistake(with("#more", meal + meal)),
            "hall.toml:36: break[1].id is \"makan\" a second time; rename one");
  EXPECT_EQ(mistake(with("#more", meal + "minutes = 0\n")),
            "hall.toml:35: break[0].minutes is 0; write a whole number, 1 to 600");
}

TEST(RuleSettings, a_counter_has_secondary_services_with_a_penalty) {
  const HallPlan read = plan(with("#second",
                                  "secondary = [{ service = \"a.s\", penalty_minutes = 7 }]\n"
                                  "auto_call_seconds = 5\n"));
  EXPECT_EQ(read.counters[1].secondary, (std::vector<SecondaryService>{{ServiceId("a.s"), 7min}}));
  EXPECT_EQ(read.counters[1].auto_call_after, 5s);
  EXPECT_EQ(mistake(with("#second", "secondary = [{ service = \"a\" }]\n")),
            "hall.toml:31: counter[1].secondary[0].service names \"a.t\", which this counter "
            "serves already; remove one");
  EXPECT_EQ(plan(with("#second", "secondary = [{ service = \"a.s\" }]\n")).counters[1].secondary,
            (std::vector<SecondaryService>{{ServiceId("a.s"), 5min}}));
  EXPECT_EQ(
      mistake(with("#second", "secondary = [{ service = \"a.s\", penalty_minutes = 0 }]\n")),
      "hall.toml:31: counter[1].secondary[0].penalty_minutes is 0; write a whole number, 1 to "
      "600");
  EXPECT_EQ(mistake(with("#second", "secondary = []\n")), "none");
  EXPECT_EQ(mistake(with("#second", "secondary = [\"a.s\"]\n")),
            "hall.toml:31: counter[1].secondary is a list; write it as [[counter.secondary]]");
  EXPECT_EQ(mistake(with("#second", "auto_call_seconds = 3601\n")),
            "hall.toml:31: counter[1].auto_call_seconds is 3601; write a whole number, 0 to 3600");
  EXPECT_EQ(mistake(with("#second", "secondary = [{ service = \"b\" }]\n")),
            "hall.toml:31: counter[1].secondary[0].service is \"b\", which is no agency or "
            "service; write an agency's id, or \"agency.service\"");
}

}  // namespace
}  // namespace giliran::settings
