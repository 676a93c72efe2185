#include <fmt/format.h>

#include <boost/json/parse.hpp>

#include "tests/faults/kinds.hpp"

namespace giliran::faults {

namespace json = boost::json;

namespace {

std::size_t count(const json::object& row, std::string_view name) {
  const json::value* found = row.if_contains(name);
  return found ? static_cast<std::size_t>(found->as_int64()) : 0;
}

Row row_of(const json::object& told) {
  Row row(std::string(told.at("fault").as_string()));
  row.injected = count(told, "injected");
  row.acknowledged = count(told, "acknowledged");
  row.lost = count(told, "lost");
  row.doubled = count(told, "doubled");
  row.outage = std::chrono::milliseconds(count(told, "longest_outage_ms"));
  return row;
}

}  // namespace

std::vector<Row> play_printer(const Setting& setting) {
  std::vector<std::string> line{
      "node",      (setting.source / "tests/faults/printer/printer.mjs").string(),
      "--bin",     setting.program.parent_path().string(),
      "--modules", setting.modules.string(),
      "--seed",    std::to_string(setting.seed),
      "--json"};
  if (setting.quick) line.emplace_back("--quick");
  const Ran ran = run_program(line);
  std::vector<Row> rows;
  const auto begin = ran.said.find("[{");
  const auto end = ran.said.find("}]", begin);
  if (begin == std::string::npos || end == std::string::npos) {
    throw std::runtime_error(ran.said.substr(0, 1000));
  }
  const json::value all = json::parse(ran.said.substr(begin, end + 2 - begin));
  for (const json::value& told : all.as_array())
    rows.push_back(row_of(told.as_object()));
  if (ran.status != 0) rows.back().wrong.push_back(ran.said.substr(end + 2, 1000));
  return rows;
}

}  // namespace giliran::faults
