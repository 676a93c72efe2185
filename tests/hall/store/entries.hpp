#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "hall/store/journal.hpp"

namespace giliran::hall {

/// A request with one event: counter `seq` was opened.
inline Entry entry_of(std::uint64_t seq, const std::string& answer = "null") {
  Entry entry;
  entry.request = RequestId("request " + std::to_string(seq));
  entry.fingerprint = "counter.open " + std::to_string(seq);
  entry.answer = answer;
  entry.events = {{seq, WallTime(std::chrono::milliseconds(1000 + seq)),
                   CounterOpened{CounterId(static_cast<int>(seq))}}};
  return entry;
}

inline void append_one(Journal& journal, const Entry& entry) {
  journal.append({&entry, 1});
}

inline std::vector<Recorded> all_of(Journal& journal) {
  std::vector<Recorded> all;
  journal.replay(0, [&](const Recorded& recorded) { all.push_back(recorded); });
  return all;
}

}  // namespace giliran::hall
