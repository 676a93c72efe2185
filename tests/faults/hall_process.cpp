#include "tests/faults/hall_process.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>

namespace giliran::faults {

namespace {

constexpr std::chrono::seconds ready_within{60};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> found;
  found.reserve(texts.size() + 1);
  for (std::string& text : texts)
    found.push_back(text.data());
  found.push_back(nullptr);
  return found;
}

/// A child with these outputs, which ends with its parent.
int spawn_child(std::vector<std::string> line, const std::map<std::string, std::string>& variables,
                int out, int error) {
  std::vector<std::string> all;
  for (char** one = environ; *one; ++one) {
    const std::string_view text(*one);
    if (!variables.contains(std::string(text.substr(0, text.find('='))))) all.emplace_back(text);
  }
  for (const auto& [name, value] : variables)
    all.push_back(name + "=" + value);
  const auto argv = pointers(line);
  const auto envp = pointers(all);
  const int parent = getpid();
  const int pid = fork();
  if (pid < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (pid > 0) return pid;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);
  dup2(out, 1);
  dup2(error, 2);
  execvpe(argv[0], argv.data(), envp.data());
  _exit(127);
}

int open_pipe(int (&ends)[2]) {
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  return ends[0];
}

}  // namespace

void HallProcess::spawn() {
  int ends[2];
  out_ = open_pipe(ends);
  const int log =
      ::open((data_.string() + ".log").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  pid_ = spawn_child({program_.string(), "--settings", settings_.string(), "--data", data_.string(),
                      "--listen", fmt::format("127.0.0.1:{}", port_)},
                     variables_, ends[1], log);
  ::close(ends[1]);
  ::close(log);
}

std::optional<std::chrono::milliseconds> HallProcess::try_start() {
  const auto began = Clock::now();
  spawn();
  std::string said;
  std::array<char, 256> some;
  while (Clock::now() - began < ready_within) {
    pollfd wanted{out_, POLLIN, 0};
    if (poll(&wanted, 1, 100) <= 0) continue;
    const ssize_t got = ::read(out_, some.data(), some.size());
    if (got <= 0) {
      wait(std::chrono::milliseconds(10'000));
      return std::nullopt;
    }
    said.append(some.data(), static_cast<std::size_t>(got));
    if (said.find("ready http") == std::string::npos || !said.ends_with('\n')) continue;
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began);
  }
  kill();
  return std::nullopt;
}

std::chrono::milliseconds HallProcess::start() {
  const auto took = try_start();
  if (!took) throw std::runtime_error("the hall did not start: " + last_words());
  return *took;
}

void HallProcess::start_and_kill_after(std::chrono::microseconds time) {
  spawn();
  std::this_thread::sleep_for(time);
  kill();
}

std::optional<int> HallProcess::wait(std::chrono::milliseconds at_most) {
  if (pid_ == 0) return 0;
  const auto end = Clock::now() + at_most;
  int status = 0;
  while (true) {
    const int ended = waitpid(pid_, &status, WNOHANG);
    if (ended == pid_ || (ended < 0 && errno == ECHILD)) break;
    if (Clock::now() >= end) return std::nullopt;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  pid_ = 0;
  if (out_ >= 0) ::close(std::exchange(out_, -1));
  return status;
}

bool HallProcess::is_running() {
  return pid_ != 0 && !wait(std::chrono::milliseconds(0));
}

void HallProcess::signal(int number) const {
  if (pid_ > 0) ::kill(pid_, number);
}

void HallProcess::kill() {
  signal(SIGKILL);
  while (pid_ != 0)
    wait(std::chrono::milliseconds(1000));
}

void HallProcess::stop() {
  signal(SIGTERM);
  const auto status = wait(std::chrono::milliseconds(10'000));
  if (status && *status == 0) return;
  kill();
  throw std::runtime_error("the hall did not end well: " + last_words());
}

std::string HallProcess::last_words() const {
  std::ifstream in(data_.string() + ".log");
  std::stringstream all;
  all << in.rdbuf();
  const std::string text = all.str();
  return text.substr(text.size() - std::min<std::size_t>(text.size(), 1000));
}

Ran run_program(const std::vector<std::string>& line) {
  int ends[2];
  open_pipe(ends);
  const int pid = spawn_child(line, {}, ends[1], ends[1]);
  ::close(ends[1]);
  Ran ran;
  std::array<char, 4096> some;
  ssize_t got = 0;
  while ((got = ::read(ends[0], some.data(), some.size())) > 0)
    ran.said.append(some.data(), static_cast<std::size_t>(got));
  ::close(ends[0]);
  int status = 0;
  waitpid(pid, &status, 0);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

std::optional<std::string> verify(const Setting& setting, const fs::path& data) {
  const Ran ran = run_program({setting.program.string(), "journal", "verify", "--settings",
                               setting.settings.string(), "--data", data.string()});
  return ran.status == 0 ? std::nullopt : std::optional(ran.said);
}

unsigned short free_port(std::uint64_t seed) {
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    const auto port = static_cast<unsigned short>(
        10'000 + (seed * 7919 + static_cast<std::uint64_t>(getpid()) * 31 + i) % 20'000);
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool free = bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(fd);
    if (free) return port;
  }
  throw std::runtime_error("no free port");
}

}  // namespace giliran::faults
