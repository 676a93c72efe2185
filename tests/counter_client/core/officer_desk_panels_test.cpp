#include "tests/counter_client/core/rich_view.hpp"

namespace giliran::counter {
namespace {

const std::string enter(1, enter_key);
const std::string escape(1, escape_key);
const std::string down(1, down_key);
const std::string up(1, up_key);

class OfficerDeskPanels : public DeskTest {
 protected:
  std::vector<std::string> names() const {
    std::vector<std::string> all;
    const ShownPanel panel = shown().panel.value();
    for (const Entry& entry : panel.entries)
      all.push_back(entry.name.id);
    return all;
  }
  std::vector<TicketNumber> numbers() const {
    std::vector<TicketNumber> all;
    const ShownPanel panel = shown().panel.value();
    for (const Entry& entry : panel.entries)
      all.push_back(entry.number.value());
    return all;
  }
};

using Names = std::vector<std::string>;
using Numbers = std::vector<TicketNumber>;

TEST_F(OfficerDeskPanels, a_served_visitor_is_sent_on_to_another_service_by_arrival) {
  see(in_hall(serving_view()));
  EXPECT_EQ(key('a'), std::nullopt);
  EXPECT_EQ(names(), (Names{"Kartu keluarga", "SKCK", "SIM"})) << "this counter's agency first";
  EXPECT_EQ(keys(down + enter), std::nullopt);
  EXPECT_EQ(shown().panel->chosen->name, text("SKCK"));
  EXPECT_EQ(key(enter_key), Command(Transfer{TicketId(12), ServiceId("polisi.skck")}));
  EXPECT_FALSE(shown().panel);
  EXPECT_TRUE(shown().actions[3].pressed);
}

TEST_F(OfficerDeskPanels, typing_leaves_what_is_named_in_any_language_or_is_of_a_named_agency) {
  see(in_hall(serving_view()));
  key('a');
  keys("fam");
  EXPECT_EQ(names(), (Names{"Kartu keluarga"}));
  for (int i = 0; i < 3; ++i)
    key(erase_key);
  keys("polisi");
  EXPECT_EQ(names(), (Names{"SKCK", "SIM"}));
  keys("x");
  EXPECT_EQ(names(), Names{});
  EXPECT_EQ(key(enter_key), std::nullopt);
  EXPECT_TRUE(shown().panel);
}

TEST_F(OfficerDeskPanels, a_typed_sundanese_name_needs_no_accent) {
  auto view = in_hall(serving_view());
  view.services[0].name.su = "Lokét KÉRJA";
  see(view);
  key('a');
  keys("kerja");
  EXPECT_EQ(names(), (Names{"SKCK"}));
}

TEST_F(OfficerDeskPanels, what_is_called_can_go_back_to_its_own_queue_first_in_the_list) {
  see(in_hall(calling_view()));
  key('a');
  EXPECT_EQ(shown().panel->entries[0].phrase, Phrase::back_to_queue);
  EXPECT_EQ(keys("13"), Command(Transfer{TicketId(12), ServiceId("dukcapil.ktp"), Place::last}));
}

TEST_F(OfficerDeskPanels, a_transfer_may_name_an_open_counter_of_the_service_or_its_officer) {
  see(in_hall(serving_view()));
  key('a');
  key('2');
  ASSERT_EQ(shown().panel->entries.size(), 5U);
  EXPECT_EQ(key('4'), Command(Transfer{TicketId(12), ServiceId("polisi.skck"), Place::arrival,
                                       CounterId(5)}));
  accept();
  see(in_hall(serving_view()));
  now += settle_limit;
  EXPECT_EQ(keys("a25"), Command(Transfer{TicketId(12), ServiceId("polisi.skck"), Place::arrival,
                                          std::nullopt, OfficerId("asep")}));
}

TEST_F(OfficerDeskPanels, an_officer_whose_name_two_share_is_not_offered) {
  auto view = in_hall(serving_view());
  view.officers.push_back({OfficerId("asep2"), "Asep"});
  see(view);
  keys("a2");
  EXPECT_EQ(shown().panel->entries.size(), 4U);
}

TEST_F(OfficerDeskPanels, a_visitor_steps_aside_with_a_reason_or_without) {
  see(in_hall(calling_view()));
  EXPECT_EQ(keys("t" + enter), Command(Park{TicketId(12), ""}));
  desk.answered(Failed{}, now);
  EXPECT_EQ(keys("t2"), Command(Park{TicketId(12), "fotokopi"}));
}

TEST_F(OfficerDeskPanels, a_missing_document_is_named_and_other_outcomes_are_not) {
  see(in_hall(serving_view()));
  EXPECT_EQ(keys("h3"), Command(Finish{TicketId(12), Outcome::wrong_service}));
  desk.answered(Failed{}, now);
  keys("h2");
  EXPECT_EQ(names(), (Names{"KK asli", ""}));
  EXPECT_EQ(key('1'), Command(Finish{TicketId(12), Outcome::missing_document, "KK asli"}));
  desk.answered(Failed{}, now);
  EXPECT_EQ(keys("h22"), Command(Finish{TicketId(12), Outcome::missing_document, "dokumen lain"}));
}

TEST_F(OfficerDeskPanels, a_further_service_is_any_but_the_tickets_own) {
  see(in_hall(serving_view()));
  EXPECT_EQ(keys("l1"), Command(AddStep{TicketId(12), ServiceId("dukcapil.kk")}));
  accept();
  EXPECT_EQ(key('l'), std::nullopt);
  EXPECT_FALSE(shown().panel) << "its effect is not seen yet";
  auto view = in_hall(serving_view());
  view.ticket->to_do = {text("KK")};
  see(view);
  key('l');
  EXPECT_TRUE(shown().panel);
}

TEST_F(OfficerDeskPanels, a_chosen_number_is_called_with_a_reason) {
  see(in_hall(idle_view()));
  key('c');
  EXPECT_EQ(keys(down + enter), std::nullopt);
  EXPECT_EQ(shown().panel->chosen->number, (TicketNumber{'A', 14}));
  EXPECT_EQ(key('2'), Command(CallChosen{{'A', 14}, "keadaan khusus"}));
}

TEST_F(OfficerDeskPanels, a_number_is_typed_with_or_without_zeros) {
  see(in_hall(idle_view()));
  key('c');
  keys("a1");
  EXPECT_EQ(numbers(), (Numbers{{'A', 1}, {'A', 13}, {'A', 14}, {'A', 120}}));
  EXPECT_EQ(shown().panel->entries[0].phrase, Phrase::this_number) << "not in the queue's head";
  key('2');
  EXPECT_EQ(numbers(), (Numbers{{'A', 12}, {'A', 120}}));
  key('0');
  EXPECT_EQ(numbers(), (Numbers{{'A', 120}}));
  for (int i = 0; i < 4; ++i)
    key(erase_key);
  keys("b-007" + enter);
  EXPECT_EQ(key('1'), Command(CallChosen{{'B', 7}, "terlewat dipanggil"}));
}

TEST_F(OfficerDeskPanels, letters_that_no_number_has_make_no_number) {
  see(in_hall(idle_view()));
  key('c');
  keys("o12");
  EXPECT_TRUE(shown().panel->entries.empty());
}

TEST_F(OfficerDeskPanels, who_stood_aside_goes_on_and_who_was_absent_queues_again) {
  see(in_hall(idle_view()));
  EXPECT_EQ(shown().aside, 2);
  EXPECT_EQ(keys("d" + enter), Command(TakeBack{TicketId(7)}));
  desk.answered(Failed{}, now);
  EXPECT_EQ(keys("d" + down + enter), Command(Reenter{TicketId(9)}));
  desk.answered(Failed{}, now);
  EXPECT_EQ(keys("db12" + enter), Command(Reenter{TicketNumber{'B', 12}}));
}

TEST_F(OfficerDeskPanels, a_break_has_a_reason_of_the_halls_and_ends_with_the_main_button) {
  auto view = in_hall(idle_view());
  see(view);
  EXPECT_EQ(keys("i2"), Command(TakeBreak{"salat"}));
  view.state = CounterState::on_break;
  view.on_break = view.breaks[1];
  view.since = nine;
  see(view);
  accept();
  now += 15min - 1ms;
  EXPECT_EQ(shown().on_break, (Pause{view.breaks[1].name, 899s, 15min}));
  EXPECT_EQ(desk.next_change(now), now + 1ms);
  EXPECT_EQ(press(Press::main), Command(Resume{}));
}

TEST_F(OfficerDeskPanels, without_reasons_in_the_settings_there_is_no_break) {
  auto view = in_hall(idle_view());
  view.breaks.clear();
  see(view);
  key('i');
  EXPECT_FALSE(shown().panel);
}

TEST_F(OfficerDeskPanels, a_counter_is_lent_to_a_service_of_others_and_given_back) {
  auto view = in_hall(idle_view());
  see(view);
  key('j');
  EXPECT_EQ(names(), (Names{"SKCK", "SIM"}));
  EXPECT_EQ(keys("13"), Command(Lend{ServiceId("polisi.skck"), 120min}));
  accept();
  view.lent = {{ServiceId("polisi.skck"), text("SKCK"), nine + 120min}};
  see(view);
  EXPECT_EQ(shown().lent, (std::vector<Lent>{{text("SKCK"), 120min}}));
  EXPECT_EQ(keys("j1"), Command(Return{ServiceId("polisi.skck")}));
}

TEST_F(OfficerDeskPanels, calling_by_itself_is_switched_on_and_off) {
  auto view = in_hall(idle_view());
  see(view);
  EXPECT_EQ(key('o'), Command(AutoCall{true}));
  view.auto_call = true;
  see(view);
  accept();
  EXPECT_EQ(key('o'), Command(AutoCall{false}));
}

TEST_F(OfficerDeskPanels, who_opens_is_asked_and_remembered) {
  see(in_hall(closed_view()));
  EXPECT_EQ(press(Press::main), std::nullopt);
  EXPECT_EQ(keys("asep" + enter), Command(Open{OfficerId("asep")}));
  accept();
  see(in_hall(idle_view()));
  press(Press::close);
  accept();
  see(in_hall(closed_view()));
  EXPECT_EQ(keys(" " + enter), Command(Open{OfficerId("asep")}));
  desk.answered(Failed{}, now);
  EXPECT_EQ(keys("b3"), Command(Open{})) << "without a name";
}

TEST_F(OfficerDeskPanels, while_a_panel_is_open_nothing_else_can_be_pressed) {
  see(in_hall(serving_view()));
  key('t');
  EXPECT_FALSE(shown().main.enabled);
  for (const Button& button : shown().actions)
    EXPECT_FALSE(button.enabled);
  EXPECT_EQ(keys(" s"), std::nullopt);
  EXPECT_TRUE(shown().panel);
}

TEST_F(OfficerDeskPanels, escape_goes_back_one_step_and_then_out) {
  see(in_hall(serving_view()));
  keys("a3" + escape);
  ASSERT_TRUE(shown().panel);
  EXPECT_FALSE(shown().panel->chosen);
  EXPECT_EQ(shown().panel->selected, 2U) << "where it was";
  key(escape_key);
  EXPECT_FALSE(shown().panel);
}

TEST_F(OfficerDeskPanels, the_selection_stays_at_the_ends) {
  see(in_hall(serving_view()));
  keys("t" + up);
  EXPECT_EQ(shown().panel->selected, 0U);
  keys(down + down + down + down);
  EXPECT_EQ(shown().panel->selected, 3U);
}

TEST_F(OfficerDeskPanels, touches_choose_turn_pages_and_go_back) {
  see(in_hall(serving_view()));
  desk.touch("transfer", now);
  desk.touch("page_down", now);
  EXPECT_EQ(shown().panel->selected, 2U);
  desk.touch("page_up", now);
  EXPECT_EQ(shown().panel->selected, 0U);
  desk.touch("entry:1", now);
  EXPECT_TRUE(shown().panel->chosen);
  desk.touch("entry:99", now);
  desk.touch("entry:x", now);
  desk.touch("back", now);
  EXPECT_FALSE(shown().panel->chosen);
  desk.touch("entry:1", now);
  EXPECT_EQ(desk.touch("entry:1", now),
            Command(Transfer{TicketId(12), ServiceId("polisi.skck"), Place::first}));
}

TEST_F(OfficerDeskPanels, a_selection_stays_with_its_ticket_when_the_queue_moves) {
  auto view = in_hall(idle_view());
  see(view);
  keys("c" + down + down);
  view.queue.erase(view.queue.begin());
  see(view);
  EXPECT_EQ(numbers()[shown().panel->selected], (TicketNumber{'A', 120}));
  view.queue.pop_back();
  see(view);
  key(enter_key);
  EXPECT_FALSE(shown().panel->chosen) << "what was meant has gone";
}

TEST_F(OfficerDeskPanels, a_knock_on_the_key_that_opened_a_panel_types_nothing) {
  see(in_hall(serving_view()));
  key('a');
  now += bounce - 1ms;
  desk.key('a', now);
  EXPECT_EQ(shown().panel->typed, "");
  now += 1ms;
  desk.key('a', now);
  EXPECT_EQ(shown().panel->typed, "a");
  desk.key('a', now);
  EXPECT_EQ(shown().panel->typed, "aa") << "while typing the same letter twice is meant";
}

TEST_F(OfficerDeskPanels, typing_has_a_limit) {
  see(in_hall(serving_view()));
  key('a');
  keys(std::string(typed_limit + 3, 'k'));
  EXPECT_EQ(shown().panel->typed.size(), typed_limit);
}

TEST_F(OfficerDeskPanels,
       when_the_counter_calls_by_itself_the_panel_goes_and_its_keys_mean_nothing) {
  see(in_hall(idle_view()));
  keys("ca");
  see(in_hall(calling_view()));
  EXPECT_FALSE(shown().panel);
  now += hands_off - bounce - 1ms;
  EXPECT_EQ(key('m'), std::nullopt) << "typed for the panel";
  now += 1ms;
  EXPECT_EQ(desk.key('m', now), Command(Start{TicketId(12)}));
}

TEST_F(OfficerDeskPanels, a_panel_goes_with_the_connection) {
  see(in_hall(serving_view()));
  key('a');
  desk.disconnected(now, now);
  EXPECT_FALSE(shown().panel);
}

TEST_F(OfficerDeskPanels, nothing_is_opened_while_a_command_is_on_its_way) {
  see(in_hall(serving_view()));
  press(Press::finish);
  key('a');
  EXPECT_FALSE(shown().panel);
}

}  // namespace
}  // namespace giliran::counter
