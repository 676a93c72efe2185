#pragma once

#include <boost/json/array.hpp>
#include <string>
#include <vector>

/// What is measured, each beside what it is held against.
namespace giliran::bench {

struct Row {
  std::string name;
  double value = 0;
  std::string unit;
  double limit = 0;  ///< this machine's own, measured in the same run, or a fixed figure
  double ratio = 0;  ///< value / limit
  std::string must;  ///< of the ratio: ">= 0.80"
  bool ok = false;
};

/// The ratio must be that at least, or at most.
Row at_least(std::string name, double value, std::string unit, double limit, double ratio);
Row at_most(std::string name, double value, std::string unit, double limit, double ratio = 1);
/// There must be none.
Row none(std::string name, double value, std::string unit);

boost::json::array json_of(const std::vector<Row>& rows);

}  // namespace giliran::bench
