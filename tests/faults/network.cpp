#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <thread>

#include "shared/net/hall_client.hpp"
#include "tests/faults/life.hpp"

namespace giliran::faults {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

void must(const std::vector<std::string>& line) {
  const Ran ran = run_program(line);
  if (ran.status != 0) throw std::runtime_error(line.front() + ": " + ran.said);
}

/// A network of this thread's own, and of all threads and programs that it starts meanwhile.
class OwnNetwork {
 public:
  OwnNetwork() : before_(::open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC)) {
    if (before_ < 0 || unshare(CLONE_NEWNET) != 0) {
      throw std::system_error(errno, std::generic_category(), "unshare");
    }
    must({"ip", "link", "set", "lo", "up"});
  }
  ~OwnNetwork() {
    static_cast<void>(setns(before_, CLONE_NEWNET));
    ::close(before_);
  }
  OwnNetwork(const OwnNetwork&) = delete;
  OwnNetwork& operator=(const OwnNetwork&) = delete;

  /// Drops what matches, such as "tcp dport 80", in what comes in; several lines.
  void drop(const std::vector<std::string>& matches) const {
    std::string rules = "table inet faults {\nchain in {\ntype filter hook input priority 0;\n";
    for (const std::string& match : matches)
      rules += match + " drop\n";
    must({"nft", rules + "}\n}\n"});
  }
  void drop_nothing() const { must({"nft", "delete table inet faults"}); }
  void slow(const std::string& rate) const {
    must({"tc", "qdisc", "add", "dev", "lo", "root", "tbf", "rate", rate, "burst", "4kb", "latency",
          "800ms"});
  }
  void fast() const { must({"tc", "qdisc", "del", "dev", "lo", "root"}); }

 private:
  int before_;
};

std::vector<std::string> both_ways(unsigned short port) {
  return {fmt::format("tcp dport {}", port), fmt::format("tcp sport {}", port)};
}

/// A crowd in the middle of its work, around what `happens`.
template <class Happens>
Row around(const Setting& setting, const std::string& name, CrowdSize size, Happens happens) {
  Row row(name);
  Life life(setting, "network");
  life.hall.start();
  Crowd crowd(setting.port, size, {0, 0, milliseconds(4000), true}, setting.seed, life.pulse);
  std::this_thread::sleep_for(milliseconds(500));
  happens(row);
  std::this_thread::sleep_for(milliseconds(500));
  const auto memory = crowd.go_home();
  life.hall.stop();
  life.check(memory, row);
  return row;
}

Row play_cut(const Setting& setting, const OwnNetwork& network, seconds time, std::size_t times) {
  return around(setting, fmt::format("network cut for {} s", time.count()), {6, 4}, [&](Row& row) {
    for (; row.injected < times; ++row.injected) {
      network.drop(both_ways(setting.port));
      std::this_thread::sleep_for(time);
      network.drop_nothing();
      std::this_thread::sleep_for(milliseconds(500));
    }
  });
}

Row play_loss(const Setting& setting, const OwnNetwork& network) {
  return around(setting, "20 % of all packets lost", {6, 4}, [&](Row& row) {
    std::vector<std::string> matches = both_ways(setting.port);
    for (std::string& match : matches)
      match += " numgen random mod 100 < 20";
    network.drop(matches);
    std::this_thread::sleep_for(seconds(setting.quick ? 3 : 60));
    network.drop_nothing();
    ++row.injected;
  });
}

Row play_slow(const Setting& setting, const OwnNetwork& network) {
  return around(setting, "64 kbit/s", {2, 2}, [&](Row& row) {
    network.slow("64kbit");
    std::this_thread::sleep_for(seconds(setting.quick ? 3 : 60));
    network.fast();
    ++row.injected;
  });
}

unsigned short port_of(int fd) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

