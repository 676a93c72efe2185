// Loaded into a program by LD_PRELOAD: counts what it does to files in one folder, ends it or makes
// it fail at a given call, and notes what a power cut would undo. See control.hpp.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <vector>

#include "tests/faults/shim/control.hpp"

using namespace giliran::faults;

namespace {

template <class F>
F* real(const char* name) {
  return reinterpret_cast<F*>(dlsym(RTLD_NEXT, name));
}

struct Real {
  ssize_t (*pwrite)(int, const void*, size_t,
                    off_t) = real<ssize_t(int, const void*, size_t, off_t)>("pwrite64");
  ssize_t (*write)(int, const void*, size_t) = real<ssize_t(int, const void*, size_t)>("write");
  int (*open)(const char*, int, ...) = real<int(const char*, int, ...)>("open64");
  int (*openat)(int, const char*, int, ...) = real<int(int, const char*, int, ...)>("openat64");
  int (*close)(int) = real<int(int)>("close");
  int (*ftruncate)(int, off_t) = real<int(int, off_t)>("ftruncate64");
  int (*fallocate)(int, int, off_t, off_t) = real<int(int, int, off_t, off_t)>("fallocate64");
  int (*posix_fallocate)(int, off_t, off_t) = real<int(int, off_t, off_t)>("posix_fallocate64");
  int (*fsync)(int) = real<int(int)>("fsync");
  int (*fdatasync)(int) = real<int(int)>("fdatasync");
  int (*unlink)(const char*) = real<int(const char*)>("unlink");
  int (*remove)(const char*) = real<int(const char*)>("remove");
  int (*rename)(const char*, const char*) = real<int(const char*, const char*)>("rename");
  int (*link)(const char*, const char*) = real<int(const char*, const char*)>("link");
  ssize_t (*writev)(int, const iovec*, int) = real<ssize_t(int, const iovec*, int)>("writev");
  FILE* (*fopen)(const char*, const char*) = real<FILE*(const char*, const char*)>("fopen64");
};

const Real& libc() {
  static const Real real;
  return real;
}

constexpr int max_fd = 4096;

struct Shim {
  Control* control = nullptr;
  int undo = -1;
  std::uint64_t entries = 0;
  std::mutex mutex;  ///< an entry of the undo log and what it is about happen together
  bool watched[max_fd] = {};
  std::string paths[max_fd];

