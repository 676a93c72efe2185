#include "hall/core/calling_rule.hpp"

#include <gtest/gtest.h>

#include "tests/hall/core/engine.hpp"

namespace giliran::hall {

namespace {

int run(const Engine& engine, CounterId counter) {
  return engine.hall.priority_run(engine.hall.served_at(counter, engine.at));
}

/// Issues tickets for KTP-el: 'p' with priority, 'o' without. Numbers follow that order.
void queue_up(Engine& engine, std::string_view kinds) {
  for (const char kind : kinds) {
    engine.issue(ktp, kind == 'p');
    engine.advance(1s);
  }
}

std::string order_text(const Engine& engine, CounterId counter, std::size_t limit) {
  std::string text;
  for (const TicketId id : calling_order(engine.hall, counter, limit, engine.at))
    text += engine.number(id) + " ";
  return text;
}

struct RuleCase {
  std::string_view kinds;
  const char* called;
};

}  // namespace

TEST(CallingRule, two_with_priority_then_one_that_has_waited_longest) {
  const RuleCase cases[] = {
      {"ooo", "A-001 A-002 A-003 "},
      {"ppp", "A-001 A-002 A-003 "},
      {"op", "A-002 A-001 "},
      {"opp", "A-002 A-003 A-001 "},
      {"oppp", "A-002 A-003 A-001 A-004 "},
      {"ppppo", "A-001 A-002 A-005 A-003 A-004 "},
      {"oopppppp", "A-003 A-004 A-001 A-005 A-006 A-002 A-007 A-008 "},
  };
  for (const RuleCase& rule_case : cases) {
    Engine engine;
    engine.done(OpenCounter{one});
    queue_up(engine, rule_case.kinds);
    EXPECT_EQ(order_text(engine, one, 100), rule_case.called) << rule_case.kinds;
    EXPECT_EQ(engine.call_all(one), rule_case.called) << rule_case.kinds;
  }
}

TEST(CallingRule, the_run_length_is_the_plans) {
  HallPlan plan = small_plan();
  plan.rule.priority_in_a_row = 1;
  Engine engine(plan);
  engine.done(OpenCounter{one});
  queue_up(engine, "ooppp");
  EXPECT_EQ(engine.call_all(one), "A-003 A-001 A-004 A-002 A-005 ");
}

TEST(CallingRule, priority_calls_while_no_ordinary_ticket_waits_do_not_count) {
  Engine engine;
  engine.done(OpenCounter{one});
  queue_up(engine, "pppp");
  for (int i = 0; i < 3; ++i)
    engine.serve(one, 10s);
  queue_up(engine, "opp");  // A-005 is ordinary
  EXPECT_EQ(engine.serve(one), "A-004");
  EXPECT_EQ(engine.serve(one), "A-006");
  EXPECT_EQ(engine.serve(one), "A-005");
  EXPECT_EQ(engine.serve(one), "A-007");
}

TEST(CallingRule, the_run_is_counted_over_counters_with_the_same_services) {
  HallPlan plan = small_plan();
  plan.counters[1].serves = {ktp};
  Engine engine(plan);
  engine.done(OpenCounter{one});
  engine.done(OpenCounter{two});
  queue_up(engine, "opppp");
  EXPECT_EQ(engine.serve(one), "A-002");
  EXPECT_EQ(engine.serve(two), "A-003");
  EXPECT_EQ(run(engine, one), 2);
  EXPECT_EQ(engine.serve(one), "A-001");
  EXPECT_EQ(run(engine, two), 0);
}

TEST(CallingRule, an_ordinary_call_elsewhere_does_not_lengthen_the_run_of_a_counter) {
  Engine engine;  // counter 2 alone serves akta
  engine.done(OpenCounter{one});
  engine.done(OpenCounter{two});
  engine.issue(akta);
  for (int i = 0; i < 6; ++i)
    engine.issue(akta, true);
  for (int i = 0; i < 6; ++i)
    engine.issue(ktp);
  EXPECT_EQ(engine.serve(two), "A-002");
  EXPECT_EQ(engine.serve(one), "A-008");
  EXPECT_EQ(engine.serve(two), "A-003");
  EXPECT_EQ(engine.serve(one), "A-009");
  EXPECT_EQ(engine.serve(two), "A-001") << "whatever counter 1 called";
}

TEST(CallingRule, an_ordinary_ticket_of_a_counter_elsewhere_does_not_make_the_run_count) {
  Engine engine;
  engine.done(OpenCounter{one});
  engine.issue(akta);  // counter 1 cannot call it
  for (int i = 0; i < 4; ++i)
    engine.issue(ktp, true);
  EXPECT_EQ(engine.call_all(one), "A-002 A-003 A-004 A-005 ");
  EXPECT_EQ(run(engine, one), 0);
}

TEST(CallingRule, a_recall_does_not_count) {
  Engine engine;
  engine.done(OpenCounter{one});
  queue_up(engine, "oppp");
  EXPECT_EQ(engine.call(one), "A-002");
  for (int i = 0; i < 3; ++i)
    engine.done(Recall{one});
  EXPECT_EQ(run(engine, one), 1);
  engine.done(MarkNoShow{TicketId(2)});
  EXPECT_EQ(engine.call(one), "A-003") << "the second in a row";
  engine.done(Recall{one});
  engine.done(MarkNoShow{TicketId(3)});
  EXPECT_EQ(engine.call(one), "A-001");
}

TEST(CallingRule, counters_of_another_agency_have_a_run_of_their_own) {
  Engine engine;
  engine.done(OpenCounter{one});
  engine.done(OpenCounter{three});
  queue_up(engine, "oppp");
  engine.issue(paspor);
  engine.issue(paspor, true);
  EXPECT_EQ(engine.serve(one), "A-002");
  EXPECT_EQ(engine.serve(one), "A-003");
  EXPECT_EQ(run(engine, one), 2);
  EXPECT_EQ(run(engine, three), 0);
  EXPECT_EQ(engine.serve(three), "B-002");
  EXPECT_EQ(engine.serve(one), "A-001");
}

TEST(CallingRule, the_longest_wait_first_over_all_services_of_the_counter) {
  Engine engine;
  engine.done(OpenCounter{two});
  for (const ServiceId& service : {akta, ktp, akta, ktp})
    engine.issue(service);
  EXPECT_EQ(engine.call_all(two), "A-001 A-002 A-003 A-004 ") << "also within one millisecond";
}

TEST(CallingRule, a_counter_calls_only_what_it_serves) {
  Engine engine;
  engine.done(OpenCounter{one});
  engine.issue(akta);
  engine.issue(ktp);
  EXPECT_EQ(waiting_at(engine.hall, one, engine.at), 1);
  EXPECT_EQ(waiting_at(engine.hall, two, engine.at), 2);
  EXPECT_EQ(engine.call_all(one), "A-002 ");
}

TEST(CallingRule, the_order_is_cut_at_the_limit) {
  Engine engine;
  queue_up(engine, "oopppppp");
  EXPECT_EQ(order_text(engine, one, 4), "A-003 A-004 A-001 A-005 ");
  EXPECT_EQ(order_text(engine, one, 0), "");
  EXPECT_EQ(order_text(engine, CounterId(9), 4), "");
}

TEST(Ahead, is_the_place_in_the_calling_order) {
  for (const std::string_view kinds :
       {"o", "p", "oo", "op", "ppp", "opppo", "ppppppooo", "oopppppp", "opopopopppooo"}) {
    for (int called = 0; called < 3; ++called) {
      Engine engine;
      engine.done(OpenCounter{one});
      queue_up(engine, kinds);
      for (int i = 0; i < called; ++i)
        engine.serve(one);
      int place = 0;
      for (const TicketId id : calling_order(engine.hall, one, 100, engine.at))
        EXPECT_EQ(ahead_of(engine.hall, id, engine.at), place++) << kinds << " after " << called;
    }
  }
}

TEST(Ahead, of_a_new_ordinary_ticket_is_what_it_then_has) {
  for (const std::string_view kinds : {"", "o", "p", "ppp", "opppo", "ppppppooo"}) {
    Engine engine;
    queue_up(engine, kinds);
    const int foreseen =
        ahead_of(engine.hall, Newcomer{ktp, VisitorClass::ordinary, false, engine.at}, engine.at);
    const TicketId id = engine.issue(ktp);
    EXPECT_EQ(ahead_of(engine.hall, id, engine.at), foreseen) << kinds;
  }
}

TEST(Ahead, counts_other_services_of_the_same_counters_and_no_failed_slips) {
  Engine engine;
  const TicketId first = engine.issue(ktp);
  engine.issue(akta);
  engine.issue(paspor);
  const TicketId last = engine.issue(akta);
  EXPECT_EQ(ahead_of(engine.hall, last, engine.at), 2);
  engine.done(SetSlip{first, Slip::failed});
  EXPECT_EQ(ahead_of(engine.hall, last, engine.at), 1);
}

}  // namespace giliran::hall
