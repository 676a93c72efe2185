#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace giliran::faults {

/// One command as its client remembers it: the memory that the hall's is held against.
struct Operation {
  std::string request;  ///< request_id
  std::string method;
  boost::json::object params;  ///< without request_id
  /// The result it was told; of a refusal or of a command without effect nothing. Set:
  /// acknowledged.
  std::optional<boost::json::value> result;
  std::string refused;        ///< the reason of its refusal
  bool two_answers = false;   ///< the same id was answered differently
  bool was_unknown = false;   ///< it was sent at least once without getting an answer
  std::int64_t began_us = 0;  ///< steady: first sent
  std::int64_t ended_us = 0;  ///< first answered; 0: never
};

/// An event of the journal, as far as it says who got which number and who was called where.
struct Event {
  std::uint64_t seq = 0;
  std::int64_t at_ms = 0;
  std::string type;
  boost::json::object body;
};

/// A kept answer of the journal.
struct Kept {
  std::string request;
  std::string answer;     ///< JSON
  std::uint64_t seq = 0;  ///< of its last event
};

struct Journal {
  std::vector<Event> events;
  std::vector<Kept> kept;
};

}  // namespace giliran::faults