/// 15 s since the other end was last heard, and a look at the clock.
constexpr milliseconds noticed_within{16'000};

/// The other end of a display's connection goes without a word: the hall says so within 15 s.
Row play_half_open(const Setting& setting, const OwnNetwork& network) {
  Row row("half-open connection, noticed by the hall");
  Life life(setting, "network");
  life.hall.start();
  wire::WebSocket gone(setting.port);
  wire::WebSocket other(setting.port);
  gone.ask("device.report", R"({"device":"layar-1","kind":"display","name":"","version":""})");
  const auto connected = [&] {
    const auto answer = other.ask("hall.view", R"({"view":"manager"})");
    return answer && answer->find("\"connected\":true") != std::string::npos;
  };
  if (!connected()) row.wrong.emplace_back("the display does not count as connected");
  const unsigned short port = port_of(gone.fd());
  const auto began = Clock::now();
  network.drop({fmt::format("tcp sport {}", port), fmt::format("tcp dport {}", port)});
  while (connected() && Clock::now() - began < seconds(30))
    std::this_thread::sleep_for(milliseconds(100));
  const auto took = std::chrono::duration_cast<milliseconds>(Clock::now() - began);
  network.drop_nothing();
  row.injected = 1;
  row.outage = took;
  if (took > noticed_within) row.wrong.push_back(fmt::format("after {} ms", took.count()));
  return row;
}

/// Waits until the client says so; false after 60 s.
template <class Event>
bool hears(net::HallClient& client) {
  for (const auto began = Clock::now(); Clock::now() - began < seconds(60);) {
    for (const net::HallEvent& event : client.take_events()) {
      if (std::holds_alternative<Event>(event)) return true;
    }
    std::this_thread::sleep_for(milliseconds(20));
  }
  return false;
}

/// As before, seen from a display: it must know that what it shows is old, and come back by itself.
Row play_half_open_client(const Setting& setting, const OwnNetwork& network) {
  Row row("half-open connection, noticed by a display");
  Life life(setting, "network");
  life.hall.start();
  net::HallClientOptions options;
  options.port = setting.port;
  options.views = {"board"};
  options.calls_after = 0;
  options.device.device = DeviceId("layar-1");
  options.device.kind = DeviceKind::display;
  net::HallClient display(options, [] {});
  if (!hears<net::ViewArrived>(display)) row.wrong.emplace_back("the display did not connect");
  const auto began = Clock::now();
  network.drop(both_ways(setting.port));
  const bool noticed = hears<net::Disconnected>(display);
  const auto took = std::chrono::duration_cast<milliseconds>(Clock::now() - began);
  network.drop_nothing();
  row.injected = 1;
  row.outage = took;
  if (!noticed || took > noticed_within) {
    row.wrong.push_back(fmt::format("after {} ms", took.count()));
  }
  if (!hears<net::ViewArrived>(display)) row.wrong.emplace_back("the display did not come back");
  return row;
}

/// Of one client that asks one thing after the other, in microseconds.
std::int64_t p99(Person& person, int times) {
  std::vector<std::int64_t> took;
  for (int i = 0; i < times; ++i) {
    person.ask("ticket.issue", {{"service", "kependudukan.ktp"}});
    const Operation& operation = person.memory().back();
    took.push_back(operation.ended_us - operation.began_us);
  }
  std::ranges::sort(took);
  return took[took.size() * 99 / 100];
}

/// In turn without and with clients that follow everything and read nothing; the least of each.
Row play_never_reads(const Setting& setting) {
  Row row("clients that never read");
  Life life(setting, "network");
  life.hall.start();
  const std::atomic<bool> leave = false;
  Person person(setting.port, setting.seed, {}, life.pulse, leave);
  std::int64_t without = INT64_MAX;
  std::int64_t with = INT64_MAX;
  const int times = setting.quick ? 300 : 2000;
  for (int round = 0; round < (setting.quick ? 3 : 8); ++round) {
    without = std::min(without, p99(person, times));
    std::vector<wire::WebSocket> silent;
    for (int i = 0; i < 10; ++i) {
      silent.emplace_back(setting.port);
      for (const char* view : {"manager", "board", "kiosk", "counter:1"})
        silent.back().send_text(
            wire::request(1, "view.subscribe", fmt::format(R"({{"view":"{}"}})", view)));
      silent.back().send_text(wire::request(2, "calls.subscribe", "{}"));
      ++row.injected;
    }
    with = std::min(with, p99(person, times));
  }
  life.hall.stop();
  life.check(person.memory(), row);
  row.note = fmt::format("p99 of others {:.1f} ms, without them {:.1f} ms",
                         static_cast<double>(with) / 1000, static_cast<double>(without) / 1000);
  // What a busy machine's scheduler does within a millisecond is not theirs.
  if (!setting.quick && with > without * 11 / 10 + 1000) row.wrong.push_back(row.note);
  return row;
}

}  // namespace

std::vector<Row> play_network(const Setting& setting) {
  std::vector<Row> rows;
  rows.push_back(play_never_reads(setting));
  if (geteuid() != 0 || run_program({"nft", "--version"}).status != 0) {
    Row row("network in a namespace");
    row.skipped = true;
    row.note = "needs root and the package nftables";
    rows.push_back(std::move(row));
    return rows;
  }
  const OwnNetwork network;
  rows.push_back(play_cut(setting, network, seconds(1), setting.quick ? 2 : 20));
  if (!setting.quick) {
    rows.push_back(play_cut(setting, network, seconds(20), 2));
    rows.push_back(play_cut(setting, network, seconds(60), 1));
  }
  rows.push_back(play_half_open(setting, network));
  rows.push_back(play_half_open_client(setting, network));
  rows.push_back(play_loss(setting, network));
  rows.push_back(play_slow(setting, network));
  return rows;
}

}  // namespace giliran::faults
