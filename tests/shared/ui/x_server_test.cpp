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

/// What a program says on a screen of its own.
std::string output_on_screen(const std::string& program) {
  const VirtualScreen screen;
  EXPECT_FALSE(screen.number().empty()) << "Xvfb did not start (Debian package xvfb)";
  return output_of(fmt::format("env -u WAYLAND_DISPLAY SDL_VIDEODRIVER=x11 DISPLAY=:{} {}",
                               screen.number(), program));
}

TEST(XServer, a_screen_that_does_not_change_takes_less_than_1_percent_of_a_core) {
  const std::string output = output_on_screen(std::string(GILIRAN_IDLE_SAMPLE) + " 5");
  ASSERT_FALSE(output.empty()) << "the sample said nothing";
  const double percent = std::stod(output);
  RecordProperty("percent_of_a_core", output);
  std::printf("idle: %.2f %% of a core\n", percent);
  EXPECT_LT(percent, 1.0);
}

TEST(XServer, a_wake_up_that_comes_after_the_window_went_ends_nothing) {
  EXPECT_EQ(output_on_screen(GILIRAN_LATE_WAKE_SAMPLE), "still here\n");
}

}  // namespace
}  // namespace giliran::ui
