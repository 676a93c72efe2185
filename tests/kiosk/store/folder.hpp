#pragma once

#include <string>

#include "tests/support/folder.hpp"

namespace giliran::kiosk {

/// A kiosk's data.
class Folder : public TestFolder {
 public:
  std::string file(const char* name = "kiosk.db") const { return TestFolder::file(name); }
};

}  // namespace giliran::kiosk
