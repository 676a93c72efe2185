#include "hall/app/explain.hpp"

#include "hall/app/errors.hpp"
#include "hall/app/hall_service.hpp"
#include "shared/protocol/codec.hpp"

namespace giliran::hall {

namespace {

double seconds(std::chrono::milliseconds time) {
  return static_cast<double>(time.count()) / 1000;
}

std::optional<std::string> reason(const std::string& out_of_turn) {
  return out_of_turn.empty() ? std::nullopt : std::optional(out_of_turn);
}

protocol::ComparedTicket compared(const Compared& one) {
  protocol::ComparedTicket shown;
  shown.number = one.number;
  shown.service = one.service;
  shown.visitor = one.visitor;
  shown.wait_s = seconds(one.wait);
  shown.penalty_s = seconds(one.penalty);
  shown.by = "none";
  if (!one.standing) return shown;
  static constexpr std::array<const char*, 3> groups{"index", "promoted", "first"};
  shown.by = groups[static_cast<std::size_t>(one.standing->group - 1)];
  shown.tier = one.standing->tier;
  shown.index_s = static_cast<double>(one.standing->index) / 1'000'000;
  return shown;
}

protocol::ExplainedCall call(const ExplainedCall& one) {
  protocol::ExplainedCall shown;
  shown.seq = one.seq;
  shown.counter = one.counter;
  shown.at = one.at;
  shown.out_of_turn = reason(one.out_of_turn);
  shown.automatic = one.automatic;
  shown.priority_run = one.run;
  shown.called = compared(one.called);
  for (const Compared& other : one.others)
    shown.others.push_back(compared(other));
  return shown;
}

protocol::ExplainedPass pass(const Passed& one) {
  return {one.seq,          one.counter,         one.at, reason(one.out_of_turn),
          compared(one.by), compared(one.ticket)};
}

}  // namespace

Result<protocol::CallExplain, protocol::RpcError> read_question(const boost::json::value& params) {
  auto question = protocol::decode<protocol::CallExplain>(params);
  if (!question) return error_of(question.error());
  const int named =
      (question->ticket ? 1 : 0) + (question->number ? 1 : 0) + (question->call ? 1 : 0);
  if (named == 1) return *question;
  return error_of(protocol::DecodeError{"ticket", "ask about one of ticket, number and call"});
}

/// Plays the day again. It reads the day's events, which takes about 5 microseconds each.
HallService::Outcome HallService::explain(const protocol::CallExplain& question) {
  const auto day = journal_->last_day();
  std::vector<Recorded> events;
  std::optional<TicketId> ticket = question.ticket;
  if (question.number) {
    const Ticket* found = hall_.ticket(*question.number);
    if (found) ticket = found->id;
  }
  journal_->replay(day ? day->seq : 0, [&](const Recorded& recorded) {
    const auto* call = std::get_if<TicketCalled>(&recorded.event);
    if (call && question.call == call->seq && !call->recall) ticket = call->ticket;
    events.push_back(recorded);
  });
  if (!ticket || !hall_.ticket(*ticket)) {
    return error_of(
        Refusal{Reason::unknown_ticket, question.number ? question.number->text() : "", ""});
  }
  Hall hall = day ? Hall(options_.plan, day->carried) : Hall(options_.plan);
  Explainer explainer(*ticket);
  for (const Recorded& recorded : events) {
    explainer.before(hall, recorded);
    apply(hall, recorded);
  }
  ExplainedTicket found = explainer.take();
  found.number = hall_.ticket(*ticket)->number;
  return JsonText(protocol::encode(explanation(options_.plan, found, question.call)));
}

protocol::Explanation explanation(const HallPlan& plan, const ExplainedTicket& explained,
                                  std::optional<CallSeq> only) {
  protocol::Explanation shown;
  shown.number = explained.number;
  shown.rule = plan.rule.mode == CallingRule::Mode::ratio ? "ratio" : "index";
  for (const ExplainedCall& one : explained.calls) {
    if (!only || one.seq == *only) shown.calls.push_back(call(one));
  }
  if (only) return shown;
  for (const Passed& one : explained.passed)
    shown.passed.push_back(pass(one));
  return shown;
}

}  // namespace giliran::hall
