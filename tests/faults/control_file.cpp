#include "tests/faults/control_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <new>
#include <system_error>

namespace giliran::faults {

namespace {

void put(char (&to)[512], const std::filesystem::path& path) {
  const std::string text = path.string();
  if (text.size() >= sizeof to) throw std::system_error(ENAMETOOLONG, std::generic_category());
  std::memcpy(to, text.c_str(), text.size() + 1);
}

}  // namespace

ControlFile::ControlFile(const std::filesystem::path& file, const std::filesystem::path& folder,
                         const std::filesystem::path& undo)
    : file_(file) {
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0 || ftruncate(fd, sizeof(Control)) != 0) {
    throw std::system_error(errno, std::generic_category(), file.string());
  }
  void* mapped = mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  ::close(fd);
  if (mapped == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "mmap");
  control_ = new (mapped) Control{};
  put(control_->folder, std::filesystem::canonical(folder));
  put(control_->undo, undo);
  control_->room = UINT64_MAX;
}

ControlFile::~ControlFile() {
  munmap(control_, sizeof(Control));
  std::error_code error;
  std::filesystem::remove(file_, error);
}

void ControlFile::arm(What what, std::uint64_t at, std::uint32_t calls, int error,
                      bool for_good) const {
  control_->what = What::nothing;
  control_->at = at;
  control_->error = error;
  control_->for_good = for_good ? 1 : 0;
  control_->calls = calls;
  control_->counted = 0;
  control_->happened = 0;
  control_->what = what;
}

}  // namespace giliran::faults
