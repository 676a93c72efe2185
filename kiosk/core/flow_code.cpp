#include <utility>

#include "kiosk/core/code.hpp"
#include "kiosk/core/flow.hpp"

/// Codes and missed numbers in a Flow: from the keypad, a keyboard, or a hand scanner.
namespace giliran::kiosk {

namespace {

/// More than any address of a ticket's page.
constexpr std::size_t longest_line = 512;

/// What the field shows of a text that a scanner typed: nothing of an address.
std::string shown_of(std::string_view text) {
  std::string keys;
  for (const char c : text) {
    if (c == '-' || c == ' ') continue;
    const auto key = code_key(c);
    if (!key || keys.size() == longest_code) return {};
    keys += *key;
  }
  return keys;
}

}  // namespace

void Flow::touch_key(char key) {
  auto* at = std::get_if<AtCode>(&place_);
  const auto known = code_key(key);
  if (!at || !known) return;
  at->unreadable = false;
  at->refusal.reset();
  if (at->typed.size() < longest_code) at->typed += *known;
}

void Flow::touch_erase() {
  auto* at = std::get_if<AtCode>(&place_);
  if (!at) return;
  at->unreadable = false;
  at->refusal.reset();
  if (!at->typed.empty()) at->typed.pop_back();
}

void Flow::typed(std::string_view text, SteadyTime now) {
  advance(now);
  touched_at_ = now;
  asked_still_there_.reset();
  if (now - line_at_ > times_.scan_pause) line_.clear();
  line_at_ = now;
  if (line_.size() + text.size() <= longest_line) line_ += text;
  auto* at = std::get_if<AtCode>(&place_);
  if (!at || covered(now)) return;
  for (const char c : text) {
    // An address is being scanned, not a code typed.
    if (c == ':' || c == '/') at->typed.clear();
    touch_key(c);
  }
}

void Flow::erased(SteadyTime now) {
  advance(now);
  touched_at_ = now;
  asked_still_there_.reset();
  line_.clear();
  if (!covered(now)) touch_erase();
}

void Flow::entered(SteadyTime now) {
  advance(now);
  touched_at_ = now;
  asked_still_there_.reset();
  const std::string line = std::exchange(line_, {});
  const bool fresh = now - line_at_ <= times_.scan_pause;
  if (covered(now) || !choosing() || !takes_codes()) return;
  const auto* at = std::get_if<AtCode>(&place_);
  // What the field already held does not belong to what was scanned.
  if (at && !(fresh && code_of(line))) return submit(std::string(at->typed), now);
  if (fresh && !line.empty()) submit(line, now);
}

void Flow::submit(std::string_view text, SteadyTime now) {
  const auto code = code_of(text);
  const auto* booking = code ? std::get_if<BookingCode>(&*code) : nullptr;
  if (!code || (booking ? !view_->takes_bookings : view_->reentry_minutes <= 0)) {
    place_ = AtCode{shown_of(text), true, std::nullopt};
    return;
  }
  const RequestId request = new_id_();
  place_ = AtAsking{
      booking ? Wish::check_in : Wish::back, {}, std::nullopt, shown_of(text), request, now};
  if (booking) {
    commands_.emplace_back(CheckIn{{*booking, request}});
    return;
  }
  protocol::TicketReenter back;
  if (const auto* number = std::get_if<TicketNumber>(&*code)) {
    back.number = *number;
  } else {
    back.token = std::get<TicketToken>(*code);
  }
  back.request_id = request;
  commands_.emplace_back(ComeBack{std::move(back)});
}

}  // namespace giliran::kiosk
