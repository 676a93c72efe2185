#include "kiosk/printing/printer.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace giliran::kiosk {
namespace {

PrinterReply saying(std::vector<std::string> reasons, int state = 3) {
  PrinterReply reply;
  reply.reach = Reach::answered;
  reply.state = state;
  reply.reasons = std::move(reasons);
  return reply;
}

PrinterHealth health(std::vector<std::string> reasons, int state = 3) {
  return status_of({saying({"none"}), saying(std::move(reasons), state)}).health;
}

TEST(PrinterStatus, reasons_are_understood_with_and_without_severity) {
  EXPECT_EQ(health({"none"}), PrinterHealth::ok);
  EXPECT_EQ(health({"media-empty"}), PrinterHealth::out_of_paper);
  EXPECT_EQ(health({"media-empty-error"}), PrinterHealth::out_of_paper);
  EXPECT_EQ(health({"media-needed-warning"}), PrinterHealth::out_of_paper);
  EXPECT_EQ(health({"media-low-report"}), PrinterHealth::low_paper);
  EXPECT_EQ(health({"media-jam-error"}), PrinterHealth::jam);
  EXPECT_EQ(health({"cover-open-report"}), PrinterHealth::cover_open);
  EXPECT_EQ(health({"moving-to-paused"}), PrinterHealth::paused);
  EXPECT_EQ(health({"timed-out"}), PrinterHealth::offline);
}

TEST(PrinterStatus, ink_and_remarks_of_cups_are_no_trouble_for_a_thermal_printer) {
  EXPECT_EQ(health({"marker-supply-low-warning", "cups-waiting-for-job-completed"}),
            PrinterHealth::ok);
}

TEST(PrinterStatus, gravest_reason_counts_whatever_its_place) {
  EXPECT_EQ(health({"media-low", "marker-supply-low", "cover-open"}), PrinterHealth::cover_open);
}

TEST(PrinterStatus, stopped_without_a_reason_in_the_table_is_unknown) {
  EXPECT_EQ(health({"other-error"}, 5), PrinterHealth::unknown);
  EXPECT_FALSE(can_print(status_of({saying({}), saying({"other"}, 5)})));
}

TEST(PrinterStatus, printer_itself_is_believed_about_paper_and_cups_is_not) {
  const PrinterStatus both = status_of({saying({"media-empty-warning"}), saying({"none"})});
  EXPECT_EQ(both.health, PrinterHealth::ok);
  EXPECT_TRUE(both.first_hand);
  const PrinterStatus only_cups = status_of({saying({"media-empty-warning"}), std::nullopt});
  EXPECT_EQ(only_cups.health, PrinterHealth::out_of_paper);
  EXPECT_TRUE(can_print(only_cups)) << "it may have been refilled since";
  EXPECT_FALSE(can_print(status_of({saying({}), saying({"media-empty"})})));
}

TEST(PrinterStatus, low_paper_still_prints) {
  EXPECT_TRUE(can_print(status_of({saying({}), saying({"media-low"})})));
}

TEST(PrinterStatus, queue_that_takes_or_passes_no_jobs_is_paused) {
  PrinterReply rejecting = saying({"none"});
  rejecting.accepting_jobs = false;
  EXPECT_EQ(status_of({rejecting, saying({})}).health, PrinterHealth::paused);
  EXPECT_EQ(status_of({saying({"paused"}, 5), saying({})}).health, PrinterHealth::paused);
  EXPECT_FALSE(can_print(status_of({saying({"paused"}, 5), std::nullopt})));
}

TEST(PrinterStatus, who_does_not_answer_is_offline_and_the_message_says_who) {
  PrinterReply refused;
  PrinterReply silent;
  silent.reach = Reach::silent;
  const PrinterStatus no_cups = status_of({refused, saying({})});
  EXPECT_EQ(no_cups.health, PrinterHealth::offline);
  EXPECT_EQ(no_cups.message, "CUPS does not answer");
  const PrinterStatus no_printer = status_of({saying({}), silent});
  EXPECT_EQ(no_printer.health, PrinterHealth::offline);
  EXPECT_EQ(no_printer.message, "the printer does not answer");
}

TEST(PrinterStatus, queue_that_does_not_exist_is_unknown_in_cups_own_words) {
  PrinterReply missing;
  missing.reach = Reach::answered;
  missing.accepted = false;
  missing.message = "The printer or class does not exist.";
  const PrinterStatus status = status_of({missing, saying({})});
  EXPECT_EQ(status.health, PrinterHealth::unknown);
  EXPECT_EQ(status.message, missing.message);
  EXPECT_FALSE(can_print(status));
}

}  // namespace
}  // namespace giliran::kiosk
