#pragma once

#include <string>
#include <vector>

#include "shared/base/ids.hpp"

namespace giliran::kiosk {

/// How far a paper has got, as it is remembered over restarts.
enum class PaperStage {
  sending,      ///< handed over, or about to be
  problem,      ///< late; it is being withdrawn
  unconfirmed,  ///< late; it could not be withdrawn yet
  printed,
  withdrawn,
};

struct RememberedPaper {
  std::string name;
  TicketId ticket;
  double length_mm = 0;
  PaperStage stage = PaperStage::sending;
  bool shown = false;  ///< the visitor was told to note the number, or may have the paper
  friend bool operator==(const RememberedPaper&, const RememberedPaper&) = default;
};

/// What was used of the roll that is in the printer.
struct RollUse {
  double used_mm = 0;
  bool running_out = false;     ///< the printer said so, and not yet that there is enough again
  std::vector<double> lengths;  ///< of the papers printed last, at most `remembered_lengths`
  friend bool operator==(const RollUse&, const RollUse&) = default;
};

inline constexpr std::size_t remembered_lengths = 50;

/// The papers that must still be known after a crash. What a function wrote is on the disk when it
/// returns. Any thread. All throw std::exception if the disk does not do it.
class PaperBook {
 public:
  virtual ~PaperBook() = default;
  /// A new paper (`sending` or `problem`), or how far a known one has got; one that is not known
  /// any more stays so. One that is printed now, and was not before, adds to the use of the roll.
  virtual void put(const RememberedPaper& paper) = 0;
  /// What became of it, or of all papers of that ticket, is known elsewhere for good.
  virtual void heard(const std::string& name) = 0;
  virtual void heard(TicketId ticket) = 0;
  /// Those that are not over, and those that are but were not heard of; oldest first.
  virtual std::vector<RememberedPaper> unheard() = 0;

  /// Also what another process has said meanwhile of the roll.
  virtual RollUse roll() = 0;
  virtual void running_out(bool now) = 0;
  virtual void new_roll() = 0;
};

}  // namespace giliran::kiosk
