#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/faults/operation.hpp"

namespace giliran::faults {

/// What a history shows: counts, and the first violations in words.
struct Findings {
  std::size_t operations = 0;
  std::size_t acknowledged = 0;
  std::size_t lost = 0;            ///< acknowledged, and not in the journal as it was answered
  std::size_t doubled = 0;         ///< a number, a call or an effect twice
  std::size_t other = 0;           ///< out of order, asked by nobody
  std::vector<std::string> words;  ///< at most 20

  bool is_good() const { return lost == 0 && doubled == 0 && other == 0; }
  Findings& operator+=(const Findings& more);
};

/// Holds what clients remember against the journal:
/// - lost: an acknowledged command whose request is not kept, or is kept or answered again with
///   another answer; a ticket whose token is not in the journal.
/// - doubled: a number twice on a day; a ticket, token or call number twice; a ticket called while
///   it is called or served, or a counter with two; two requests with one effect, or an effect
///   without a request.
/// - other: a request that nobody made; call numbers with a gap; times that run backwards; of two
///   tickets of one letter and day, the one that was answered before the other was asked for has
///   the higher number.
/// Effects of automatic calls are not expected.
Findings check_history(const std::vector<Operation>& operations, const Journal& journal);

}  // namespace giliran::faults
