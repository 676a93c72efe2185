#include "hall/store/reserve.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <filesystem>

namespace giliran::hall {

namespace {

bool has_free(const std::string& folder, std::int64_t bytes) {
  struct statvfs disk {};
  return statvfs(folder.c_str(), &disk) == 0 &&
         static_cast<double>(disk.f_bavail) * static_cast<double>(disk.f_frsize) >
             static_cast<double>(bytes);
}

}  // namespace

Reserve::Reserve(const std::string& folder)
    : folder_(folder), file_((std::filesystem::path(folder) / "reserve").string()) {}

bool Reserve::held() const {
  struct stat found {};
  return stat(file_.c_str(), &found) == 0 && found.st_size >= size;
}

void Reserve::release() {
  unlink(file_.c_str());
}

bool Reserve::renew() {
  if (held()) return true;
  if (!has_free(folder_, 2 * size)) return false;
  const int file = open(file_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return false;
  const bool made = posix_fallocate(file, 0, size) == 0;
  close(file);
  if (!made) release();
  return made;
}

}  // namespace giliran::hall
