#pragma once

#include "tests/bench/measure.hpp"

namespace giliran::bench {

/// How much of the benchmark is run.
struct Extent {
  int past_tickets = 1'000'000;
  double soak_minutes = 2;
  int crowd_seconds = 15;
  std::string only;  ///< a part: speed, board, memory, crowd, past, soak; empty: all
};

/// The hall as its programs meet it. Each figure's limit is measured right before and after it.
std::vector<Row> measure_hall(const Programs& programs, const Extent& extent);

}  // namespace giliran::bench
