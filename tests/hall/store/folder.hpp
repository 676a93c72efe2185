#pragma once

#include <string>

#include "tests/support/folder.hpp"

namespace giliran::hall {

/// A hall's data.
class Folder : public TestFolder {
 public:
  std::string file() const { return TestFolder::file("journal.db"); }
  std::string reports() const { return TestFolder::file("reports.db"); }
};

}  // namespace giliran::hall
