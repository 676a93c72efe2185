#include <algorithm>

#include "counter_client/core/panel_entry.hpp"

namespace giliran::counter {

namespace {

std::optional<Command> transfer(const std::vector<Entry>& chosen, TicketId ticket) {
  if (chosen.size() < 2) return std::nullopt;
  Transfer command{.ticket = ticket, .service = std::get<ServiceId>(chosen[0].choice)};
  const Choice& where = chosen[1].choice;
  if (const auto* place = std::get_if<Place>(&where)) command.place = *place;
  if (const auto* counter = std::get_if<CounterId>(&where)) command.counter = *counter;
  if (const auto* officer = std::get_if<OfficerId>(&where)) command.officer = *officer;
  return command;
}

std::optional<Command> finish(const std::vector<Entry>& chosen, TicketId ticket) {
  const auto outcome = std::get<Outcome>(chosen[0].choice);
  if (outcome != Outcome::missing_document) return Finish{ticket, outcome};
  if (chosen.size() < 2) return std::nullopt;
  return Finish{ticket, outcome, std::get<std::string>(chosen[1].choice)};
}

Command come_back(const Choice& choice, const protocol::CounterView& view) {
  if (const auto* number = std::get_if<TicketNumber>(&choice)) return Reenter{*number};
  const auto ticket = std::get<TicketId>(choice);
  const auto& parked = view.parked;
  const bool stands_aside =
      std::ranges::find(parked, ticket, &protocol::AsideTicket::ticket) != parked.end();
  if (stands_aside) return TakeBack{ticket};
  return Reenter{ticket};
}

std::optional<Command> lend(const std::vector<Entry>& chosen) {
  if (const auto* back = std::get_if<GiveBack>(&chosen[0].choice)) return Return{back->service};
  if (chosen.size() < 2) return std::nullopt;
  return Lend{std::get<ServiceId>(chosen[0].choice),
              std::get<std::chrono::minutes>(chosen[1].choice)};
}

Command open(const Choice& choice) {
  const auto* officer = std::get_if<OfficerId>(&choice);
  return Open{officer ? std::optional(*officer) : std::nullopt};
}

}  // namespace

std::string_view reason_text(Phrase phrase) {
  switch (phrase) {
    case Phrase::photocopy:
      return "fotokopi";
    case Phrase::complete_papers:
      return "melengkapi berkas";
    case Phrase::payment:
      return "pembayaran";
    case Phrase::other_document:
      return "dokumen lain";
    case Phrase::missed_call:
      return "terlewat dipanggil";
    case Phrase::special_need:
      return "keadaan khusus";
    case Phrase::papers_ready:
      return "berkas sudah lengkap";
    default:
      return {};
  }
}

std::optional<Command> command_of(PanelKind kind, const std::vector<Entry>& chosen,
                                  const protocol::CounterView& view) {
  if (chosen.empty()) return std::nullopt;
  const TicketId ticket = view.ticket ? view.ticket->ticket : TicketId();
  switch (kind) {
    case PanelKind::officer:
      return open(chosen[0].choice);
    case PanelKind::transfer:
      return transfer(chosen, ticket);
    case PanelKind::park:
      return Park{ticket, std::get<std::string>(chosen[0].choice)};
    case PanelKind::outcome:
      return finish(chosen, ticket);
    case PanelKind::add_step:
      return AddStep{ticket, std::get<ServiceId>(chosen[0].choice)};
    case PanelKind::call_ticket:
      if (chosen.size() < 2) return std::nullopt;
      return CallChosen{std::get<TicketNumber>(chosen[0].choice),
                        std::get<std::string>(chosen[1].choice)};
    case PanelKind::aside:
      return come_back(chosen[0].choice, view);
    case PanelKind::take_break:
      return TakeBreak{std::get<std::string>(chosen[0].choice)};
    case PanelKind::lend:
      return lend(chosen);
  }
  return std::nullopt;
}

}  // namespace giliran::counter
