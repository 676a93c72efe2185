#include "tests/faults/full_disk.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mount.h>
#include <unistd.h>

#include <thread>

#include "tests/faults/life.hpp"

namespace giliran::faults {

namespace {

constexpr int visits = 30;

class SmallDisk {
 public:
  explicit SmallDisk(fs::path folder) : folder_(std::move(folder)) {
    fs::create_directories(folder_);
    is_there_ = mount("tmpfs", folder_.c_str(), "tmpfs", 0, "size=48m") == 0;
  }
  ~SmallDisk() {
    if (is_there_) umount(folder_.c_str());
    std::error_code error;
    fs::remove(folder_, error);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool is_there() const { return is_there_; }
  void fill() const {
    const int fd = ::open(ballast().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const std::string block(4096, 'x');
    while (::write(fd, block.data(), block.size()) > 0) {
    }
    ::close(fd);
  }
  void make_room() const { fs::remove(ballast()); }

 private:
  fs::path ballast() const { return folder_ / "ballast"; }
  fs::path folder_;
  bool is_there_ = false;
};

bool issue(Person& person) {
  return person.ask("ticket.issue", {{"service", "kependudukan.ktp"}}).has_value();
}

void serve(Person& person, Row& row) {
  const auto call = person.ask("call.next", {{"counter", 1}});
  if (!call || !call->is_object()) return row.wrong.push_back("no call: " + person.refused());
  const boost::json::object ticket{{"ticket", call->get_object().at("ticket")}};
  for (const char* method : {"ticket.start", "ticket.finish"}) {
    if (!person.ask(method, ticket)) row.wrong.push_back(method + (": " + person.refused()));
  }
}

void play(const SmallDisk& disk, Person& person, Row& row) {
  person.ask("counter.open", {{"counter", 1}});
  for (int i = 0; i < 2 * visits; ++i)
    issue(person);
  disk.fill();
  ++row.injected;
  // What the journal's file has already is used up first.
  int more = 0;
  while (issue(person) && more < 20'000)
    ++more;
  if (person.refused() != "disk_full") row.wrong.push_back("refused: " + person.refused());
  for (int i = 0; i < visits; ++i)
    serve(person, row);
  if (issue(person)) row.wrong.emplace_back("a number although there is no room");
  disk.make_room();
  const auto end = Clock::now() + std::chrono::seconds(10);
  while (!issue(person)) {
    if (Clock::now() > end) return row.wrong.push_back("no numbers although there is room");
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

}  // namespace

Row play_full_disk(const Setting& setting) {
  Row row("disk full: calls go on, numbers come back");
  const SmallDisk disk(setting.work / "small-disk");
  if (!disk.is_there()) {
    row.skipped = true;
    row.note = "needs root, for a small file system";
    return row;
  }
  Setting small = setting;
  small.work = setting.work / "small-disk";
  Life life(small, "full");
  life.hall.start();
  const std::atomic<bool> leave = false;
  Person person(setting.port, setting.seed, {0, 0, wire::Milliseconds(5000), false}, life.pulse,
                leave);
  play(disk, person, row);
  life.hall.stop();
  life.check(person.memory(), row);
  return row;
}

}  // namespace giliran::faults