  Shim() {
    const char* file = getenv(control_variable);
    if (!file) return;
    const int fd = libc().open(file, O_RDWR | O_CLOEXEC);
    if (fd < 0) return;
    void* mapped = mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    libc().close(fd);
    if (mapped == MAP_FAILED) return;
    control = static_cast<Control*>(mapped);
    if (control->undo[0]) {
      undo = libc().open(control->undo, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    }
  }
};

Shim& shim() {
  static Shim* made = new Shim;  // never destroyed: other destructors still write
  return *made;
}

std::string absolute(const char* path) {
  if (path[0] == '/') return path;
  char folder[PATH_MAX];
  return getcwd(folder, sizeof folder) ? std::string(folder) + "/" + path : path;
}

bool in_folder(const std::string& path) {
  const Control* control = shim().control;
  if (!control || !control->folder[0]) return false;
  const std::size_t length = strlen(control->folder);
  return path.compare(0, length, control->folder) == 0 &&
         (path.size() == length || path[length] == '/');
}

bool is_watched(int fd) {
  return shim().control && fd >= 0 && fd < max_fd && shim().watched[fd];
}

[[noreturn]] void die() {
  for (;;)
    kill(getpid(), SIGKILL);
}

/// What is to happen to this call; kills at once for What::kill.
What next(std::uint32_t kind) {
  Control& control = *shim().control;
  if (!(control.calls & kind)) return What::nothing;
  const std::uint64_t count = ++control.counted;
  const What what = control.what;
  if (what == What::nothing) return what;
  const std::uint64_t at = control.at;
  if (at == 0 || count < at || (count > at && !control.for_good)) return What::nothing;
  ++control.happened;
  if (what == What::kill) die();
  return what;
}

int failed() {
  errno = shim().control->error;
  return -1;
}

/// Notes a change before it is made. With the mutex held.
void note(UndoHead head, const std::string& name, const char* kept) {
  if (shim().undo < 0) return;
  head.number = ++shim().entries;
  head.name = static_cast<std::uint32_t>(name.size());
  iovec parts[3] = {{&head, sizeof head},
                    {const_cast<char*>(name.data()), name.size()},
                    {const_cast<char*>(kept), head.kept}};
  if (libc().writev(shim().undo, parts, 3) < 0) die();
}

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

void note_write(int fd, std::uint64_t offset, std::uint64_t length) {
  if (shim().undo < 0) return;
  UndoHead head = head_of(fd, UndoHead::write);
  head.offset = offset;
  head.length = length;
  std::vector<char> before;
  if (offset < head.size) before = content(fd, offset, std::min(length, head.size - offset));
  head.kept = before.size();
  note(head, shim().paths[fd], before.data());
}

void note_resize(int fd, std::uint64_t to) {
  if (shim().undo < 0) return;
  UndoHead head = head_of(fd, UndoHead::resize);
  head.offset = to;
  std::vector<char> before;
  if (to < head.size) before = content(fd, to, head.size - to);
  head.kept = before.size();
  note(head, shim().paths[fd], before.data());
}

void note_name(UndoHead::Kind kind, const std::string& path) {
  if (shim().undo < 0) return;
  UndoHead head{};
  head.kind = kind;
  if (kind == UndoHead::removed) {
    const std::string copy =
        std::string(shim().control->undo) + "." + std::to_string(shim().entries + 1);
    libc().unlink(copy.c_str());
    libc().link(path.c_str(), copy.c_str());
  }
  note(head, path, nullptr);
}

/// Bytes that there is room for; negative: none.
ssize_t allowed(std::size_t wanted, std::uint64_t growth) {
  Control& control = *shim().control;
  if (growth == 0 || control.room == UINT64_MAX) return static_cast<ssize_t>(wanted);
  if (control.room < growth) return -1;
  control.room -= growth;
  return static_cast<ssize_t>(wanted);
}

ssize_t watched_write(int fd, const void* bytes, std::size_t length, off_t offset) {
  const std::lock_guard lock(shim().mutex);
  What what = next(calls_write);
  if (what == What::fail) return failed();
  struct stat is {};
  fstat(fd, &is);
  const off_t end = offset + static_cast<off_t>(length);
  const auto growth = end > is.st_size ? static_cast<std::uint64_t>(end - is.st_size) : 0;
  if (allowed(length, growth) < 0) {
    errno = ENOSPC;
    return -1;
  }
  const bool half = what == What::kill_half || what == What::fail_half;
  const std::size_t part = half ? length / 2 : length;
  if (part == 0 && what == What::fail_half) return failed();
  note_write(fd, static_cast<std::uint64_t>(offset), part);
  const ssize_t written = libc().pwrite(fd, bytes, part, offset);
  if (what == What::kill_half) die();
  return written;
}

int watched_sync(int fd, int (*call)(int)) {
  std::uint64_t until = 0;
  {
    const std::lock_guard lock(shim().mutex);
    const What what = next(calls_sync);
    if (what == What::fail || what == What::fail_half) return failed();
    if (what == What::kill_half) {
      call(fd);
      die();
    }
    until = shim().entries;
  }
  const int result = call(fd);
  if (result != 0 || shim().undo < 0) return result;
  const std::lock_guard lock(shim().mutex);
  struct stat is {};
  fstat(fd, &is);
  UndoHead head = head_of(fd, S_ISDIR(is.st_mode) ? UndoHead::named : UndoHead::synced);
  head.until = until;
  note(head, shim().paths[fd], nullptr);
  return result;
}

template <class Do>
int watched_change(std::uint32_t kind, const Do& change) {
  const std::lock_guard lock(shim().mutex);
  const What what = next(kind);
  if (what == What::fail || what == What::fail_half) return failed();
  const int result = change();
  if (what == What::kill_half) die();
  return result;
}

int watched_open(const std::string& path, int flags, mode_t mode) {
  const bool there = faccessat(AT_FDCWD, path.c_str(), F_OK, 0) == 0;
  const auto open = [&] { return libc().open(path.c_str(), flags, mode); };
  int fd = -1;
  if ((flags & O_CREAT) && !there) {
    fd = watched_change(calls_name, [&] {
      note_name(UndoHead::made, path);
      return open();
    });
  } else if (flags & O_TRUNC) {
    fd = watched_change(calls_resize, [&] {
      const int old = libc().open(path.c_str(), O_RDWR | O_CLOEXEC);
      if (old >= 0 && old < max_fd) {
        shim().paths[old] = path;
        note_resize(old, 0);
        libc().close(old);
      }
      return open();
    });
  } else {
    fd = open();
  }
  if (fd >= 0 && fd < max_fd) {
    const std::lock_guard lock(shim().mutex);
    shim().watched[fd] = true;
    shim().paths[fd] = path;
  }
  return fd;
}

int opened(const char* path, int flags, mode_t mode) {
  const std::string whole = absolute(path);
  if (in_folder(whole)) return watched_open(whole, flags, mode);
  return libc().open(path, flags, mode);
}

mode_t mode_of(int flags, va_list list) {
  return (flags & (O_CREAT | O_TMPFILE)) ? static_cast<mode_t>(va_arg(list, int)) : 0;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  const mode_t mode = mode_of(flags, list);
  va_end(list);
  return opened(path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  const mode_t mode = mode_of(flags, list);
  va_end(list);
  return opened(path, flags, mode);
}
int creat(const char* path, mode_t mode) {
  return opened(path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
int creat64(const char* path, mode_t mode) {
  return opened(path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
int openat(int folder, const char* path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  const mode_t mode = mode_of(flags, list);
  va_end(list);
  if (folder == AT_FDCWD || path[0] == '/') return opened(path, flags, mode);
  return libc().openat(folder, path, flags, mode);
}
int openat64(int folder, const char* path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  const mode_t mode = mode_of(flags, list);
  va_end(list);
  if (folder == AT_FDCWD || path[0] == '/') return opened(path, flags, mode);
  return libc().openat(folder, path, flags, mode);
}

FILE* fopen64(const char* path, const char* mode) {
  const std::string whole = absolute(path);
  if (!in_folder(whole)) return libc().fopen(path, mode);
  const bool both = strchr(mode, '+') != nullptr;
  int flags = both ? O_RDWR : mode[0] == 'r' ? O_RDONLY : O_WRONLY;
  if (mode[0] != 'r') flags |= O_CREAT | (mode[0] == 'w' ? O_TRUNC : O_APPEND);
  const int fd = watched_open(whole, flags | O_CLOEXEC, 0666);
  return fd < 0 ? nullptr : fdopen(fd, mode);
}
FILE* fopen(const char* path, const char* mode) {
  return fopen64(path, mode);
}

int close(int fd) {
  if (is_watched(fd)) {
    const std::lock_guard lock(shim().mutex);
    shim().watched[fd] = false;
  }
  return libc().close(fd);
}

ssize_t pwrite64(int fd, const void* bytes, size_t length, off64_t offset) {
  if (!is_watched(fd)) return libc().pwrite(fd, bytes, length, offset);
  return watched_write(fd, bytes, length, offset);
}
ssize_t pwrite(int fd, const void* bytes, size_t length, off_t offset) {
  return pwrite64(fd, bytes, length, offset);
}
ssize_t write(int fd, const void* bytes, size_t length) {
  if (!is_watched(fd)) return libc().write(fd, bytes, length);
  const int flags = fcntl(fd, F_GETFL);
  const off_t at = lseek(fd, 0, (flags & O_APPEND) ? SEEK_END : SEEK_CUR);
  const ssize_t written = watched_write(fd, bytes, length, at);
  if (written > 0) lseek(fd, at + written, SEEK_SET);
  return written;
}
/// As one write: it is not counted by its parts.
ssize_t writev(int fd, const iovec* parts, int count) {
  if (!is_watched(fd)) return libc().writev(fd, parts, count);
  std::string all;
  for (int i = 0; i < count; ++i)
    all.append(static_cast<const char*>(parts[i].iov_base), parts[i].iov_len);
  return write(fd, all.data(), all.size());
}

int ftruncate64(int fd, off64_t length) {
  if (!is_watched(fd)) return libc().ftruncate(fd, length);
  return watched_change(calls_resize, [&] {
    note_resize(fd, static_cast<std::uint64_t>(length));
    return libc().ftruncate(fd, length);
  });
}
int ftruncate(int fd, off_t length) {
  return ftruncate64(fd, length);
}
int fallocate64(int fd, int mode, off64_t offset, off64_t length) {
  if (!is_watched(fd)) return libc().fallocate(fd, mode, offset, length);
  return watched_change(calls_resize, [&] {
    struct stat is {};
    fstat(fd, &is);
    const off_t end = offset + length;
    const auto growth = end > is.st_size ? static_cast<std::uint64_t>(end - is.st_size) : 0;
    if (allowed(1, growth) < 0) {
      errno = ENOSPC;
      return -1;
    }
    note_resize(fd, head_of(fd, UndoHead::resize).size);
    return libc().fallocate(fd, mode, offset, length);
  });
}
int fallocate(int fd, int mode, off_t offset, off_t length) {
  return fallocate64(fd, mode, offset, length);
}
int posix_fallocate64(int fd, off64_t offset, off64_t length) {
  if (!is_watched(fd)) return libc().posix_fallocate(fd, offset, length);
  return fallocate64(fd, 0, offset, length) == 0 ? 0 : errno;
}
int posix_fallocate(int fd, off_t offset, off_t length) {
  return posix_fallocate64(fd, offset, length);
}

int fsync(int fd) {
  return is_watched(fd) ? watched_sync(fd, libc().fsync) : libc().fsync(fd);
}
int fdatasync(int fd) {
  return is_watched(fd) ? watched_sync(fd, libc().fdatasync) : libc().fdatasync(fd);
}

int unlink(const char* path) {
  const std::string whole = absolute(path);
  if (!in_folder(whole)) return libc().unlink(path);
  return watched_change(calls_name, [&] {
    note_name(UndoHead::removed, whole);
    return libc().unlink(path);
  });
}
int remove(const char* path) {
  const std::string whole = absolute(path);
  struct stat is {};
  const bool file = in_folder(whole) && lstat(path, &is) == 0 && !S_ISDIR(is.st_mode);
  return file ? unlink(path) : libc().remove(path);
}
int rename(const char* from, const char* to) {
  const std::string old_name = absolute(from);
  const std::string new_name = absolute(to);
  if (!in_folder(old_name) && !in_folder(new_name)) return libc().rename(from, to);
  return watched_change(calls_name, [&] {
    if (access(to, F_OK) == 0) note_name(UndoHead::removed, new_name);
    note_name(UndoHead::removed, old_name);
    note_name(UndoHead::made, new_name);
    return libc().rename(from, to);
  });
}

}  // extern "C"
