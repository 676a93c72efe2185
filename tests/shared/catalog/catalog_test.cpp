#include "shared/catalog/catalog.hpp"

#include <gtest/gtest.h>

#include "shared/catalog/phrases.hpp"

namespace giliran {
namespace {

using namespace std::chrono_literals;

const Catalog& catalog() {
  static const Catalog instance({embedded::catalog_shared()});
  return instance;
}

LocalTime at(int hour, int minute) {
  return LocalTime(std::chrono::local_days(std::chrono::November / 24 / 2026)) +
         std::chrono::hours(hour) + std::chrono::minutes(minute);
}

TEST(Catalog, says_the_source_in_indonesian_and_translates_the_rest) {
  EXPECT_EQ(catalog().text(Language::id, "Senin"), "Senin");
  EXPECT_EQ(catalog().text(Language::en, "Senin"), "Monday");
  EXPECT_EQ(catalog().text(Language::su, "Senin"), "Senén");
}

TEST(Catalog, a_text_without_translation_appears_in_indonesian) {
  EXPECT_EQ(catalog().text(Language::en, "belum diterjemahkan"), "belum diterjemahkan");
}

TEST(Phrases, times_and_dates_follow_the_language) {
  EXPECT_EQ(time_text(Language::id, at(9, 42)), "09.42");
  EXPECT_EQ(time_text(Language::en, at(9, 42)), "09:42");
  EXPECT_EQ(date_text(catalog(), Language::id, at(0, 0), true), "Selasa, 24 November 2026");
  EXPECT_EQ(date_text(catalog(), Language::en, at(0, 0), false), "Tuesday, 24 November");
  EXPECT_EQ(short_date_text(catalog(), Language::su, at(0, 0)), "Sal 24 Nop 2026");
}

TEST(Phrases, waits_are_rounded_outwards_so_that_they_stay_true) {
  const auto text = [](std::chrono::seconds low, std::chrono::seconds high) {
    return wait_text(catalog(), Language::id, {low, high});
  };
  EXPECT_EQ(text(0s, 0s), "Langsung");
  EXPECT_EQ(text(0s, 1s), "< 5 menit");
  EXPECT_EQ(text(299s, 300s), "< 5 menit");
  EXPECT_EQ(text(300s, 301s), "5–10 menit");
  EXPECT_EQ(text(1300s, 2100s), "20–35 menit");
  EXPECT_EQ(text(3600s, 3601s), "60–75 menit");
}

TEST(Phrases, a_stopwatch_gains_hours_at_the_sixtieth_minute) {
  EXPECT_EQ(stopwatch_text(277s), "4:37");
  EXPECT_EQ(stopwatch_text(3599s), "59:59");
  EXPECT_EQ(stopwatch_text(3600s), "1:00:00");
  EXPECT_EQ(stopwatch_text(-5s), "0:00");
}

TEST(Phrases, a_refusal_names_what_stands_in_the_way) {
  EXPECT_EQ(refusal_text(catalog(), Language::en, {Reason::counter_busy, "A-012", ""}),
            "A-012 is still at this counter. Finish it or mark it absent first.");
}

TEST(Phrases, a_ticket_in_the_way_is_named_with_its_state_and_what_can_be_done) {
  EXPECT_EQ(refusal_text(catalog(), Language::en, {Reason::wrong_state, "A-012", "serving"}),
            "A-012 is being served. Finish, park or transfer it first.");
  for (const auto& [state, name] : EnumNames<TicketState>::names) {
    const Refusal refusal{Reason::wrong_state, "A-012", std::string(name)};
    EXPECT_TRUE(refusal_text(catalog(), Language::id, refusal).starts_with("A-012 ")) << name;
  }
}

TEST(Phrases, too_early_says_how_many_calls_and_seconds_are_missing) {
  const auto text = [](const char* detail) {
    return refusal_text(catalog(), Language::en, {Reason::too_early, "A-012", detail});
  };
  EXPECT_EQ(text("calls=2 seconds=20"), "A-012 cannot be marked absent yet: call it 2 more times.");
  EXPECT_EQ(text("calls=0 seconds=20"), "A-012 cannot be marked absent yet: wait 20 more seconds.");
}

TEST(Phrases, every_reason_has_a_sentence_in_every_language) {
  for (const auto& [reason, name] : EnumNames<Reason>::names) {
    for (const Language language : all_languages) {
      const std::string text = refusal_text(catalog(), language, {reason, "A-012", "3"});
      EXPECT_FALSE(text.empty()) << name;
      EXPECT_EQ(text.find('{'), std::string::npos) << text;
      if (language != Language::id) {
        EXPECT_NE(text, refusal_text(catalog(), Language::id, {reason, "A-012", "3"})) << name;
      }
    }
  }
}

}  // namespace
}  // namespace giliran
