#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "shared/ui/loop.hpp"
#include "tests/shared/ui/gallery.hpp"

/// A program as the hall's are: a full screen that changes nothing but looks at the time once a
/// second. Prints the processor time it took in percent of one core, after its first frame.
namespace giliran::ui {
namespace {

using namespace std::chrono_literals;
using std::chrono::duration;

double processor_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

class Idler : public App {
 public:
  Idler(Waker& waker, int seconds) : waker_(waker), left_(seconds) {}
  void on_input(const Input&, SteadyTime) override {}
  void on_time(SteadyTime now) override {
    next_ = now + 1s;
    if (--left_ > 0) return;
    const duration<double> wall = now - start_;
    std::printf("%.3f\n", 100 * (processor_seconds() - used_) / wall.count());
    waker_.stop();
  }
  std::optional<SteadyTime> next_time() override { return next_; }
  bool take_dirty() override { return false; }
  void draw(Canvas& canvas) override { draw_gallery(canvas, Theme::normal()); }
  void presented(SteadyTime now) override {
    start_ = now;
    used_ = processor_seconds();
    next_ = now + 1s;
  }

 private:
  Waker& waker_;
  int left_;
  std::optional<SteadyTime> next_;
  SteadyTime start_;
  double used_ = 0;
};

}  // namespace
}  // namespace giliran::ui

int main(int argc, char** argv) {
  using namespace giliran::ui;
  Sdl sdl;
  Window window({.title = "idle", .size = {1080, 1680}});
  Waker waker;
  Idler idler(waker, argc > 1 ? std::atoi(argv[1]) : 5);
  return run(window, waker, idler);
}
