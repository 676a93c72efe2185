// Loaded into a program by LD_PRELOAD: counts what it does to files in one folder, ends it or makes
// it fail at a given call, and notes what a power cut would undo. See control.hpp.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <fcntl.h>
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

#include "tests/faults/shim/control.hpp"
#include "tests/faults/shim/libc.hpp"
#include "tests/faults/shim/undo_log.hpp"

using namespace giliran::faults;

namespace {

constexpr int max_fd = 4096;

struct Shim {
  Control* control = nullptr;
  UndoLog undo;
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
    if (control->undo[0]) undo.open(control->undo);
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
  shim().undo.write(fd, shim().paths[fd], static_cast<std::uint64_t>(offset), part);
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
    until = shim().undo.entries();
  }
  const int result = call(fd);
  if (result != 0) return result;
  const std::lock_guard lock(shim().mutex);
  shim().undo.synced(fd, shim().paths[fd], until);
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
      shim().undo.made(path);
      return open();
    });
  } else if (flags & O_TRUNC) {
    fd = watched_change(calls_resize, [&] {
      const int old = libc().open(path.c_str(), O_RDWR | O_CLOEXEC);
      if (old >= 0 && old < max_fd) {
        shim().undo.resize(old, path, 0);
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
    shim().undo.resize(fd, shim().paths[fd], static_cast<std::uint64_t>(length));
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
    shim().undo.resize(fd, shim().paths[fd], static_cast<std::uint64_t>(is.st_size));
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
    shim().undo.removed(whole);
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
    if (access(to, F_OK) == 0) shim().undo.removed(new_name);
    shim().undo.removed(old_name);
    shim().undo.made(new_name);
    return libc().rename(from, to);
  });
}

}  // extern "C"
