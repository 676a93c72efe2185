#pragma once

#include <sys/types.h>

#include <boost/json/value.hpp>
#include <filesystem>
#include <string>
#include <vector>

namespace giliran::hall {

/// A folder that is gone at the end of the test.
class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The real giliran-hall as a child process; killed at the end if it is still there.
class HallProcess {
 public:
  explicit HallProcess(const std::vector<std::string>& args);
  ~HallProcess();
  HallProcess(const HallProcess&) = delete;
  HallProcess& operator=(const HallProcess&) = delete;

  /// Reads standard output up to the line "ready http://127.0.0.1:PORT" and keeps the port; false
  /// if the program ends before.
  bool ready();
  unsigned short port() const { return port_; }
  void signal(int number) const;
  /// Waits for its end: its exit code, or minus the signal that killed it.
  int wait();
  /// What it has still to write to standard output, up to its end.
  std::string output() const;
  /// What it wrote to standard error; after wait().
  std::string errors() const;
  /// One HTTP request over a plain socket: the whole answer.
  std::string http(const std::string& method, const std::string& target,
                   const std::string& body = "") const;
  /// The result of a method; throws if the answer is an error.
  boost::json::value rpc(const std::string& method, const std::string& params) const;

 private:
  TempDir dir_;
  pid_t pid_ = 0;
  int out_ = -1;
  unsigned short port_ = 0;
};

}  // namespace giliran::hall
