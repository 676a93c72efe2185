#pragma once

#include <toml++/toml.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "shared/settings/settings.hpp"

namespace giliran::settings {

/// Collects the mistakes of one file.
class Mistakes {
 public:
  explicit Mistakes(std::string file) : file_(std::move(file)) {}
  void add(unsigned line, std::string key, std::string message) {
    list_.push_back({file_, line, std::move(key), std::move(message)});
  }
  bool none() const { return list_.empty(); }
  /// In the order of the file's lines.
  std::vector<Mistake> take();

 private:
  std::string file_;
  std::vector<Mistake> list_;
};

/// Reads one table and remembers which keys were asked for: what is left over is a mistake. Each
/// reader gives the value, or reports a mistake and gives the fallback.
class TableReader {
 public:
  TableReader(const toml::table& table, std::string path, Mistakes& mistakes);

  std::string text(std::string_view key, std::optional<std::string> fallback = std::nullopt);
  /// A text in one language ("...") or several ({ id = "...", en = "..." }).
  LocalText local_text(std::string_view key,
                       const std::optional<LocalText>& fallback = std::nullopt);
  std::vector<LocalText> local_texts(std::string_view key);
  std::vector<std::string> texts(std::string_view key, bool required);
  std::int64_t integer(std::string_view key, std::int64_t least, std::int64_t most,
                       std::optional<std::int64_t> fallback = std::nullopt);
  double real(std::string_view key, double least, double most, double fallback);
  bool boolean(std::string_view key, bool fallback);
  /// 2026-12-25, as a TOML date or in quotes. Nothing without a fallback: a mistake.
  std::optional<std::chrono::local_days> date(std::string_view key,
                                              std::optional<std::chrono::local_days> fallback);
  bool has(std::string_view key) const { return table_->contains(key); }
  bool is_table(std::string_view key) const { return has(key) && table_->get(key)->is_table(); }
  /// Lists a key that is not read among those that are known.
  void knows(std::string_view key) { asked_.emplace_back(key); }
  /// Sub-tables of `[[key]]`, each with its path "key[0]"; of `[key]` likewise, at most one.
  std::vector<TableReader> tables(std::string_view key, bool required);
  std::optional<TableReader> table(std::string_view key);
  /// Reports keys that nobody asked for. Call last.
  void finish();

  void mistake(std::string_view key, std::string message);
  unsigned line_of(std::string_view key) const;
  unsigned line() const { return table_->source().begin.line; }
  const std::string& path() const { return path_; }
  std::vector<std::string> keys() const;
  Mistakes& mistakes() { return *mistakes_; }

 private:
  const toml::node* find(std::string_view key);
  LocalText local_text_of(const toml::node& node, const std::string& where);
  std::string checked(const toml::node& node, std::string text, const std::string& where);
  std::string path_of(std::string_view key) const;

  const toml::table* table_;
  std::string path_;
  Mistakes* mistakes_;
  std::vector<std::string> asked_;
};

/// Everything that the queue needs; see plan_reading.hpp.
HallPlan read_plan(TableReader& root);
/// Letters, ids and references across the whole plan, with the line of each.
void read_programs(TableReader& root, Settings& settings);

}  // namespace giliran::settings
