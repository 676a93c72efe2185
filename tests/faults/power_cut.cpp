#include "tests/faults/power_cut.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <string>
#include <system_error>
#include <vector>

#include "tests/faults/shim/control.hpp"

namespace giliran::faults {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t sector = 512;

struct Entry {
  UndoHead head{};
  std::string name;
  std::string kept;
};

std::vector<Entry> read_log(const fs::path& undo) {
  std::vector<Entry> entries;
  std::ifstream in(undo, std::ios::binary);
  Entry entry;
  while (in.read(reinterpret_cast<char*>(&entry.head), sizeof entry.head)) {
    entry.name.resize(entry.head.name);
    entry.kept.resize(entry.head.kept);
    // The last one may be cut off: what it is about did not happen.
    if (!in.read(entry.name.data(), static_cast<std::streamsize>(entry.name.size()))) break;
    if (!in.read(entry.kept.data(), static_cast<std::streamsize>(entry.kept.size()))) break;
    entries.push_back(entry);
  }
  return entries;
}

/// A file that is written by name, if it is still the same one.
class Patched {
 public:
  explicit Patched(const Entry& entry) : fd_(::open(entry.name.c_str(), O_RDWR | O_CLOEXEC)) {
    struct stat is {};
    if (fd_ >= 0 && fstat(fd_, &is) == 0 && is.st_ino == entry.head.file) return;
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }
  ~Patched() {
    if (fd_ >= 0) ::close(fd_);
  }
  Patched(const Patched&) = delete;
  Patched& operator=(const Patched&) = delete;

  bool is_there() const { return fd_ >= 0; }
  void put(std::uint64_t at, std::string_view bytes) const {
    if (pwrite(fd_, bytes.data(), bytes.size(), static_cast<off_t>(at)) !=
        static_cast<ssize_t>(bytes.size())) {
      throw std::system_error(errno, std::generic_category(), "undo");
    }
  }
  void resize(std::uint64_t size) const {
    if (ftruncate(fd_, static_cast<off_t>(size)) != 0) {
      throw std::system_error(errno, std::generic_category(), "undo");
    }
  }

 private:
  int fd_;
};

class Undoing {
 public:
  Undoing(const fs::path& undo, Cut cut, simulation::Random& random)
      : undo_(undo), cut_(cut), random_(random) {}

  CutDone run(const std::vector<Entry>& entries) {
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
      undo(*entry);
    return done_;
  }

 private:
  void undo(const Entry& entry) {
    switch (entry.head.kind) {
      case UndoHead::synced:
        synced_[entry.head.file] = std::max(synced_[entry.head.file], entry.head.until);
        break;
      case UndoHead::named:
        named_[entry.name] = std::max(named_[entry.name], entry.head.until);
        break;
      case UndoHead::write:
        if (entry.head.number > synced_[entry.head.file]) undo_write(entry);
        break;
      case UndoHead::resize:
        if (entry.head.number > synced_[entry.head.file] && is_lost()) undo_resize(entry);
        break;
      case UndoHead::made:
      case UndoHead::removed:
        undo_name(entry);
        break;
    }
  }

  bool is_lost() { return cut_ == Cut::drop_all || random_.chance(500); }

  void undo_write(const Entry& entry) {
    const Patched file(entry);
    if (!file.is_there()) return;
    const UndoHead& head = entry.head;
    ++done_.writes;
    const bool grew = head.offset + head.length > head.size;
    // A file that had grown may have kept its length, with zeros where nothing was written.
    if (grew && is_lost()) file.resize(head.size);
    const std::string zeros(sector, '\0');
    for (std::uint64_t at = 0; at < head.length;) {
      const std::uint64_t next =
          std::min(head.length, ((head.offset + at) / sector + 1) * sector - head.offset);
      if (is_lost()) {
        if (at < head.kept) {
          file.put(head.offset + at,
                   std::string_view(entry.kept).substr(at, std::min(next, head.kept) - at));
        } else if (fs::file_size(entry.name) >= head.offset + next) {
          file.put(head.offset + at, std::string_view(zeros).substr(0, next - at));
        }
      }
      at = next;
    }
    if (cut_ == Cut::drop_all) file.resize(head.size);
  }

  void undo_resize(const Entry& entry) {
    const Patched file(entry);
    if (!file.is_there()) return;
    ++done_.changes;
    file.resize(entry.head.size);
    if (!entry.kept.empty()) file.put(entry.head.offset, entry.kept);
  }

  void undo_name(const Entry& entry) {
    const fs::path name(entry.name);
    const auto durable = named_.find(name.parent_path().string());
    if (durable != named_.end() && entry.head.number <= durable->second) return;
    if (!is_lost()) return;
    ++done_.changes;
    std::error_code error;
    fs::remove(name, error);
    if (entry.head.kind != UndoHead::removed) return;
    fs::create_hard_link(undo_.string() + "." + std::to_string(entry.head.number), name);
  }

  fs::path undo_;
  Cut cut_;
  simulation::Random& random_;
  std::map<std::uint64_t, std::uint64_t> synced_;  ///< by inode: entries up to that one
  std::map<std::string, std::uint64_t> named_;     ///< by folder
  CutDone done_;
};

}  // namespace

CutDone cut_power(const fs::path& undo, Cut cut, simulation::Random& random) {
  const std::vector<Entry> entries = read_log(undo);
  const CutDone done = Undoing(undo, cut, random).run(entries);
  for (const auto& left : fs::directory_iterator(undo.parent_path())) {
    if (left.path().string().starts_with(undo.string())) fs::remove(left.path());
  }
  return done;
}

}  // namespace giliran::faults
