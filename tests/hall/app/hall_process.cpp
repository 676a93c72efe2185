#include "tests/hall/app/hall_process.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json/parse.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <system_error>

namespace giliran::hall {

namespace {

void check(bool good, const char* what) {
  if (!good) throw std::system_error(errno, std::generic_category(), what);
}

std::filesystem::path new_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "giliran-XXXXXX").string();
  check(mkdtemp(name.data()) != nullptr, "mkdtemp");
  return name;
}

}  // namespace

TempDir::TempDir() : path_(new_folder()) {}
TempDir::~TempDir() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

HallProcess::HallProcess(const std::vector<std::string>& args) {
  int out[2];
  check(pipe2(out, O_CLOEXEC) == 0, "pipe2");
  const std::string errors = dir_.path() / "stderr";
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors.c_str(), O_CREAT | O_WRONLY,
                                   0600);
  std::vector<std::string> words{GILIRAN_HALL_PROGRAM};
  words.insert(words.end(), args.begin(), args.end());
  std::vector<char*> argv;
  for (std::string& word : words)
    argv.push_back(word.data());
  argv.push_back(nullptr);
  const int error = posix_spawn(&pid_, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(out[1]);
  out_ = out[0];
  if (error != 0) throw std::system_error(error, std::generic_category(), "posix_spawn");
}

HallProcess::~HallProcess() {
  if (pid_ != 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  close(out_);
}

bool HallProcess::ready() {
  const std::string begin = "ready http://127.0.0.1:";
  std::string line;
  for (char c = 0; read(out_, &c, 1) == 1 && c != '\n';)
    line += c;
  if (!line.starts_with(begin)) return false;
  port_ = static_cast<unsigned short>(std::stoi(line.substr(begin.size())));
  return true;
}

void HallProcess::signal(int number) const {
  check(kill(pid_, number) == 0, "kill");
}

int HallProcess::wait() {
  int status = 0;
  check(waitpid(pid_, &status, 0) == pid_, "waitpid");
  pid_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

std::string HallProcess::output() const {
  std::string output;
  char part[4096];
  for (ssize_t n = 0; (n = read(out_, part, sizeof part)) > 0;)
    output.append(part, static_cast<std::size_t>(n));
  return output;
}

std::string HallProcess::errors() const {
  std::ifstream in(dir_.path() / "stderr");
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string HallProcess::http(const std::string& method, const std::string& target,
                              const std::string& body) const {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  check(socket >= 0, "socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port_);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  check(connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0, "connect");
  const std::string request = fmt::format(
      "{} {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\n"
      "Content-Length: {}\r\nConnection: close\r\n\r\n{}",
      method, target, port_, body.size(), body);
  check(send(socket, request.data(), request.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(request.size()),
        "send");
  std::string answer;
  char part[4096];
  for (ssize_t n = 0; (n = recv(socket, part, sizeof part, 0)) > 0;) {
    answer.append(part, static_cast<std::size_t>(n));
  }
  close(socket);
  return answer;
}

boost::json::value HallProcess::rpc(const std::string& method, const std::string& params) const {
  const std::string answer =
      http("POST", "/rpc",
           fmt::format(R"({{"jsonrpc":"2.0","id":1,"method":"{}","params":{}}})", method, params));
  return boost::json::parse(answer.substr(answer.find("\r\n\r\n") + 4)).at("result");
}

}  // namespace giliran::hall
