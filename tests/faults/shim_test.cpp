#include <gtest/gtest.h>

#include <cerrno>
#include <fstream>
#include <sstream>

#include "tests/faults/control_file.hpp"
#include "tests/faults/hall_process.hpp"
#include "tests/faults/power_cut.hpp"

namespace giliran::faults {
namespace {

class Shim : public testing::Test {
 protected:
  Shim() {
    std::string name = (fs::temp_directory_path() / "giliran-shim-XXXXXX").string();
    root = fs::canonical(mkdtemp(name.data()));
    fs::create_directory(root / "data");
    fs::create_directory(root / "undo");
    control = std::make_unique<ControlFile>(root / "control", root / "data", root / "undo/log");
  }
  ~Shim() override {
    control.reset();
    fs::remove_all(root);
  }
  Ran run(const std::vector<std::string>& what) const {
    std::vector<std::string> line{"env", "LD_PRELOAD=" GILIRAN_FAULTS_SHIM,
                                  "GILIRAN_FAULTS=" + control->file().string(), GILIRAN_SHIM_PROBE,
                                  (root / "data").string()};
    line.insert(line.end(), what.begin(), what.end());
    return run_program(line);
  }
  std::string content(const std::string& name) const {
    std::stringstream text;
    text << std::ifstream(root / "data" / name).rdbuf();
    return text.str();
  }
  void cut(Cut how, std::uint64_t seed = 1) const {
    simulation::Random random(seed);
    cut_power(root / "undo/log", how, random);
  }

  fs::path root;
  std::unique_ptr<ControlFile> control;
};

TEST_F(Shim, LetsEverythingHappenAndCountsIt) {
  control->arm(What::nothing, 0);
  EXPECT_EQ(run({"open:a", "write:0:one", "write:3:two", "sync", "resize:4"}).status, 0);
  EXPECT_EQ((*control)->counted, 5U);
  EXPECT_EQ(content("a"), "onet");
}

TEST_F(Shim, KillsAtTheCallThatItIsToldAndNotBefore) {
  const std::vector<std::string> work{"open:a", "write:0:one", "write:3:two"};
  control->arm(What::kill, 4);
  EXPECT_EQ(run(work).status, 0);
  fs::remove(root / "data/a");
  control->arm(What::kill, 3);
  EXPECT_EQ(run(work).status, 128 + 9);
  EXPECT_EQ(content("a"), "one");
  fs::remove(root / "data/a");
  control->arm(What::kill_half, 3);
  EXPECT_EQ(run(work).status, 128 + 9);
  EXPECT_EQ(content("a"), "onet");
}

TEST_F(Shim, FailsOnceOrForGood) {
  const std::vector<std::string> work{"open:a", "write:0:one", "write:0:two", "sync", "sync"};
  control->arm(What::fail, 2, calls_write, ENOSPC);
  EXPECT_EQ(run(work).said,
            "open done\nwrite done\nwrite No space left on device\nsync done\nsync done\n");
  control->arm(What::fail, 1, calls_sync, EIO, true);
  EXPECT_EQ(
      run(work).said,
      "open done\nwrite done\nwrite done\nsync Input/output error\nsync Input/output error\n");
  EXPECT_EQ((*control)->happened, 2U);
}

TEST_F(Shim, LetsAPowerCutUndoWhatWasNotSynced) {
  run({"open:a", "write:0:first", "sync", "folder", "write:0:FIRST", "write:5:more"});
  EXPECT_EQ(content("a"), "FIRSTmore");
  cut(Cut::drop_all);
  EXPECT_EQ(content("a"), "first");
}

TEST_F(Shim, KeepsWhatWasSyncedThroughAPowerCut) {
  run({"open:a", "write:0:first", "write:5:more", "sync", "folder"});
  cut(Cut::drop_all);
  EXPECT_EQ(content("a"), "firstmore");
  run({"open:a", "resize:2"});
  cut(Cut::drop_all);
  EXPECT_EQ(content("a"), "firstmore") << "it was made shorter, and that was not synced";
  run({"open:a", "resize:2", "sync"});
  cut(Cut::drop_all);
  EXPECT_EQ(content("a"), "fi");
}

TEST_F(Shim, LosesAFileWhoseFolderWasNotSynced) {
  run({"open:a", "write:0:first", "sync"});
  cut(Cut::drop_all);
  EXPECT_FALSE(fs::exists(root / "data/a"));
  run({"open:a", "write:0:first", "sync", "folder", "remove:a"});
  EXPECT_FALSE(fs::exists(root / "data/a"));
  cut(Cut::drop_all);
  EXPECT_EQ(content("a"), "first");
}

TEST_F(Shim, TearsAWriteIntoSectors) {
  const std::string old(4096, 'o');
  const std::string fresh(4096, 'n');
  run({"open:a", "write:0:" + old, "sync", "folder", "write:0:" + fresh});
  cut(Cut::torn);
  const std::string left = content("a");
  ASSERT_EQ(left.size(), 4096U);
  std::size_t kept = 0;
  for (std::size_t at = 0; at < left.size(); at += 512) {
    const std::string sector = left.substr(at, 512);
    EXPECT_TRUE(sector == old.substr(0, 512) || sector == fresh.substr(0, 512));
    if (sector[0] == 'n') ++kept;
  }
  EXPECT_GT(kept, 0U);
  EXPECT_LT(kept, 8U);
}

}  // namespace
}  // namespace giliran::faults
