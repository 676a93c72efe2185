#include "tests/bench/rows.hpp"

#include <fmt/format.h>

#include <boost/json/object.hpp>

namespace giliran::bench {

Row at_least(std::string name, double value, std::string unit, double limit, double ratio) {
  const double reached = limit > 0 ? value / limit : 0;
  return {std::move(name), value, std::move(unit), limit, reached, fmt::format(">= {:.2f}", ratio),
          reached >= ratio};
}

Row at_most(std::string name, double value, std::string unit, double limit, double ratio) {
  const double reached = limit > 0 ? value / limit : 0;
  return {std::move(name), value, std::move(unit), limit, reached, fmt::format("<= {:.2f}", ratio),
          reached <= ratio};
}

Row none(std::string name, double value, std::string unit) {
  return {std::move(name), value, std::move(unit), 0, 0, "none", value == 0};
}

boost::json::array json_of(const std::vector<Row>& rows) {
  boost::json::array list;
  for (const Row& row : rows) {
    list.push_back(boost::json::object{{"name", row.name},
                                       {"value", row.value},
                                       {"unit", row.unit},
                                       {"limit", row.limit},
                                       {"ratio", row.ratio},
                                       {"must", row.must},
                                       {"ok", row.ok}});
  }
  return list;
}

}  // namespace giliran::bench
