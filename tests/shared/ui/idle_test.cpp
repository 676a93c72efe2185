#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <string>

/// SDL's drivers without a screen poll all the time; this needs a real X server.
namespace giliran::ui {
namespace {

/// Xvfb on a display number of its own choice.
class VirtualScreen {
 public:
  VirtualScreen() {
    int ends[2];
    if (pipe(ends) != 0) return;
    pid_ = fork();
    if (pid_ == 0) {
      close(ends[0]);
      const std::string fd = std::to_string(ends[1]);
      execlp("Xvfb", "Xvfb", "-displayfd", fd.c_str(), "-screen", "0", "1080x1920x24", "-nolisten",
             "tcp", static_cast<char*>(nullptr));
      _exit(127);
    }
    close(ends[1]);
    char c = 0;
    while (read(ends[0], &c, 1) == 1 && c != '\n')
      number_ += c;
    close(ends[0]);
  }
  ~VirtualScreen() {
    if (pid_ <= 0) return;
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
  }
  VirtualScreen(const VirtualScreen&) = delete;
  VirtualScreen& operator=(const VirtualScreen&) = delete;
  const std::string& number() const { return number_; }

 private:
  pid_t pid_ = -1;
  std::string number_;
};

std::string output_of(const std::string& command) {
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) return output;
  char buffer[256];
  while (std::fgets(buffer, sizeof buffer, pipe))
    output += buffer;
  pclose(pipe);
  return output;
}

TEST(Idle, a_screen_that_does_not_change_takes_less_than_1_percent_of_a_core) {
  const VirtualScreen screen;
  ASSERT_FALSE(screen.number().empty()) << "Xvfb did not start (Debian package xvfb)";
  const std::string output = output_of(fmt::format(
      "env -u WAYLAND_DISPLAY ASAN_OPTIONS=detect_leaks=0 SDL_VIDEODRIVER=x11 DISPLAY=:{} {} 5",
      screen.number(), GILIRAN_IDLE_SAMPLE));
  ASSERT_FALSE(output.empty()) << "the sample said nothing";
  const double percent = std::stod(output);
  RecordProperty("percent_of_a_core", output);
  std::printf("idle: %.2f %% of a core\n", percent);
  EXPECT_LT(percent, 1.0);
}

}  // namespace
}  // namespace giliran::ui
