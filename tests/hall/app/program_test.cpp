#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>

#include "tests/hall/app/hall_process.hpp"

/// The real program, from its command line to its exit code.
namespace giliran::hall {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::string demo = GILIRAN_SOURCE_DIR "/examples/demo.toml";

constexpr const char* issue =
    R"({"service":"kependudukan.ktp","request_id":"5f0c7d1e9a3b4c628e1d2f6071829301"})";

std::vector<std::string> args(const TempDir& data, const std::string& listen = "127.0.0.1:0") {
  return {"--settings", demo, "--data", data.path() / "data", "--listen", listen};
}

int exit_code_of(const std::vector<std::string>& words, std::string& errors) {
  HallProcess hall(words);
  const int code = hall.wait();
  errors = hall.errors();
  return code;
}

TEST(Program, serves_until_it_is_asked_to_stop) {
  const TempDir data;
  HallProcess hall(args(data));
  ASSERT_TRUE(hall.ready());
  EXPECT_THAT(hall.http("GET", "/healthz"), StartsWith("HTTP/1.1 200"));
  EXPECT_EQ(hall.rpc("ticket.issue", issue).at("number"), "A-001");
  EXPECT_THAT(hall.http("GET", "/metrics"), HasSubstr("\ngiliran_tickets_issued_total 1\n"));
  hall.signal(SIGTERM);
  EXPECT_EQ(hall.wait(), 0) << hall.errors();
}

TEST(Program, keeps_a_ticket_over_a_sudden_death) {
  const TempDir data;
  boost::json::value before;
  {
    HallProcess hall(args(data));
    ASSERT_TRUE(hall.ready());
    before = hall.rpc("ticket.issue", issue);
    hall.signal(SIGKILL);
    EXPECT_EQ(hall.wait(), -SIGKILL);
  }
  HallProcess hall(args(data));
  ASSERT_TRUE(hall.ready());
  EXPECT_EQ(hall.rpc("ticket.issue", issue), before);
  hall.rpc("counter.open", R"({"counter":4,"request_id":"00000000000000000000000000000001"})");
  const auto called =
      hall.rpc("call.next", R"({"counter":4,"request_id":"00000000000000000000000000000002"})");
  EXPECT_EQ(called.at("ticket"), before.at("ticket"));
  hall.signal(SIGINT);
  EXPECT_EQ(hall.wait(), 0) << hall.errors();
}

TEST(Program, does_not_listen_to_other_machines_and_says_why) {
  const TempDir data;
  std::string errors;
  for (const char* address : {"0.0.0.0:0", "192.168.1.10:7080", "[::]:0", "128.0.0.1:0"}) {
    EXPECT_EQ(exit_code_of(args(data, address), errors), 4) << address;
    EXPECT_THAT(errors, HasSubstr("no device tokens and no TLS"));
  }
}

TEST(Program, says_that_an_address_is_taken) {
  const TempDir data;
  const TempDir other;
  HallProcess hall(args(data));
  ASSERT_TRUE(hall.ready());
  std::string errors;
  EXPECT_EQ(exit_code_of(args(other, "127.0.0.1:" + std::to_string(hall.port())), errors), 4);
  EXPECT_THAT(errors, HasSubstr("address"));
}

TEST(Program, tells_every_mistake_in_the_settings_with_its_line) {
  const TempDir dir;
  const std::string file = dir.path() / "hall.toml";
  std::ofstream(file) << std::ifstream(demo).rdbuf() << "\n[kiosks]\ncolour = 1\n";
  std::string errors;
  EXPECT_EQ(exit_code_of({"--settings", file, "--data", dir.path() / "data"}, errors), 2);
  EXPECT_THAT(errors, testing::ContainsRegex(file + ":[0-9]+: kiosks"));
}

TEST(Program, refuses_options_that_it_does_not_know) {
  const TempDir data;
  std::string errors;
  EXPECT_EQ(exit_code_of({"--colour", "red"}, errors), 2);
  EXPECT_EQ(exit_code_of(args(data, "here"), errors), 2);
  EXPECT_THAT(errors, HasSubstr("127.0.0.1:7080"));
  EXPECT_EQ(exit_code_of({"--version"}, errors), 0);
}

TEST(Program, leaves_a_data_folder_to_the_hall_that_has_it) {
  const TempDir data;
  HallProcess first(args(data));
  ASSERT_TRUE(first.ready());
  std::string errors;
  EXPECT_EQ(exit_code_of(args(data), errors), 3);
  EXPECT_THAT(first.http("GET", "/healthz"), StartsWith("HTTP/1.1 200"));
}

}  // namespace
}  // namespace giliran::hall
