#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "shared/base/ids.hpp"

namespace giliran::kiosk {

/// The path of a folder that is not there yet; removed in the end.
class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / ("giliran-" + random_hex128())) {}
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string path() const { return path_.string(); }
  std::filesystem::path file(const char* name = "kiosk.db") const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace giliran::kiosk
