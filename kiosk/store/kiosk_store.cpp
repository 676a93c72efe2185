#include "kiosk/store/kiosk_store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>

namespace giliran::kiosk {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t schema_version = 1;

std::string holder(int lock) {
  std::array<char, 16> text{};
  const ssize_t length = pread(lock, text.data(), text.size(), 0);
  return length > 0 ? std::string(text.data(), static_cast<std::size_t>(length)) : "?";
}

/// `fs::create_directories` would make parents that everybody may look into, which is theirs to
/// say; the last one holds visitors' tokens.
void make_folder(const std::string& folder) {
  std::error_code error;
  if (fs::create_directories(folder, error)) {
    fs::permissions(folder, fs::perms::owner_all, error);
  }
  if (error) throw StoreUnusable(fmt::format("{}: {}", folder, error.message()));
}

std::int64_t number(Database& database, const char* pragma) {
  Statement statement(database, pragma);
  return statement.step() ? statement.integer(0) : 0;
}

void check(Database& database) {
  const std::int64_t version = number(database, "PRAGMA user_version");
  if (version > schema_version) {
    throw DatabaseError(fmt::format("written by a newer program (schema {}, this one knows {})",
                                    version, schema_version));
  }
  Statement quick(database, "PRAGMA quick_check(1)");
  if (!quick.step() || quick.view(0) != "ok") {
    throw DatabaseError(fmt::format("damaged: {}", quick.text(0)), DatabaseError::Cause::damaged);
  }
  if (version < schema_version) database.run("PRAGMA user_version=1");
}

}  // namespace

StoreFolder::StoreFolder(const std::string& folder) {
  make_folder(folder);
  const std::string file = (fs::path(folder) / "kiosk.lock").string();
  lock_ = open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (lock_ < 0) throw StoreUnusable(fmt::format("{}: {}", file, std::strerror(errno)));
  if (flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    const std::string who = holder(lock_);
    close(lock_);
    throw StoreInUse(
        fmt::format("{} is in use by a running kiosk (process {}); stop it first", folder, who));
  }
  const std::string self = std::to_string(getpid());
  // For people only: the lock itself counts.
  if (ftruncate(lock_, 0) == 0 && pwrite(lock_, self.data(), self.size(), 0) < 0) errno = 0;
}

StoreFolder::~StoreFolder() {
  close(lock_);
}

Database open_kiosk_store(const std::string& folder) {
  const std::string file = (fs::path(folder) / "kiosk.db").string();
  try {
    Database database(file);
    database.run(fmt::format("PRAGMA busy_timeout={}", longest_store_wait_ms).c_str());
    database.run("PRAGMA journal_mode=WAL");
    database.run("PRAGMA synchronous=FULL");
    check(database);
    return database;
  } catch (const DatabaseError& error) {
    throw StoreUnusable(fmt::format("{}: {}", file, error.what()));
  }
}

}  // namespace giliran::kiosk
