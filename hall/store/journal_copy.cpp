#include "hall/store/journal_copy.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "hall/store/journal_check.hpp"
#include "hall/store/journal_file.hpp"

namespace giliran::hall {

namespace {

constexpr int pages_at_once = 64;

void sync(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool done = file >= 0 && fsync(file) == 0;
  const int error = errno;
  if (file >= 0) close(file);
  if (!done) throw std::system_error(error, std::generic_category(), path);
}

/// Does not overwrite, unlike a rename.
void give_name(const std::string& partial, const std::string& file) {
  sync(partial);
  if (link(partial.c_str(), file.c_str()) != 0) {
    throw std::system_error(errno, std::generic_category(), file);
  }
  unlink(partial.c_str());
  const auto folder = std::filesystem::path(file).parent_path();
  sync(folder.empty() ? "." : folder.string());
}

std::optional<std::string> prove(const std::string& partial, const std::string& file,
                                 const std::atomic<bool>& cancelled) try {
  setpriority(PRIO_PROCESS, 0, 19);  // of this thread alone, as Linux has it
  {
    JournalFile copy = open_journal_copy(partial);
    copy.database.stop_when(cancelled);
    verify_entries(copy);
    close_as_single_file(copy);
  }
  if (cancelled) return "interrupted";
  give_name(partial, file);
  return std::nullopt;
} catch (const std::exception& error) {
  return error.what();
}

void remove_partial(const std::string& partial) {
  for (const char* part : {"", "-wal"}) {
    std::error_code ignored;
    std::filesystem::remove(partial + part, ignored);
  }
}

}  // namespace

JournalCopy::JournalCopy(Database& from, std::string file, CopyEnded ended)
    : file_(std::move(file)), partial_(file_ + ".partial"), ended_(std::move(ended)) {
  if (std::filesystem::exists(file_)) {
    std::exchange(ended_, nullptr)(file_ + " is there already");
    return;
  }
  try {
    remove_partial(partial_);
    to_ = std::make_unique<Database>(partial_);
    to_->run("PRAGMA journal_mode=OFF");  // one that is not ended is thrown away
    to_->run("PRAGMA synchronous=OFF");   // it is flushed at its end
    copy_ = std::make_unique<Copy>(from, *to_);
  } catch (const std::exception& error) {
    end(error.what());
  }
}

JournalCopy::~JournalCopy() {
  cancelled_ = true;
  if (proved_.valid()) proved_.wait();
  if (ended_) end("interrupted");
}

bool JournalCopy::step() {
  if (!ended_) return false;
  try {
    if (copy_) {
      if (!copy_->step(pages_at_once)) return true;
      copy_.reset();
      to_.reset();
      proved_ =
          std::async(std::launch::async, [this] { return prove(partial_, file_, cancelled_); });
    }
    if (proved_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) end(proved_.get());
  } catch (const std::exception& error) {
    end(error.what());
  }
  return false;
}

void JournalCopy::finish() {
  while (!has_ended()) {
    if (!step() && proved_.valid()) proved_.wait();
  }
}

void JournalCopy::end(const std::optional<std::string>& failure) {
  copy_.reset();
  to_.reset();
  if (failure) remove_partial(partial_);
  std::exchange(ended_, nullptr)(failure);
}

void copy_journal(const std::string& folder, const std::string& file) {
  JournalFile journal = open_journal_file(folder);
  std::optional<std::string> failure;
  JournalCopy copy(journal.database, file, [&](const auto& why) { failure = why; });
  copy.finish();
  if (failure) throw std::runtime_error(*failure);
}

}  // namespace giliran::hall
