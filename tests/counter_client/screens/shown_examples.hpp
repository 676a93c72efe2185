#pragma once

#include <string>
#include <vector>

#include "counter_client/core/shown.hpp"

namespace giliran::counter {

/// A moment of an officer's day, by the name of its picture.
struct Example {
  std::string name;
  Shown shown;
  std::vector<Language> pictured{Language::id, Language::en, Language::su};
};

/// Every state of the window, and what is unusual.
std::vector<Example> state_examples();
/// The panels, over what the window shows then.
std::vector<Example> panel_examples();
/// Both.
std::vector<Example> examples();
Shown example(std::string_view name);

}  // namespace giliran::counter
