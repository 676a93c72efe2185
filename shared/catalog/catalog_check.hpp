#pragma once

#include <string_view>

namespace giliran {

/// Throws std::runtime_error, saying what is wrong, unless `bytes` is a compiled gettext catalog
/// whose every table and text lies within it. To be asked before Boost.Locale reads it, which
/// trusts what a catalog says of itself. Format: GNU gettext manual, "The Format of GNU MO Files";
/// only this machine's byte order.
void check_catalog(std::string_view bytes);

}  // namespace giliran
