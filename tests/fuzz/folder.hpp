#pragma once

#include <stdlib.h>

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/fuzz/demand.hpp"

namespace giliran::fuzz {

/// A folder of this process that goes with it; in memory where the machine allows it.
struct Folder {
  Folder() {
    namespace fs = std::filesystem;
    std::string name = (fs::exists("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path()) /
                       "giliran-fuzz-XXXXXX";
    demand(mkdtemp(name.data()) != nullptr, "a folder");
    path = name;
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  /// Nothing but this file is in it then.
  void hold(const std::string& file, const std::string& bytes) const {
    for (const auto& entry : std::filesystem::directory_iterator(path))
      std::filesystem::remove_all(entry.path());
    std::ofstream(path / file, std::ios::binary) << bytes;
  }
  std::string bytes_of(const std::string& file) const {
    std::ifstream in(path / file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  std::filesystem::path path;
};

/// Changes bytes of a sound file: five bytes for each change, its place (three), what to put there,
/// and how many times more than once.
inline std::string changed(std::string bytes, const std::uint8_t* data, std::size_t size) {
  for (; size >= 5; data += 5, size -= 5) {
    const std::size_t at = (data[0] << 16 | data[1] << 8 | data[2]) % bytes.size();
    std::memset(bytes.data() + at, data[3], std::min<std::size_t>(data[4] + 1U, bytes.size() - at));
  }
  return bytes;
}

}  // namespace giliran::fuzz
