#pragma once

#include <filesystem>
#include <string>

#include "shared/base/ids.hpp"

namespace giliran::hall {

/// A path that nobody has used; what is there is gone at the end of the test.
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
  std::string file() const { return (path_ / "journal.db").string(); }
  std::string reports() const { return (path_ / "reports.db").string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace giliran::hall
