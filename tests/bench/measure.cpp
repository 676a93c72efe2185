#include "tests/bench/measure.hpp"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <stdexcept>

namespace giliran::bench {

Percentiles percentiles(std::vector<double> values) {
  if (values.empty()) throw std::invalid_argument("nothing was measured");
  std::sort(values.begin(), values.end());
  const auto rank = [&](double share) {
    const auto at = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    return values.at(std::max<std::size_t>(at, 1) - 1);
  };
  return {rank(0.50), rank(0.99)};
}

double milliseconds(Clock::duration time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

Scratch::Scratch(const std::filesystem::path& in) {
  std::string name = (in / "giliran-bench-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("no folder for temporary files");
  path_ = name;
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

namespace {

/// What the program writes until it has said "ready http://host:PORT".
unsigned short port_from(int out) {
  std::string text;
  char c = 0;
  while (read(out, &c, 1) == 1 && c != '\n')
    text += c;
  const auto colon = text.rfind(':');
  if (!text.starts_with("ready ") || colon == std::string::npos) {
    throw std::runtime_error("the hall did not start: " + text);
  }
  return static_cast<unsigned short>(std::stoi(text.substr(colon + 1)));
}

}  // namespace

HallProcess::HallProcess(const std::string& bin, const std::string& settings,
                         const std::filesystem::path& data, unsigned short port) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("no pipe");
  const std::string program = bin + "/giliran-hall";
  const std::string folder = data.string();
  const std::string listen = "127.0.0.1:" + std::to_string(port);
  pid_ = fork();
  if (pid_ == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    execl(program.c_str(), program.c_str(), "--settings", settings.c_str(), "--data",
          folder.c_str(), "--listen", listen.c_str(), "--log-level", "error", nullptr);
    _exit(127);
  }
  close(ends[1]);
  try {
    port_ = port_from(ends[0]);
  } catch (...) {
    close(ends[0]);
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    throw;
  }
  close(ends[0]);
}

double HallProcess::resident_mib() const {
  std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
  for (std::string word; status >> word;) {
    double kib = 0;
    if (word == "VmRSS:" && status >> kib) return kib / 1024;
  }
  throw std::runtime_error("the hall has ended");
}

int HallProcess::descriptors() const {
  const std::filesystem::directory_iterator open("/proc/" + std::to_string(pid_) + "/fd");
  return static_cast<int>(std::distance(begin(open), end(open)));
}

HallProcess::~HallProcess() {
  kill(pid_, SIGTERM);
  waitpid(pid_, nullptr, 0);
}

}  // namespace giliran::bench
