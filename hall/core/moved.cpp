#include "hall/core/moved.hpp"

namespace giliran::hall {

void Moved::operator()(std::optional<WallTime>& time) const {
  if (time) *time -= by;
}

void Moved::operator()(Step& step) const {
  (*this)(step.waits_from);
  (*this)(step.called_at);
  (*this)(step.started_at);
  (*this)(step.ended_at);
}

void Moved::operator()(Ticket& ticket) const {
  (*this)(static_cast<Step&>(ticket));
  (*this)(ticket.issued_at);
  (*this)(ticket.arrival);
  (*this)(ticket.since);
  for (Step& step : ticket.done)
    (*this)(step);
}

void Moved::operator()(Counter& counter) const {
  if (counter.since != WallTime()) (*this)(counter.since);
  for (Lending& lending : counter.lent)
    (*this)(lending.until);
}

void Moved::operator()(Queue& queue) const {
  for (Lane& lane : queue.lanes)
    (*this)(lane);
  (*this)(queue.first);
}

void Moved::operator()(Lane& lane) const {
  for (Waiting& one : lane)
    (*this)(one.since);
}

void Moved::operator()(Pause& pause) const {
  (*this)(pause.since);
  for (auto& [began, ended] : pause.over) {
    (*this)(began);
    (*this)(ended);
  }
}

}  // namespace giliran::hall
