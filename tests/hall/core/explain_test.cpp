#include "hall/core/explain.hpp"

#include <gtest/gtest.h>

#include "tests/hall/core/engine.hpp"

namespace giliran::hall {

namespace {

ExplainedTicket explained(const Engine& engine, TicketId ticket) {
  Hall hall(engine.hall.plan());
  Explainer explainer(ticket);
  for (const Recorded& recorded : engine.journal) {
    explainer.before(hall, recorded);
    apply(hall, recorded);
  }
  return explainer.take();
}

}  // namespace

TEST(Explained, a_call_shows_who_else_could_have_been_called) {
  HallPlan plan = small_plan();
  plan.rule.mode = CallingRule::Mode::index;
  plan.services[0].classes[static_cast<std::size_t>(VisitorClass::priority)].rate_milli = 2000;
  Engine engine(plan);
  engine.done(OpenCounter{one});
  engine.issue(ktp);
  engine.advance(5min);
  const TicketId id = engine.issue(ktp, true);
  engine.advance(6min);
  engine.call(one);
  const ExplainedTicket why = explained(engine, id);
  ASSERT_EQ(why.calls.size(), 1U);
  const ExplainedCall& call = why.calls[0];
  EXPECT_EQ(call.called.number.text(), "A-002");
  EXPECT_EQ(call.called.wait, 6min);
  EXPECT_EQ(call.called.standing->index, 2 * 360'000'000) << "thousandths of milliseconds";
  ASSERT_EQ(call.others.size(), 1U);
  EXPECT_EQ(call.others[0].number.text(), "A-001");
  EXPECT_EQ(call.others[0].standing->index, 660'000'000);
  EXPECT_TRUE(why.passed.empty());

  const ExplainedTicket first = explained(engine, TicketId(1));
  ASSERT_EQ(first.passed.size(), 1U);
  EXPECT_EQ(first.passed[0].by.number.text(), "A-002");
  EXPECT_EQ(first.passed[0].ticket.wait, 11min);
  EXPECT_TRUE(first.calls.empty()) << "it still waits";
}

TEST(Explained, an_out_of_turn_call_shows_its_reason_to_all_it_passed) {
  Engine engine;
  engine.done(OpenCounter{two});
  const TicketId waits = engine.issue(ktp);
  const TicketId elsewhere = engine.issue(paspor);
  engine.advance(1min);
  const TicketId chosen = engine.issue(akta);
  engine.done(CallTicket{two, chosen, "sakit"});
  ASSERT_EQ(explained(engine, waits).passed.size(), 1U);
  EXPECT_EQ(explained(engine, waits).passed[0].out_of_turn, "sakit");
  EXPECT_TRUE(explained(engine, elsewhere).passed.empty()) << "that counter does not serve it";
  EXPECT_EQ(explained(engine, chosen).calls[0].out_of_turn, "sakit");
}

TEST(Explained, a_priority_call_by_the_ratio_shows_the_run) {
  Engine engine;
  engine.done(OpenCounter{one});
  engine.issue(ktp);
  for (int i = 0; i < 3; ++i)
    engine.issue(ktp, true);
  for (int i = 0; i < 3; ++i)
    engine.serve(one);
  const ExplainedTicket why = explained(engine, TicketId(1));
  EXPECT_EQ(why.passed.size(), 2U);
  EXPECT_EQ(why.calls[0].run, 2) << "now it is the turn of the others";
}

}  // namespace giliran::hall
