#pragma once

#include <boost/system/result.hpp>

namespace giliran {

/// The answer of something that may be refused for an expected reason. Infrastructure that breaks
/// throws instead; a bug is an assert.
template <class T, class E>
using Result = boost::system::result<T, E>;

}  // namespace giliran
