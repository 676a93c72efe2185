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
}

TEST(RuleSettings, absence_and_return) {
  const HallPlan read = plan(with("#more",
                                  "[no_show]\ncalls = 3\nseconds = 20\n"
                                  "priority_seconds = 90\nreentry_minutes = 0\n"
                                  "place = \"last\"\n"));
  EXPECT_EQ(read.no_show, (NoShowRule{3, 20s, 90s, 0min, Place::last}));
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
            "5, 10, 15, 30...");
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

TEST(RuleSettings, dates_that_cannot_be_are_told) {
  const auto closed = [](const std::string& lines) {
    return mistake(with("#more", "[[closed]]\nname = \"x\"\n" + lines));
  };
  EXPECT_EQ(closed("from = \"2027-02-30\"\n"),
            "hall.toml:34: closed[0].from is not a date; write one like 2026-12-25");
  EXPECT_EQ(closed("from = 2027-02-02\nto = 2027-02-01\n"),
            "hall.toml:35: closed[0].to is before `from`; write the last day of the period");
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
  EXPECT_EQ(mistake(with("#second", "secondary = [{ service = \"b\" }]\n")),
            "hall.toml:31: counter[1].secondary[0].service is \"b\", which is no agency or "
            "service; write an agency's id, or \"agency.service\"");
}

}  // namespace
}  // namespace giliran::settings
