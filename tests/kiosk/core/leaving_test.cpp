#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kiosk/core/flow_rig.hpp"

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

namespace giliran::kiosk {
namespace {

TEST(Idle, an_untouched_home_is_never_asked_anything) {
  FlowRig rig;
  rig.open();
  rig.pass(1h);
  EXPECT_EQ(rig.page(), Page::home);
  EXPECT_FALSE(rig.scene().still_there);
}

TEST(Idle, the_question_comes_after_45_s_and_counts_20_s_down_then_all_is_wiped) {
  FlowRig rig;
  rig.open();
  rig.touch("language:su");
  rig.touch("priority");
  rig.touch("agency:kependudukan");
  rig.pass(44999ms);
  EXPECT_FALSE(rig.scene().still_there);
  EXPECT_EQ(rig.flow.deadline(rig.now), rig.now + 1ms);
  rig.pass(1ms);
  EXPECT_EQ(rig.scene().still_there, (Countdown{20, 20}));
  EXPECT_EQ(rig.page(), Page::services);
  EXPECT_EQ(rig.flow.deadline(rig.now), rig.now + 1s);
  rig.pass(1s);
  EXPECT_EQ(rig.scene().still_there->left_s, 19);
  rig.pass(18999ms);
  EXPECT_EQ(rig.scene().still_there->left_s, 1);
  rig.pass(1ms);
  EXPECT_EQ(rig.page(), Page::home);
  EXPECT_FALSE(rig.scene().still_there);
  EXPECT_FALSE(rig.scene().priority);
  EXPECT_EQ(rig.scene().language, Language::id);
}

TEST(Idle, a_changed_language_alone_is_personal_too) {
  FlowRig rig;
  rig.open();
  rig.touch("language:en");
  rig.pass(45s);
  EXPECT_TRUE(rig.scene().still_there);
  rig.pass(20s);
  EXPECT_EQ(rig.scene().language, Language::id);
}

TEST(Idle, any_touch_answers_the_question_and_does_nothing_else) {
  FlowRig rig;
  rig.open();
  rig.touch("agency:kependudukan");
  rig.pass(45s);
  rig.touch("service:kependudukan.ktp");
  EXPECT_FALSE(rig.scene().still_there);
  EXPECT_EQ(rig.page(), Page::services);
  EXPECT_THAT(rig.asked<IssueTicket>(), IsEmpty());
  rig.pass(44999ms);
  EXPECT_FALSE(rig.scene().still_there);
  rig.pass(1ms);
  EXPECT_TRUE(rig.scene().still_there);
}

TEST(Idle, whoever_says_no_leaves_a_clean_kiosk) {
  FlowRig rig;
  rig.open();
  rig.touch("language:en");
  rig.touch("agency:kependudukan");
  rig.pass(45s);
  rig.touch("leave");
  EXPECT_EQ(rig.page(), Page::home);
  EXPECT_EQ(rig.scene().language, Language::id);
}

TEST(Idle, a_number_for_a_visitor_who_was_wiped_is_held_by_nobody) {
  FlowRig rig;
  rig.open();
  rig.touch("agency:kependudukan");
  rig.touch("service:kependudukan.ktp");
  rig.flow.take_commands();
  rig.pass(45s);
  rig.pass(20s);
  EXPECT_EQ(rig.page(), Page::home);
  rig.flow.issue_answered(RequestId("r1"), FlowRig::issued(), rig.now);
  EXPECT_THAT(rig.slips(), ElementsAre(giliran::Slip::failed));
}

TEST(Idle, a_number_that_comes_during_the_question_answers_it) {
  FlowRig rig;
  rig.open();
  rig.touch("agency:kependudukan");
  rig.touch("service:kependudukan.ktp");
  rig.pass(45s);
  rig.flow.issue_answered(RequestId("r1"), FlowRig::issued(), rig.now);
  EXPECT_EQ(rig.page(), Page::printing);
  EXPECT_FALSE(rig.scene().still_there);
}

}  // namespace
}  // namespace giliran::kiosk
