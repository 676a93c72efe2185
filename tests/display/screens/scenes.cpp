#include "tests/display/screens/scenes.hpp"

#include <array>
#include <stdexcept>

#include "shared/catalog/phrases.hpp"
#include "shared/settings/settings.hpp"

namespace giliran::display {

namespace {

namespace chr = std::chrono;
using namespace std::chrono_literals;

const HallPlan& bekasi() {
  static const auto read = settings::read_file(GILIRAN_SOURCE_DIR "/examples/mpp-bekasi.toml");
  if (!read) throw std::runtime_error(read.error().front().text());
  return read->plan;
}

/// Waiting, and from how many to how many minutes; the first five are those of the picture.
constexpr int loads[][3] = {{14, 20, 35}, {6, 15, 25},    {3, 5, 10},  {2, 5, 15},
                            {0, 0, 0},    {123, 90, 150}, {12, 45, 75}};

std::vector<ShownWait> waits(std::size_t agencies) {
  std::vector<ShownWait> made;
  for (std::size_t i = 0; i < agencies; ++i) {
    const Agency& agency = bekasi().agencies.at(i);
    const auto& load = loads[i % std::size(loads)];
    ShownWait wait{agency.letter, agency.name, ServiceState::open, {}, load[0], {}};
    if (i != 8) wait.range = WaitRange{chr::minutes(load[1]), chr::minutes(load[2])};
    if (i == 7) {
      wait.state = ServiceState::on_break;
      wait.opens_at = "2026-11-24T13:00";
    } else if (i == 9) {
      wait.state = ServiceState::closed;
      wait.opens_at = "2026-11-25T08:00";
    }
    made.push_back(std::move(wait));
  }
  return made;
}

}  // namespace

const std::vector<std::string>& scene_names() {
  static const std::vector<std::string> names{"calling", "sixteen",       "sixteen_later",
                                              "one",     "long",          "none_called",
                                              "lost",    "lost_at_start", "connecting"};
  return names;
}

Scene scene(const std::string& name) {
  Scene scene;
  scene.clock = chr::local_days(chr::year(2026) / 11 / 24) + 9h + 42min;
  if (name.starts_with("lost")) {
    scene.link = Link::lost;
    scene.lost_since = scene.clock - 3min;
  } else if (name != "connecting") {
    scene.link = Link::live;
  }
  if (name == "connecting" || name == "lost_at_start") return scene;
  scene.has_view = true;
  scene.name = bekasi().name;
  scene.place = bekasi().place;
  scene.messages = bekasi().messages;
  scene.waits = waits(name.starts_with("sixteen") ? 16 : name == "one" ? 1 : 5);
  if (name == "sixteen_later") scene.turn = 1;
  if (name == "none_called") return scene;
  scene.current = ShownCall{{'A', name == "long" ? 1012 : 12}, CounterId{name == "long" ? 120 : 3}};
  scene.recent = {{{'B', 4}, CounterId{7}}, {{'C', 19}, CounterId{9}}, {{'A', 11}, CounterId{1}},
                  {{'P', 2}, CounterId{2}}, {{'D', 8}, CounterId{11}}, {{'E', 21}, CounterId{6}},
                  {{'A', 10}, CounterId{4}}};
  if (name == "long") {
    for (ShownCall& call : scene.recent) {
      call.number.number += 1000;
      call.counter = CounterId{call.counter.value() + 100};
    }
  }
  return scene;
}

const Catalog& words() {
  static const Catalog catalog{embedded::catalog_display(), embedded::catalog_shared()};
  return catalog;
}

}  // namespace giliran::display
