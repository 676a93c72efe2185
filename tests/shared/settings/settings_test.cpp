#include "shared/settings/settings.hpp"

#include <gtest/gtest.h>

namespace giliran::settings {
namespace {

const std::string smallest = R"([hall]
name = "Hall"
place = "Bekasi"
languages = ["id"]
[hours.office]
monday = ["08.00-12.00", "13.00-16.00"]
[[agency]]
id = "a"
letter = "A"
name = "Agency"
summary = "What it does"
hours = "office"
  [[agency.service]]
  id = "s"
  name = "Service"
[[counter]]
number = 1
name = "Counter"
serves = ["a"]
)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

/// The one mistake of the text, as a person reads it.
std::string mistake_in(const std::string& text) {
  const auto settings = read_text(text, "hall.toml");
  if (settings) return "none";
  if (settings.error().size() != 1) {
    std::string all;
    for (const Mistake& mistake : settings.error())
      all += mistake.text() + "\n";
    return all;
  }
  return settings.error().front().text();
}

TEST(Settings, the_smallest_hall_is_read) {
  const auto settings = read_text(smallest, "hall.toml");
  ASSERT_TRUE(settings.has_value()) << settings.error().front().text();
  EXPECT_EQ(settings->plan.services.front().id, ServiceId("a.s"));
  EXPECT_EQ(settings->plan.services.front().letter, 'A');
  EXPECT_EQ(settings->plan.counters.front().serves, std::vector{ServiceId("a.s")});
  EXPECT_EQ(settings->plan.zone, "Asia/Jakarta");
}

TEST(Settings, roll_is_50_m_long_unless_it_is_said_and_0_foretells_nothing) {
  const std::string kiosk = smallest + "[[kiosk]]\nid = \"k\"\nname = \"K\"\n[kiosk.printer]\n";
  const auto length = [&](const std::string& line) {
    const auto settings = read_text(kiosk + line, "hall.toml");
    return settings ? settings->kiosks.front().printer.roll_length_m : -1;
  };
  EXPECT_EQ(length(""), 50);
  EXPECT_EQ(length("roll_length_m = 80.5\n"), 80.5);
  EXPECT_EQ(length("roll_length_m = 0\n"), 0);
  EXPECT_EQ(length("roll_length_m = -1\n"), -1) << "refused";
}

TEST(Settings, an_unknown_key_is_told_with_those_that_are_known) {
  EXPECT_EQ(mistake_in(replaced(smallest, "number = 1", "number = 1\ncolour = \"red\"")),
            "hall.toml:18: counter[0].colour is not known here; remove it, or write one of: "
            "auto_call_seconds, name, number, secondary, serves");
}

TEST(Settings, a_wrong_type_is_told_with_what_to_write) {
  EXPECT_EQ(mistake_in(replaced(smallest, "number = 1", "number = \"one\"")),
            "hall.toml:17: counter[0].number is a text; write a whole number, 1 to 999");
}

TEST(Settings, numbers_are_accepted_up_to_their_limit) {
  EXPECT_EQ(mistake_in(replaced(smallest, "number = 1", "number = 999")), "none");
  EXPECT_EQ(mistake_in(replaced(smallest, "number = 1", "number = 1000")),
            "hall.toml:17: counter[0].number is 1000; write a whole number, 1 to 999");
}

TEST(Settings, a_letter_in_two_places_is_a_mistake) {
  const std::string second = R"([[agency]]
id = "b"
letter = "A"
name = "Other"
summary = "Other"
hours = "office"
  [[agency.service]]
  id = "s"
  name = "Service"
[[counter]])";
  const std::string text = replaced(smallest, "[[counter]]", second);
  EXPECT_EQ(
      mistake_in(replaced(text, "serves = [\"a\"]", "serves = [\"a\", \"b\"]")),
      "hall.toml:18: agency[1].letter is A, which agency a has already; choose another letter");
}

TEST(Settings, letters_that_look_like_digits_are_refused) {
  EXPECT_EQ(mistake_in(replaced(smallest, "letter = \"A\"", "letter = \"O\"")),
            "hall.toml:9: agency[0].letter is \"O\"; write one capital letter, but not I, O or Q "
            "(taken for 1 and 0)");
}

