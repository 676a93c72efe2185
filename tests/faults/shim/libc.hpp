#pragma once

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dlfcn.h>
#include <signal.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cstdio>

namespace giliran::faults {

template <class F>
F* real(const char* name) {
  return reinterpret_cast<F*>(dlsym(RTLD_NEXT, name));
}

/// The calls themselves, as they are without the shim.
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

inline const Real& libc() {
  static const Real real;
  return real;
}

[[noreturn]] inline void die() {
  for (;;)
    kill(getpid(), SIGKILL);
}

}  // namespace giliran::faults
