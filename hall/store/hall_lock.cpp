#include "hall/store/hall_lock.hpp"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <ctime>
#include <filesystem>
#include <system_error>
#include <utility>

#include "hall/store/journal.hpp"

namespace giliran::hall {

namespace {

constexpr std::string_view address_word = "listens on ";

std::string path_in(const std::string& folder) {
  return (std::filesystem::path(folder) / "hall.lock").string();
}

std::string error_text() {
  return std::generic_category().message(errno);
}

/// The same as long as the process lives, also when the lock is taken again.
std::string own_line() {
  static const std::time_t since = std::time(nullptr);
  return fmt::format("{}, process {}, since {:%Y-%m-%d %H:%M:%S} UTC\n",
                     program_invocation_short_name, getpid(), fmt::gmtime(since));
}

std::string read_all(int file) {
  std::array<char, 512> text{};
  const ssize_t size = pread(file, text.data(), text.size(), 0);
  return {text.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
}

/// "giliran-hall, process 4711, since 2026-11-24 08:02:11 UTC"
std::string holder(int file) {
  const std::string text = read_all(file);
  const std::string line = text.substr(0, text.find('\n'));
  return line.empty() ? "another program" : line;
}

}  // namespace

HallLock::HallLock(const std::string& folder)
    : file_(open(path_in(folder).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
  if (file_ < 0) {
    throw DataFolderUnusable(fmt::format("{} cannot be written: {}", folder, error_text()));
  }
  if (flock(file_, LOCK_EX | LOCK_NB) != 0) {
    const std::string why = errno == EWOULDBLOCK
                                ? fmt::format("is in use by {}; stop it first", holder(file_))
                                : "cannot be locked: " + error_text();
    close(file_);
    throw DataFolderUnusable(fmt::format("{} {}", folder, why));
  }
  const std::string line = own_line();
  if (read_all(file_).starts_with(line)) return;
  // On a full disk nobody is told; the lock holds.
  if (ftruncate(file_, 0) == 0) {
    [[maybe_unused]] const ssize_t written = pwrite(file_, line.data(), line.size(), 0);
  }
}

HallLock::HallLock(HallLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

HallLock::~HallLock() {
  if (file_ >= 0) close(file_);
}

void announce_address(const std::string& folder, const std::string& address) {
  const int file = open(path_in(folder).c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (file < 0) return;
  const std::string line = fmt::format("{}{}\n", address_word, address);
  [[maybe_unused]] const ssize_t written = write(file, line.data(), line.size());
  close(file);
}

std::optional<std::string> address_of_running_hall(const std::string& folder) {
  const int file = open(path_in(folder).c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  const bool free = flock(file, LOCK_SH | LOCK_NB) == 0;
  const std::string text = read_all(file);
  close(file);
  const auto begin = text.rfind(address_word);
  if (free || begin == std::string::npos) return std::nullopt;
  const auto from = begin + address_word.size();
  return text.substr(from, text.find('\n', from) - from);
}

}  // namespace giliran::hall
