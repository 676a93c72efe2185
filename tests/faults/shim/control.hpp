#pragma once

#include <atomic>
#include <cstdint>

/// What the shim libgiliran_faults.so and whoever loads it into a program share: a file of this
/// struct, mapped by both, named by GILIRAN_FAULTS.
namespace giliran::faults {

/// Which calls on files in the watched folder are counted and may be made to fail.
enum Calls : std::uint32_t {
  calls_write = 1U << 0U,   ///< write, pwrite, writev, pwritev
  calls_sync = 1U << 1U,    ///< fsync, fdatasync
  calls_resize = 1U << 2U,  ///< ftruncate, fallocate, posix_fallocate
  calls_name = 1U << 3U,    ///< open that makes a file, unlink, rename, link
  calls_all = 15U,
};

enum class What : std::uint32_t {
  nothing,
  kill,       ///< the process ends by SIGKILL, before the call does anything
  kill_half,  ///< a write: after its first half; anything else: after it was done
  fail,       ///< the call fails with `error`
  fail_half,  ///< a write: its first half is written and told, the rest fails; else as `fail`
};

struct Control {
  char folder[512];                  ///< real path; files below it are watched
  char undo[512];                    ///< of the undo log; empty: none is kept
  std::atomic<std::uint32_t> calls;  ///< bits of Calls that count
  std::atomic<What> what;
  std::atomic<std::int32_t> error;      ///< errno of fail
  std::atomic<std::uint32_t> for_good;  ///< 1: every call from the one at `at` on, 0: that alone
  std::atomic<std::uint64_t> at;        ///< the call that it happens to; 1 is the next
  std::atomic<std::uint64_t> counted;   ///< so far
  std::atomic<std::uint64_t> happened;  ///< how often it did
  std::atomic<std::uint64_t> room;      ///< bytes that may still be written; 2^64-1: any
};

inline constexpr const char* control_variable = "GILIRAN_FAULTS";

/// One entry of the undo log, which whoever plays a power cut reads: the head, then `name` bytes of
/// a path, then `kept` bytes of what was there before.
struct UndoHead {
  enum Kind : std::uint32_t {
    write,    ///< `kept` bytes at `offset` were there; the file had `size` bytes
    resize,   ///< it had `size` bytes; `kept` are those from `offset` on that were cut off
    synced,   ///< of this file all entries below `until` are on the disk
    made,     ///< the name was not there
    removed,  ///< the name was there; the file is kept as UNDO.<number of the entry>
    named,    ///< of the folder `name` all made and removed below `until` are on the disk
  };
  Kind kind;
  std::uint32_t name;
  std::uint64_t number;  ///< of the entry, from 1
  std::uint64_t file;    ///< inode
  std::uint64_t offset;
  std::uint64_t size;
  std::uint64_t length;  ///< of the write
  std::uint64_t kept;
  std::uint64_t until;
};

}  // namespace giliran::faults