TEST(Settings, a_service_may_have_a_letter_of_its_own) {
  const auto settings = read_text(
      replaced(smallest, "  name = \"Service\"", "  name = \"Service\"\n  letter = \"B\""),
      "hall.toml");
  ASSERT_TRUE(settings.has_value());
  EXPECT_EQ(settings->plan.services.front().letter, 'B');
}

TEST(Settings, a_counter_that_serves_nothing_is_a_mistake) {
  EXPECT_EQ(
      mistake_in(replaced(smallest, "serves = [\"a\"]", "serves = []")),
      "hall.toml:19: counter[0].serves names nothing that this counter serves; write at least "
      "one agency or service");
}

TEST(Settings, a_service_that_no_counter_serves_is_a_mistake) {
  const std::string text = replaced(
      smallest, "[[counter]]", "  [[agency.service]]\n  id = \"t\"\n  name = \"T\"\n[[counter]]");
  EXPECT_EQ(mistake_in(replaced(text, "serves = [\"a\"]", "serves = [\"a.s\"]")),
            "hall.toml:19: counter none serves \"a.t\"; add it to the serves of a counter");
}

TEST(Settings, hours_must_come_in_order_with_a_gap) {
  EXPECT_EQ(mistake_in(replaced(smallest, "13.00-16.00", "12.01-16.00")), "none");
  EXPECT_EQ(
      mistake_in(replaced(smallest, "13.00-16.00", "12.00-16.00")),
      "hall.toml:6: hours.office.monday has \"12.00-16.00\", which does not come after the one "
      "before it; put them in order with a gap");
  EXPECT_EQ(
      mistake_in(replaced(smallest, "13.00-16.00", "13.00-24.01")),
      "hall.toml:6: hours.office.monday has \"13.00-24.01\"; write times like \"08.00-12.00\"");
}

TEST(Settings, right_to_left_text_is_refused_because_it_would_be_drawn_wrongly) {
  EXPECT_NE(mistake_in(replaced(smallest, "\"Agency\"", "\"وكالة\""))
                .find("hall.toml:10: agency[0].name has text that is written from right to left"),
            std::string::npos);
}

TEST(Settings, several_mistakes_are_told_at_once_in_the_order_of_lines) {
  const auto settings = read_text(
      replaced(replaced(smallest, "number = 1", "number = 0"), "letter = \"A\"", "letter = \"a\""),
      "hall.toml");
  ASSERT_FALSE(settings.has_value());
  ASSERT_EQ(settings.error().size(), 2U);
  EXPECT_LT(settings.error()[0].line, settings.error()[1].line);
}

TEST(Settings, what_is_not_toml_is_told_with_its_line) {
  EXPECT_EQ(mistake_in("[hall]\nname = \n").substr(0, 27), "hall.toml:2: is not TOML: E");
}

TEST(Settings, a_missing_file_is_told) {
  const auto settings = read_file("no/such/file.toml");
  ASSERT_FALSE(settings.has_value());
  EXPECT_EQ(settings.error().front().text(),
            "no/such/file.toml: cannot be read; check the name and the permissions");
}

class Examples : public testing::TestWithParam<const char*> {};

TEST_P(Examples, is_read_without_a_mistake) {
  const auto settings = read_file(std::string(GILIRAN_SOURCE_DIR "/examples/") + GetParam());
  ASSERT_TRUE(settings.has_value()) << settings.error().front().text();
  EXPECT_EQ(settings->plan.agencies.size(), 16U);
  EXPECT_EQ(settings->plan.counters.size(), 20U);
  for (const Service& service : settings->plan.services) {
    EXPECT_FALSE(service.name.en.empty() && service.name.id.find(' ') != std::string::npos)
        << service.id.value() << " has no English name";
  }
}

INSTANTIATE_TEST_SUITE_P(Settings, Examples, testing::Values("mpp-bekasi.toml", "demo.toml"),
                         [](const auto& param) {
                           const std::string name = param.param;
                           return name[0] == 'd' ? "demo" : "mpp_bekasi";
                         });

}  // namespace
}  // namespace giliran::settings
