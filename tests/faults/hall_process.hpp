#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace giliran::faults {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// What a kind of fault is played with.
struct Setting {
  fs::path program;   ///< giliran-hall
  fs::path shim;      ///< libgiliran_faults.so
  fs::path settings;  ///< the hall's settings
  fs::path work;      ///< folder for what is made; emptied by whoever made it
  fs::path source;    ///< of the project
  fs::path modules;   ///< folder with node_modules, for the printer's driver
  unsigned short port = 0;
  std::uint64_t seed = 1;
  bool quick = false;
};

/// A real hall. One thread at a time; killed when this ends.
class HallProcess {
 public:
  HallProcess(fs::path program, fs::path settings, fs::path data, unsigned short port)
      : program_(std::move(program)),
        settings_(std::move(settings)),
        data_(std::move(data)),
        port_(port) {}
  ~HallProcess() { kill(); }
  HallProcess(const HallProcess&) = delete;
  HallProcess& operator=(const HallProcess&) = delete;

  /// Of the next start.
  void environment(const std::string& name, const std::string& value) { variables_[name] = value; }
  void no_environment() { variables_.clear(); }

  /// Starts it and waits until it is ready; how long that took. Nothing: it has ended before.
  std::optional<std::chrono::milliseconds> try_start();
  /// Throws std::runtime_error with its last words if it ended.
  std::chrono::milliseconds start();
  /// Does not wait until it is ready.
  void start_and_kill_after(std::chrono::microseconds time);
  bool is_running();
  /// Waits for its end; its status as of waitpid(), or nothing while it goes on after `at_most`.
  std::optional<int> wait(std::chrono::milliseconds at_most);
  void signal(int number) const;
  /// By SIGKILL, and it is gone.
  void kill();
  /// By SIGTERM; throws if it does not end well within 10 s.
  void stop();
  const fs::path& data() const { return data_; }
  unsigned short port() const { return port_; }
  int pid() const { return pid_; }
  /// The end of what it said, over all starts.
  std::string last_words() const;

 private:
  void spawn();
  fs::path program_;
  fs::path settings_;
  fs::path data_;
  unsigned short port_;
  std::map<std::string, std::string> variables_;
  int pid_ = 0;
  int out_ = -1;
};

/// Runs a program to its end; its exit status (128 + signal) and what it said on both outputs.
struct Ran {
  int status = 0;
  std::string said;
};
Ran run_program(const std::vector<std::string>& line);

/// `giliran-hall journal verify`; nothing if it is sound, else what it said.
std::optional<std::string> verify(const Setting& setting, const fs::path& data);

/// A port outside of what the system gives to connecting clients, where nobody listens: a client
/// that tries again and again must not meet itself there.
unsigned short free_port(std::uint64_t seed);

}  // namespace giliran::faults
