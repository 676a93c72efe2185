#pragma once

#include <string>
#include <vector>

#include "counter_client/core/shown.hpp"

namespace giliran::counter {

/// A moment of an officer's day, by the name of its picture.
struct Example {
  std::string name;
  Shown shown;
};

/// Every state of the window.
std::vector<Example> examples();
Shown example(std::string_view name);

}  // namespace giliran::counter
