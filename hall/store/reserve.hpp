#pragma once

#include <cstdint>
#include <string>

namespace giliran::hall {

/// Room that is kept on the data folder's disk for when it is full: the file `reserve`, its blocks
/// taken. Errors of the disk count as having no room.
class Reserve {
 public:
  static constexpr std::int64_t size = 16LL << 20U;  ///< bytes: some 20,000 commands

  /// Nothing is made yet.
  explicit Reserve(const std::string& folder);
  bool held() const;
  void release();
  /// Makes it if that leaves as much again free. Whether it is there.
  bool renew();

 private:
  const std::string folder_;
  const std::string file_;
};

}  // namespace giliran::hall
