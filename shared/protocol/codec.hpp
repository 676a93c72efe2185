#pragma once

#include <boost/json/value.hpp>
#include <string>

#include "shared/base/result.hpp"
#include "shared/protocol/explanation.hpp"
#include "shared/protocol/views.hpp"

namespace giliran::protocol {

/// What is wrong with a document and where: path "params.queue[2].number", message "not a number
/// like A-012". For the developer of the other end, in English.
struct DecodeError {
  std::string path;
  std::string message;
};

/// A message or view as JSON. Times are UTC in ISO 8601 with milliseconds, durations whole seconds,
/// a wait range [low, high], ids opaque strings but for counters, which are numbers.
template <class T>
boost::json::value encode(const T& value);

/// The reverse. Members that it does not know are ignored, so that a newer program can be
/// understood; one that is missing or of the wrong type is an error.
template <class T>
Result<T, DecodeError> decode(const boost::json::value& json);

}  // namespace giliran::protocol
