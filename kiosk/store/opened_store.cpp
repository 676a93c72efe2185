#include "kiosk/store/opened_store.hpp"

#include <algorithm>

#include "shared/base/log.hpp"

namespace giliran::kiosk {

namespace {

std::vector<TicketId> without_paper(const std::vector<GivenTicket>& given, PaperBook& papers) {
  const std::vector<RememberedPaper> unheard = papers.unheard();
  std::vector<TicketId> nobodys;
  for (const GivenTicket& ticket : given) {
    const bool has_paper = std::ranges::any_of(
        unheard, [&](const RememberedPaper& paper) { return paper.ticket == ticket.shown_as; });
    if (ticket.slip == Slip::pending && !has_paper) nobodys.push_back(ticket.shown_as);
  }
  return nobodys;
}

}  // namespace

OpenedStore open_store(const std::string& folder) {
  OpenedStore store;
  try {
    store.folder = std::make_unique<StoreFolder>(folder);
    auto records = std::make_unique<Records>(folder);
    auto papers = std::make_unique<PaperRows>(folder);
    store.remembered = records->read();
    store.nobodys = without_paper(store.remembered.ledger.given, *papers);
    store.records = std::move(records);
    store.papers = std::move(papers);
  } catch (const StoreInUse&) {
    throw;
  } catch (const std::runtime_error& error) {  // StoreUnusable, or a row that makes no sense
    log(LogLevel::error, "no numbers without the hall: the kiosk's file cannot be used",
        {{"reason", error.what()}});
    store.remembered = {};
  }
  return store;
}

}  // namespace giliran::kiosk
