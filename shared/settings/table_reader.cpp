#include "shared/settings/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "shared/base/text.hpp"

namespace giliran::settings {

namespace {

std::string kind_of(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::string:
      return "a text";
    case toml::node_type::integer:
      return "a whole number";
    case toml::node_type::floating_point:
      return "a decimal number";
    case toml::node_type::boolean:
      return "true or false";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::table:
      return "a table";
    default:
      return "a date or time";
  }
}

unsigned line_of_node(const toml::node& node) {
  return node.source().begin.line;
}

/// The path as it is written in a table's heading: "counter[1].secondary" is [[counter.secondary]].
std::string heading(const std::string& path) {
  std::string text;
  bool inside = false;
  for (const char c : path) {
    if (c == '[') inside = true;
    if (!inside) text += c;
    if (c == ']') inside = false;
  }
  return text;
}

std::string joined(std::vector<std::string> names) {
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

std::vector<Mistake> Mistakes::take() {
  std::ranges::stable_sort(list_, {}, &Mistake::line);
  return std::move(list_);
}

TableReader::TableReader(const toml::table& table, std::string path, Mistakes& mistakes)
    : table_(&table), path_(std::move(path)), mistakes_(&mistakes) {}

std::string TableReader::path_of(std::string_view key) const {
  return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

unsigned TableReader::line_of(std::string_view key) const {
  const toml::node* node = table_->get(key);
  return node ? line_of_node(*node) : line();
}

void TableReader::mistake(std::string_view key, std::string message) {
  mistakes_->add(line_of(key), path_of(key), std::move(message));
}

std::vector<std::string> TableReader::keys() const {
  std::vector<std::string> names;
  for (const auto& [key, node] : *table_)
    names.emplace_back(key.str());
  return names;
}

const toml::node* TableReader::find(std::string_view key) {
  asked_.emplace_back(key);
  return table_->get(key);
}

std::string TableReader::checked(const toml::node& node, std::string text,
                                 const std::string& where) {
  if (text.empty()) mistakes_->add(line_of_node(node), where, "is empty; write a text");
  if (has_right_to_left(text)) {
    mistakes_->add(line_of_node(node), where,
                   "has text that is written from right to left, which the screens cannot draw "
                   "correctly; write it in a left-to-right script");
  }
  if (printable(text, text.size()) != text) {
    mistakes_->add(line_of_node(node), where, "has an invisible or control character; remove it");
  }
  return text;
}

std::string TableReader::text(std::string_view key, std::optional<std::string> fallback) {
  const toml::node* node = find(key);
  if (!node) {
    if (!fallback) mistake(key, "is missing; write a text");
    return fallback.value_or("");
  }
  const auto value = node->value_exact<std::string>();
  if (!value) {
    mistake(key, fmt::format("is {}; write a text in quotes", kind_of(*node)));
    return fallback.value_or("");
  }
  if (value->empty() && fallback && fallback->empty()) return {};
  return checked(*node, *value, path_of(key));
}

LocalText TableReader::local_text_of(const toml::node& node, const std::string& where) {
  if (const auto value = node.value_exact<std::string>()) {
    return {checked(node, *value, where), "", ""};
  }
  if (!node.is_table()) {
    mistakes_->add(line_of_node(node), where,
                   fmt::format("is {}; write a text, or {{ id = \"...\", en = \"...\", su = "
                               "\"...\" }}",
                               kind_of(node)));
    return {};
  }
  TableReader languages(*node.as_table(), where, *mistakes_);
  LocalText text;
  text.id = languages.text("id");
  if (node.as_table()->contains("en")) text.en = languages.text("en");
  if (node.as_table()->contains("su")) text.su = languages.text("su");
  languages.asked_ = {"id", "en", "su"};
  languages.finish();
  return text;
}

LocalText TableReader::local_text(std::string_view key, const std::optional<LocalText>& fallback) {
  const toml::node* node = find(key);
  if (node) return local_text_of(*node, path_of(key));
  if (!fallback) mistake(key, "is missing; write a text");
  return fallback.value_or(LocalText{});
}

std::vector<LocalText> TableReader::local_texts(std::string_view key) {
  std::vector<LocalText> result;
  const toml::node* node = find(key);
  if (!node) return result;
  if (!node->is_array()) {
    mistake(key, fmt::format("is {}; write a list: [\"...\", \"...\"]", kind_of(*node)));
    return result;
  }
  for (const toml::node& item : *node->as_array()) {
    result.push_back(local_text_of(item, fmt::format("{}[{}]", path_of(key), result.size())));
  }
  return result;
}

std::vector<std::string> TableReader::texts(std::string_view key, bool required) {
  std::vector<std::string> result;
  const toml::node* node = find(key);
  if (!node) {
    if (required) mistake(key, "is missing; write a list: [\"...\"]");
    return result;
  }
  const toml::array* array = node->as_array();
  if (!array || (!array->empty() && !array->is_homogeneous<std::string>())) {
    mistake(key, "is not a list of texts; write [\"...\", \"...\"]");
    return result;
  }
  for (const toml::node& item : *array)
    result.push_back(*item.value<std::string>());
  return result;
}

std::int64_t TableReader::integer(std::string_view key, std::int64_t least, std::int64_t most,
                                  std::optional<std::int64_t> fallback) {
  const toml::node* node = find(key);
  if (!node) {
    if (!fallback) mistake(key, fmt::format("is missing; write a number, {} to {}", least, most));
    return fallback.value_or(least);
  }
  const auto value = node->value_exact<std::int64_t>();
  if (!value || *value < least || *value > most) {
    const std::string found = value ? fmt::format("{}", *value) : kind_of(*node);
    mistake(key, fmt::format("is {}; write a whole number, {} to {}", found, least, most));
    return fallback.value_or(least);
  }
  return *value;
}

double TableReader::real(std::string_view key, double least, double most, double fallback) {
  const toml::node* node = find(key);
  if (!node) return fallback;
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (!value || !(*value >= least && *value <= most)) {  // nan is neither
    mistake(key, fmt::format("is not a number from {} to {}; write one", least, most));
    return fallback;
  }
  return *value;
}

bool TableReader::boolean(std::string_view key, bool fallback) {
  const toml::node* node = find(key);
  if (!node) return fallback;
  const auto value = node->value_exact<bool>();
  if (!value) mistake(key, fmt::format("is {}; write true or false", kind_of(*node)));
  return value.value_or(fallback);
}

namespace {

std::optional<toml::date> date_of(const toml::node& node) {
  if (const auto date = node.value_exact<toml::date>()) return date;
  const auto text = node.value_exact<std::string>();
  if (!text || text->size() != std::string_view("2026-12-25").size()) return std::nullopt;
  try {
    const auto parsed = toml::parse("date = " + *text);
    return parsed["date"].value_exact<toml::date>();
  } catch (const toml::parse_error&) {
    return std::nullopt;
  }
}

}  // namespace

std::optional<std::chrono::local_days> TableReader::date(
    std::string_view key, std::optional<std::chrono::local_days> fallback) {
  const toml::node* node = find(key);
  if (!node) {
    if (!fallback) mistake(key, "is missing; write a date like 2026-12-25");
    return fallback;
  }
  const auto found = date_of(*node);
  if (!found) {
    mistake(key, "is not a date; write one like 2026-12-25");
    return fallback;
  }
  return std::chrono::local_days(std::chrono::year(found->year) / std::chrono::month(found->month) /
                                 std::chrono::day(found->day));
}

std::vector<TableReader> TableReader::tables(std::string_view key, bool required) {
  std::vector<TableReader> result;
  const toml::node* node = find(key);
  if (!node) {
    if (required)
      mistake(key, fmt::format("is missing; write at least one [[{}]]", heading(path_of(key))));
    return result;
  }
  const toml::array* array = node->as_array();
  if (!array || (array->empty() ? required : !array->is_homogeneous<toml::table>())) {
    mistake(key, fmt::format("is {}; write it as [[{}]]", kind_of(*node), heading(path_of(key))));
    return result;
  }
  for (const toml::node& item : *array) {
    result.emplace_back(*item.as_table(), fmt::format("{}[{}]", path_of(key), result.size()),
                        *mistakes_);
  }
  return result;
}

std::optional<TableReader> TableReader::table(std::string_view key) {
  const toml::node* node = find(key);
  if (!node) return std::nullopt;
  if (!node->is_table()) {
    mistake(key, fmt::format("is {}; write it as [{}]", kind_of(*node), heading(path_of(key))));
    return std::nullopt;
  }
  return TableReader(*node->as_table(), path_of(key), *mistakes_);
}

void TableReader::finish() {
  for (const std::string& key : keys()) {
    if (std::ranges::find(asked_, key) != asked_.end()) continue;
    mistake(key, fmt::format("is not known here; remove it, or write one of: {}", joined(asked_)));
  }
}

}  // namespace giliran::settings
