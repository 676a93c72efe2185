#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

#include "tests/bench/measure.hpp"

namespace giliran::bench {

namespace {

constexpr auto duration = std::chrono::seconds(1);

void run(sqlite3* database, const char* sql) {
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(database));
  }
}

double commits_in(const std::filesystem::path& file) {
  sqlite3* database = nullptr;
  if (sqlite3_open(file.c_str(), &database) != SQLITE_OK) throw std::runtime_error("no database");
  run(database,
      "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
      "CREATE TABLE event(seq INTEGER PRIMARY KEY, body TEXT)");
  const std::string row =
      "BEGIN; INSERT INTO event(body) VALUES('" + std::string(250, 'x') + "'); COMMIT";
  int commits = 0;
  const auto start = Clock::now();
  for (; Clock::now() - start < duration; ++commits)
    run(database, row.c_str());
  const double seconds = milliseconds(Clock::now() - start) / 1000;
  sqlite3_close(database);
  return commits / seconds;
}

Percentiles fdatasync_times(const std::filesystem::path& file) {
  const int fd = open(file.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
  if (fd < 0) throw std::runtime_error("no file for fdatasync");
  std::array<char, 4096> page{};
  std::vector<double> times;
  const auto start = Clock::now();
  while (Clock::now() - start < duration) {
    const auto before = Clock::now();
    if (write(fd, page.data(), page.size()) < 0 || fdatasync(fd) != 0) {
      throw std::runtime_error("fdatasync failed");
    }
    times.push_back(milliseconds(Clock::now() - before));
  }
  close(fd);
  return percentiles(times);
}

}  // namespace

double commits_per_second(const std::filesystem::path& folder) {
  const Scratch scratch(folder);
  return commits_in(scratch.path() / "limit.db");
}

Percentiles fdatasync_ms(const std::filesystem::path& folder) {
  const Scratch scratch(folder);
  return fdatasync_times(scratch.path() / "page");
}

}  // namespace giliran::bench
