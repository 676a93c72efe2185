#include "tests/counter_client/core/desk_fixture.hpp"

namespace giliran::counter {
namespace {

class OfficerDeskCommands : public DeskTest {};

TEST_F(OfficerDeskCommands, main_does_what_comes_next_in_every_state) {
  see(closed_view());
  EXPECT_EQ(press(Press::main), Command(Open{}));
  accept();
  see(idle_view());
  EXPECT_EQ(press(Press::main), Command(CallNext{}));
  accept(TicketId(12));
  see(calling_view());
  EXPECT_EQ(press(Press::main), Command(Start{TicketId(12)}));
  accept();
  see(serving_view());
  EXPECT_EQ(press(Press::main), Command(Finish{TicketId(12)}));
}

TEST_F(OfficerDeskCommands, finish_and_call_calls_only_after_the_finish_was_acknowledged) {
  see(serving_view());
  EXPECT_EQ(press(Press::main), Command(Finish{TicketId(12)}));
  see(serving_view());
  EXPECT_EQ(press(Press::main), std::nullopt);
  EXPECT_EQ(accept(), Command(CallNext{}));
  see(idle_view());
  EXPECT_EQ(press(Press::main), std::nullopt) << "the call is on its way";
  EXPECT_EQ(accept(TicketId(13)), std::nullopt);
  see(calling_view(nine, 1, 13));
  EXPECT_EQ(press(Press::main), Command(Start{TicketId(13)}));
}

TEST_F(OfficerDeskCommands, between_finish_and_call_the_window_does_not_flash) {
  see(serving_view());
  press(Press::main);
  see(idle_view());
  EXPECT_EQ(shown().state, CounterState::serving);
  accept();
  see(idle_view());
  EXPECT_EQ(shown().state, CounterState::serving);
  see(calling_view(nine, 1, 13));
  EXPECT_EQ(shown().state, CounterState::calling);
  accept(TicketId(13));
  EXPECT_FALSE(shown().main.pressed);
}

TEST_F(OfficerDeskCommands, when_nobody_waits_after_a_finish_the_counter_is_free) {
  see(serving_view());
  press(Press::main);
  see(idle_view());
  accept();
  EXPECT_EQ(accept(std::nullopt), std::nullopt);
  EXPECT_EQ(shown().state, CounterState::idle);
  EXPECT_EQ(notice(), Notice::Kind::none_waiting);
}

TEST_F(OfficerDeskCommands, a_call_refused_after_the_finish_leaves_the_counter_free) {
  see(serving_view());
  press(Press::main);
  accept();
  see(idle_view());
  desk.answered(Refusal{Reason::not_now, "", ""}, now);
  EXPECT_EQ(shown().state, CounterState::idle);
}

TEST_F(OfficerDeskCommands, a_refused_finish_calls_nobody) {
  see(serving_view());
  press(Press::main);
  EXPECT_EQ(desk.answered(Refusal{Reason::wrong_state, "A-012", "finished"}, now), std::nullopt);
  EXPECT_EQ(notice(), Notice::Kind::refused);
}

TEST_F(OfficerDeskCommands, finish_alone_calls_nobody) {
  see(serving_view());
  EXPECT_EQ(press(Press::finish), Command(Finish{TicketId(12)}));
  EXPECT_EQ(accept(), std::nullopt);
}

TEST_F(OfficerDeskCommands, a_press_while_one_is_on_its_way_is_ignored_and_the_button_shows_it) {
  see(idle_view());
  EXPECT_EQ(press(Press::call_next), Command(CallNext{}));
  EXPECT_TRUE(shown().main.pressed);
  EXPECT_EQ(press(Press::main), std::nullopt);
  EXPECT_EQ(press(Press::close), std::nullopt);
  accept(TicketId(12));
  see(calling_view());
  EXPECT_FALSE(shown().main.pressed);
}

TEST_F(OfficerDeskCommands, an_answer_before_its_effect_is_seen_does_not_free_the_keys) {
  see(calling_view());
  press(Press::start);
  accept();
  EXPECT_EQ(press(Press::main), std::nullopt) << "the view still says calling";
  see(serving_view());
  EXPECT_EQ(press(Press::finish), Command(Finish{TicketId(12)}));
}

TEST_F(OfficerDeskCommands, a_view_before_the_answer_frees_the_keys_with_the_answer) {
  see(calling_view());
  press(Press::start);
  see(serving_view());
  EXPECT_EQ(press(Press::finish), std::nullopt);
  accept();
  EXPECT_EQ(press(Press::finish), Command(Finish{TicketId(12)}));
}

TEST_F(OfficerDeskCommands, an_effect_that_never_shows_frees_the_keys_at_the_settle_limit) {
  see(calling_view());
  press(Press::start);
  accept();
  now += settle_limit - bounce - 1ms;
  EXPECT_EQ(press(Press::recall), std::nullopt);
  now += 1ms;
  EXPECT_EQ(desk.press(Press::recall, now), Command(Recall{}));
}

TEST_F(OfficerDeskCommands, the_same_key_bounces_within_its_time_and_counts_after_it) {
  see(idle_view());
  press(Press::main);
  accept(TicketId(12));
  see(calling_view());
  now += bounce - 1ms;
  EXPECT_EQ(desk.press(Press::main, now), std::nullopt) << "one knock must not call and start";
  now += 1ms;
  EXPECT_EQ(desk.press(Press::main, now), Command(Start{TicketId(12)}));
}

TEST_F(OfficerDeskCommands, another_key_does_not_bounce) {
  see(idle_view());
  press(Press::main);
  accept(TicketId(12));
  see(calling_view());
  EXPECT_EQ(desk.press(Press::start, now), Command(Start{TicketId(12)}));
}

TEST_F(OfficerDeskCommands, absent_asks_just_after_a_call_and_not_later) {
  see(calling_view(nine));
  now += no_show_asks_for - bounce - 1ms;
  EXPECT_EQ(press(Press::no_show), std::nullopt);
  EXPECT_EQ(shown().asked, (TicketNumber{'A', 12}));
  EXPECT_EQ(press(Press::keep_waiting), std::nullopt);
  EXPECT_EQ(shown().asked, std::nullopt);
}

TEST_F(OfficerDeskCommands, absent_does_not_ask_at_the_threshold) {
  see(calling_view(nine));
  now += no_show_asks_for - bounce;
  EXPECT_EQ(press(Press::no_show), Command(NoShow{TicketId(12)}));
}

TEST_F(OfficerDeskCommands, a_recall_starts_the_time_for_the_question_again) {
  see(calling_view(nine));
  now += no_show_asks_for;
  see(calling_view(nine + no_show_asks_for, 2));
  press(Press::no_show);
  EXPECT_TRUE(shown().asked);
}

TEST_F(OfficerDeskCommands, the_question_is_answered_by_yes_and_its_main_action_is_the_safe_one) {
  see(calling_view());
  press(Press::no_show);
  EXPECT_EQ(shown().main.press, Press::keep_waiting);
  EXPECT_EQ(press(Press::no_show), std::nullopt) << "the same key twice must not be a yes";
  EXPECT_EQ(press(Press::main), std::nullopt);
  EXPECT_FALSE(shown().asked);
  press(Press::no_show);
  EXPECT_EQ(press(Press::yes), Command(NoShow{TicketId(12)}));
  EXPECT_FALSE(shown().asked);
}

TEST_F(OfficerDeskCommands, the_visitor_may_come_while_the_question_is_open) {
  see(calling_view());
  press(Press::no_show);
  EXPECT_EQ(press(Press::start), Command(Start{TicketId(12)}));
  EXPECT_FALSE(shown().asked);
}

TEST_F(OfficerDeskCommands, yes_means_nothing_without_a_question) {
  see(calling_view());
  EXPECT_EQ(press(Press::yes), std::nullopt);
}

TEST_F(OfficerDeskCommands, the_question_goes_when_its_ticket_is_not_called_any_more) {
  see(calling_view());
  press(Press::no_show);
  see(serving_view());
  EXPECT_FALSE(shown().asked);
}

TEST_F(OfficerDeskCommands, closing_asks_nothing_though_visitors_wait) {
  auto view = idle_view();
  view.waiting = 14;
  see(view);
  EXPECT_EQ(press(Press::close), Command(Close{}));
}

TEST_F(OfficerDeskCommands, nothing_is_offered_that_the_state_does_not_have) {
  see(closed_view());
  for (const Press other : {Press::call_next, Press::recall, Press::start, Press::finish,
                            Press::no_show, Press::close}) {
    EXPECT_EQ(press(other), std::nullopt) << name_of(other);
  }
  see(serving_view());
  for (const Press other :
       {Press::open, Press::call_next, Press::recall, Press::start, Press::no_show, Press::close}) {
    EXPECT_EQ(press(other), std::nullopt) << name_of(other);
  }
}

TEST_F(OfficerDeskCommands, nobody_waiting_is_said_and_the_next_press_works) {
  see(idle_view());
  press(Press::main);
  accept(std::nullopt);
  EXPECT_EQ(notice(), Notice::Kind::none_waiting);
  EXPECT_EQ(press(Press::main), Command(CallNext{}));
  EXPECT_EQ(notice(), std::nullopt);
}

TEST_F(OfficerDeskCommands, a_refusal_is_shown_until_its_time_is_over) {
  see(closed_view());
  press(Press::open);
  const Refusal refusal{Reason::counter_open, "3", ""};
  desk.answered(refusal, now);
  EXPECT_EQ(shown().notice, (Notice{Notice::Kind::refused, refusal}));
  now += notice_shown - 1ms;
  EXPECT_EQ(notice(), Notice::Kind::refused);
  EXPECT_EQ(desk.next_change(now), now + 1ms);
  now += 1ms;
  EXPECT_EQ(notice(), std::nullopt);
}

TEST_F(OfficerDeskCommands, a_broken_hall_is_said_without_details) {
  see(idle_view());
  press(Press::main);
  desk.answered(Failed{}, now);
  EXPECT_EQ(notice(), Notice::Kind::failed);
  EXPECT_EQ(press(Press::main), Command(CallNext{}));
}

TEST_F(OfficerDeskCommands, a_slow_hall_is_said_from_the_threshold_on) {
  see(idle_view());
  press(Press::main);
  EXPECT_EQ(desk.next_change(now), now + slow_after);
  now += slow_after - 1ms;
  EXPECT_EQ(notice(), std::nullopt);
  now += 1ms;
  EXPECT_EQ(notice(), Notice::Kind::slow);
  accept(TicketId(12));
  EXPECT_EQ(notice(), std::nullopt);
}

TEST(Keys, every_action_has_one_key_in_either_case) {
  EXPECT_EQ(press_of_key(' '), Press::main);
  EXPECT_EQ(press_of_key('b'), Press::open);
  EXPECT_EQ(press_of_key('P'), Press::call_next);
  EXPECT_EQ(press_of_key('r'), Press::recall);
  EXPECT_EQ(press_of_key('m'), Press::start);
  EXPECT_EQ(press_of_key('s'), Press::finish);
  EXPECT_EQ(press_of_key('n'), Press::no_show);
  EXPECT_EQ(press_of_key('k'), Press::close);
  EXPECT_EQ(press_of_key('y'), Press::yes);
  EXPECT_EQ(press_of_key(escape_key), Press::keep_waiting);
  EXPECT_EQ(press_of_key('a'), Press::transfer);
  EXPECT_EQ(press_of_key('t'), Press::park);
  EXPECT_EQ(press_of_key('h'), Press::outcome);
  EXPECT_EQ(press_of_key('l'), Press::add_step);
  EXPECT_EQ(press_of_key('c'), Press::call_ticket);
  EXPECT_EQ(press_of_key('d'), Press::aside);
  EXPECT_EQ(press_of_key('i'), Press::take_break);
  EXPECT_EQ(press_of_key('u'), Press::resume);
  EXPECT_EQ(press_of_key('j'), Press::lend);
  EXPECT_EQ(press_of_key('o'), Press::auto_call);
  EXPECT_EQ(press_of_key('x'), std::nullopt);
}

}  // namespace
}  // namespace giliran::counter
