#include "hall/store/report_tables.hpp"

#include "hall/store/event_codec.hpp"
#include "shared/base/zone.hpp"

#include "shared/base/iso_time.hpp"

namespace giliran::hall {

namespace chr = std::chrono;

namespace {

using Number = std::optional<std::int64_t>;

std::int64_t ms(WallTime time) {
  return time.time_since_epoch().count();
}
Number ms(const std::optional<WallTime>& time) {
  return time ? Number(ms(*time)) : std::nullopt;
}
Number ms(const std::optional<chr::milliseconds>& length) {
  return length ? Number(length->count()) : std::nullopt;
}

std::optional<std::string> text(const Day& day) {
  return day ? std::optional(iso_text(*day)) : std::nullopt;
}
std::optional<std::string> filled(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}
template <class Tag>
std::optional<std::string> text(const std::optional<StrongId<Tag, std::string>>& id) {
  return id ? std::optional(id->value()) : std::nullopt;
}

/// Binds one value after the other.
class Row {
 public:
  explicit Row(Statement& statement) : statement_(statement) {}
  Row& operator<<(const std::optional<std::string>& value) { return bind(value); }
  Row& operator<<(std::string_view value) { return bind(value); }
  Row& operator<<(const std::string& value) { return bind(std::string_view(value)); }
  Row& operator<<(const Number& value) { return bind(value); }
  Row& operator<<(std::int64_t value) { return bind(value); }
  Row& operator<<(std::uint64_t value) { return bind(static_cast<std::int64_t>(value)); }
  Row& operator<<(int value) { return bind(static_cast<std::int64_t>(value)); }
  Row& operator<<(bool value) { return bind(static_cast<std::int64_t>(value)); }
  void run() { statement_.run(); }

 private:
  template <class T>
  Row& bind(const T& value) {
    statement_.bind(++at_, value);
    return *this;
  }
  Statement& statement_;
  int at_ = 0;
};

void write(Statement& into, TicketId ticket, const VisitRow& visit) {
  Row row(into);
  row << ticket.value() << text(visit.day) << visit.number.text() << visit.priority
      << visit.appointment << code_of(visit.language) << ms(visit.issued_at) << ms(visit.ended_at)
      << name_of(visit.state);
  row << (visit.outcome ? std::optional(std::string(name_of(*visit.outcome))) : std::nullopt)
      << name_of(visit.slip) << text(visit.booking);
  row.run();
}

void write(Statement& into, TicketId ticket, std::size_t number, const StepRow& row_of) {
  const Step& step = row_of.step;
  const auto seconds = [&](chr::seconds WaitRange::*end) {
    return row_of.quoted ? Number(((*row_of.quoted).*end).count()) : std::nullopt;
  };
  Row row(into);
  row << ticket.value() << number << text(row_of.day) << step.service.value() << ms(step.waits_from)
      << ms(step.called_at) << step.calls << ms(step.started_at) << ms(step.ended_at);
  row << (step.counter ? Number(step.counter->value()) : std::nullopt) << text(step.officer)
      << filled(row_of.outcome) << filled(row_of.detail) << ms(row_of.wait) << ms(row_of.service)
      << seconds(&WaitRange::low) << seconds(&WaitRange::high);
  row.run();
}

}  // namespace

ReportTables::ReportTables(Database& database)
    : visit_(database, "REPLACE INTO visits VALUES(?,?,?,?,?,?,?,?,?,?,?,?)"),
      step_(database, "REPLACE INTO visit_steps VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"),
      call_(database, "REPLACE INTO calls VALUES(?,?,?,?,?,?,?,?)"),
      counter_period_(database, "REPLACE INTO counter_periods VALUES(?,?,?,?,?,?,?,?)"),
      service_pause_(database, "REPLACE INTO service_pauses VALUES(?,?,?,?,?,?)") {}

void ReportTables::write(const Rows& rows) {
  for (const auto& [ticket, visit] : rows.visits)
    hall::write(visit_, ticket, visit);
  for (const auto& [key, step] : rows.steps)
    hall::write(step_, key.first, key.second, step);
  for (const CallRow& row : rows.calls) {
    Row(call_) << row.call.seq.value() << row.call.ticket.value() << row.call.counter.value()
               << ms(row.at) << text(row.day) << row.call.recall << filled(row.call.out_of_turn)
               << row.call.automatic;
    call_.run();
  }
  for (const auto& [seq, period] : rows.counter_periods) {
    Row(counter_period_) << seq << period.counter.value() << text(period.day)
                         << text(period.officer)
                         << std::string_view(period.on_break ? "break" : "open")
                         << filled(period.reason) << ms(period.from) << ms(period.to);
    counter_period_.run();
  }
  for (const auto& [seq, pause] : rows.service_pauses) {
    Row(service_pause_) << seq << pause.service.value() << text(pause.day) << ms(pause.from)
                        << ms(pause.to) << filled(pause.why);
    service_pause_.run();
  }
}

void write_settings(Database& database, const HallPlan& plan, WallTime now) {
  database.run("DELETE FROM services; DELETE FROM clock");
  Statement service(database, "INSERT INTO services VALUES(?,?,?)");
  for (const Service& one : plan.services) {
    const chr::milliseconds target = one.wait_target;
    service.bind(1, one.id.value()).bind(2, one.name.id).bind(3, target.count()).run();
  }
  const auto offset = Zone(plan.zone).local(now).time_since_epoch() - now.time_since_epoch();
  Statement clock(database, "INSERT INTO clock VALUES(?)");
  clock.bind(1, static_cast<std::int64_t>(offset.count())).run();
}

}  // namespace giliran::hall
