#include "tests/faults/shim/undo_log.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>

#include "tests/faults/shim/libc.hpp"

namespace giliran::faults {

namespace {

UndoHead head_of(int fd, UndoHead::Kind kind) {
  struct stat is {};
  fstat(fd, &is);
  UndoHead head{};
  head.kind = kind;
  head.file = is.st_ino;
  head.size = static_cast<std::uint64_t>(is.st_size);
  return head;
}

/// What stands in the file there. The descriptor may be for writing only.
std::vector<char> content(int fd, std::uint64_t offset, std::uint64_t length) {
  std::vector<char> bytes(length);
  const int reader = libc().open(("/proc/self/fd/" + std::to_string(fd)).c_str(), O_RDONLY);
  ssize_t got = reader < 0 ? 0 : pread(reader, bytes.data(), length, static_cast<off_t>(offset));
  if (reader >= 0) libc().close(reader);
  bytes.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
  return bytes;
}

}  // namespace

void UndoLog::open(const char* file) {
  file_ = libc().open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  name_ = file;
}

void UndoLog::note(UndoHead head, const std::string& path, const std::vector<char>& kept) {
  head.number = ++entries_;
  head.name = static_cast<std::uint32_t>(path.size());
  head.kept = kept.size();
  iovec parts[3] = {{&head, sizeof head},
                    {const_cast<char*>(path.data()), path.size()},
                    {const_cast<char*>(kept.data()), kept.size()}};
  if (libc().writev(file_, parts, 3) < 0) die();
}

void UndoLog::write(int fd, const std::string& path, std::uint64_t offset, std::uint64_t length) {
  if (file_ < 0) return;
  UndoHead head = head_of(fd, UndoHead::write);
  head.offset = offset;
  head.length = length;
  std::vector<char> before;
  if (offset < head.size) before = content(fd, offset, std::min(length, head.size - offset));
  note(head, path, before);
}

void UndoLog::resize(int fd, const std::string& path, std::uint64_t to) {
  if (file_ < 0) return;
  UndoHead head = head_of(fd, UndoHead::resize);
  head.offset = to;
  std::vector<char> before;
  if (to < head.size) before = content(fd, to, head.size - to);
  note(head, path, before);
}

void UndoLog::made(const std::string& path) {
  if (file_ < 0) return;
  UndoHead head{};
  head.kind = UndoHead::made;
  note(head, path);
}

void UndoLog::removed(const std::string& path) {
  if (file_ < 0) return;
  const std::string copy = name_ + "." + std::to_string(entries_ + 1);
  libc().unlink(copy.c_str());
  libc().link(path.c_str(), copy.c_str());
  UndoHead head{};
  head.kind = UndoHead::removed;
  note(head, path);
}

void UndoLog::synced(int fd, const std::string& path, std::uint64_t until) {
  if (file_ < 0) return;
  struct stat is {};
  fstat(fd, &is);
  UndoHead head = head_of(fd, S_ISDIR(is.st_mode) ? UndoHead::named : UndoHead::synced);
  head.until = until;
  note(head, path);
}

}  // namespace giliran::faults
