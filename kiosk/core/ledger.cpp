#include "kiosk/core/ledger.hpp"

#include <algorithm>
#include <utility>

namespace giliran::kiosk {

Ledger::Ledger(DeviceId device, LedgerRows rows, std::function<std::string()> new_hex)
    : device_(std::move(device)),
      epoch_(std::move(rows.epoch)),
      leases_(std::move(rows.leases)),
      given_(std::move(rows.given)),
      new_hex_(std::move(new_hex)) {
  std::ranges::sort(given_, {}, &GivenTicket::order);
}

GivenTicket* Ledger::of(const RequestId& request) {
  const auto found = std::ranges::find(given_, request, &GivenTicket::request);
  return found == given_.end() ? nullptr : &*found;
}

void Ledger::changed(const GivenTicket& ticket) {
  std::erase_if(change_.put, [&](const auto& one) { return one.order == ticket.order; });
  change_.put.push_back(ticket);
}

LedgerChange Ledger::take_change() {
  return std::exchange(change_, {});
}

void Ledger::not_written(LedgerChange change) {
  change_.leases = change_.leases || change.leases;
  change_.erase.insert(change_.erase.end(), change.erase.begin(), change.erase.end());
  for (const GivenTicket& ticket : change.put) {
    const auto found = std::ranges::find(given_, ticket.order, &GivenTicket::order);
    if (found != given_.end()) changed(*found);
  }
}

std::int64_t Ledger::next_order(WallTime now) const {
  const std::int64_t by_time = now.time_since_epoch().count();
  return given_.empty() ? by_time : std::max(by_time, given_.back().order + 1);
}

std::optional<GivenTicket> Ledger::give(const NumberWish& wish, std::string_view day,
                                        WallTime now) {
  const auto leased = leases_.take(day, wish.letter);
  if (!leased) return std::nullopt;
  GivenTicket ticket;
  ticket.issued_at = std::max(now, leased->since);
  if (!given_.empty()) ticket.issued_at = std::max(ticket.issued_at, given_.back().issued_at);
  ticket.order = next_order(ticket.issued_at);
  ticket.shown_as = TicketId(own_tickets + static_cast<std::uint64_t>(ticket.order));
  ticket.request = RequestId(new_hex_());
  ticket.epoch = leased->epoch;
  ticket.day = day;
  ticket.number = leased->number;
  ticket.service = wish.service;
  ticket.then = wish.then;
  ticket.priority = wish.priority;
  ticket.language = wish.language;
  ticket.token = TicketToken(new_hex_());
  given_.push_back(ticket);
  change_.leases = true;
  changed(ticket);
  return ticket;
}

void Ledger::drop(const RequestId& request) {
  if (const GivenTicket* ticket = of(request)) change_.erase.push_back(ticket->order);
  std::erase_if(given_, [&](const GivenTicket& ticket) { return ticket.request == request; });
  std::erase_if(change_.put, [&](const GivenTicket& ticket) { return ticket.request == request; });
}

void Ledger::gave(const NumberWish& wish, const protocol::TicketIssued& issued,
                  std::string_view day, WallTime now) {
  GivenTicket ticket;
  ticket.issued_at = given_.empty() ? now : std::max(now, given_.back().issued_at);
  ticket.order = next_order(ticket.issued_at);
  ticket.shown_as = issued.ticket;
  ticket.request = RequestId(new_hex_());
  ticket.epoch = ticket.known_in = epoch_;
  ticket.day = day;
  ticket.number = issued.number;
  ticket.service = issued.service;
  ticket.then = wish.then;
  ticket.priority = issued.priority;
  ticket.language = wish.language;
  ticket.token = issued.token;
  ticket.ticket = issued.ticket;
  ticket.told_slip = ticket.slip;
  given_.push_back(ticket);
  changed(ticket);
}

void Ledger::slip(TicketId shown_as, Slip slip) {
  // The newest: after the hall was restored, one of its ids may come again.
  const auto found = std::find_if(given_.rbegin(), given_.rend(), [&](const GivenTicket& ticket) {
    return ticket.shown_as == shown_as;
  });
  if (found == given_.rend() || found->slip == slip) return;
  // Who holds the number once holds it for good, whatever becomes of a further copy.
  const bool held = found->slip == Slip::printed || found->slip == Slip::on_screen;
  if (held && slip != Slip::printed) return;
  found->slip = slip;
  changed(*found);
}

void Ledger::held(const protocol::LeasesHeld& held, std::string_view today, WallTime now) {
  // A hall that did not say its epoch before gave these tickets in this one.
  for (GivenTicket& ticket : given_) {
    if (!ticket.epoch.empty()) continue;
    ticket.epoch = ticket.known_in = held.epoch;
    changed(ticket);
  }
  epoch_ = held.epoch;
  leases_.replace(held, now);
  for (const GivenTicket& ticket : given_)
    leases_.skip(ticket.day, ticket.number);
  change_.leases = true;
  not_held(today);
}

void Ledger::not_held(std::string_view today) {
  connected_ = true;
  today_ = today;
  refused_.clear();
  forget_old_days(today);
}

void Ledger::forget_old_days(std::string_view today) {
  std::erase_if(given_, [&](const GivenTicket& ticket) {
    if (ticket.day >= today || !told(ticket) || under_way_.contains(ticket.request)) return false;
    std::erase_if(change_.put, [&](const auto& one) { return one.order == ticket.order; });
    change_.erase.push_back(ticket.order);
    return true;
  });
}

std::vector<protocol::TicketHandIn> Ledger::take_hand_ins() {
  std::vector<protocol::TicketHandIn> all;
  if (!connected_) return all;
  for (GivenTicket& ticket : given_) {
    if (under_way_.size() >= hand_ins_at_once) break;
    if (told(ticket) || refused_.contains(ticket.request)) continue;
    if (!under_way_.insert(ticket.request).second) continue;
    if (!ticket.handed_slip) {
      ticket.handed_slip = ticket.slip;
      changed(ticket);
    }
    all.push_back({device_, ticket.epoch, ticket.day, ticket.number, ticket.service,
                   ticket.priority, ticket.language, ticket.then, ticket.token, ticket.issued_at,
                   *ticket.handed_slip, ticket.request});
  }
  return all;
}

void Ledger::handed_in(const RequestId& request, const protocol::HandedIn& answer) {
  under_way_.erase(request);
  GivenTicket* ticket = of(request);
  if (!ticket) return;
  // One that had it before may have found it in its journal with an older state of the paper.
  ticket->told_slip = ticket->known_in.empty() ? ticket->handed_slip : std::nullopt;
  ticket->known_in = epoch_;
  ticket->ticket = answer.ticket;
  changed(*ticket);
  handed_any_ = true;
  forget_old_days(today_);
}

void Ledger::hand_in_refused(const RequestId& request) {
  if (under_way_.erase(request) != 0) refused_.insert(request);
}

std::vector<protocol::TicketSlip> Ledger::take_slips() {
  std::vector<protocol::TicketSlip> all;
  if (!connected_) return all;
  for (const GivenTicket& ticket : given_) {
    if (!ticket.ticket || ticket.slip == ticket.told_slip || !told(ticket)) continue;
    const std::pair news(ticket.order, ticket.slip);
    const auto same = [&](const auto& one) { return one.second == news; };
    if (std::ranges::any_of(slips_under_way_, same)) continue;
    const RequestId request(new_hex_());
    slips_under_way_.emplace(request, news);
    all.push_back({*ticket.ticket, ticket.slip, request});
  }
  return all;
}

void Ledger::slip_told(const RequestId& request) {
  const auto told = slips_under_way_.find(request);
  if (told == slips_under_way_.end()) return;
  const auto [order, slip] = told->second;
  slips_under_way_.erase(told);
  const auto found = std::ranges::find(given_, order, &GivenTicket::order);
  if (found == given_.end()) return;
  found->told_slip = slip;
  changed(*found);
}

bool Ledger::take_all_told() {
  const bool all = handed_any_ && under_way_.empty() &&
                   std::ranges::all_of(given_, [&](const GivenTicket& ticket) {
                     return told(ticket) || refused_.contains(ticket.request);
                   });
  if (all) handed_any_ = false;
  return all;
}

int Ledger::to_hand_in() const {
  return static_cast<int>(
      std::ranges::count_if(given_, [&](const GivenTicket& ticket) { return !told(ticket); }));
}

}  // namespace giliran::kiosk
