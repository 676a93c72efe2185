#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <sstream>

#include "shared/database/database.hpp"
#include "tests/hall/app/hall_process.hpp"

/// `giliran-hall journal ...` on the data of a real hall.
namespace giliran::hall {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;

std::vector<std::string> args(const std::string& data, std::vector<std::string> words = {}) {
  words.insert(words.end(), {"--settings", GILIRAN_SOURCE_DIR "/examples/demo.toml", "--data", data,
                             "--listen", "127.0.0.1:0"});
  return words;
}

struct Ended {
  int code = 0;
  std::string output;
  std::string errors;
};

/// The data of a hall that gave two tickets and called the first one, and was killed or stopped.
class Data {
 public:
  explicit Data(int signal = SIGTERM) {
    HallProcess hall(args(path()));
    if (!hall.ready()) throw std::runtime_error("no hall");
    const auto tell = [&](const char* method, std::string params, int id) {
      params.insert(
          1, "\"request_id\":\"0000000000000000000000000000000" + std::to_string(id) + "\",");
      hall.rpc(method, params);
    };
    tell("ticket.issue", R"({"service":"kependudukan.ktp"})", 1);
    tell("ticket.issue", R"({"service":"kependudukan.ktp"})", 2);
    tell("counter.open", R"({"counter":4})", 3);
    tell("call.next", R"({"counter":4})", 4);
    hall.signal(signal);
    hall.wait();
  }
  std::string path() const { return dir_.path() / "data"; }
  void damage(const char* sql) const { Database(path() + "/journal.db").run(sql); }
  void damage_reports(const char* sql) const { Database(path() + "/reports.db").run(sql); }
  Ended journal(std::vector<std::string> words) const {
    words.insert(words.begin(), "journal");
    return run(words);
  }
  Ended run(const std::vector<std::string>& words) const {
    HallProcess program(args(path(), words));
    Ended ended;
    ended.output = program.output();
    ended.code = program.wait();
    ended.errors = program.errors();
    return ended;
  }

 private:
  TempDir dir_;
};

}  // namespace

TEST(JournalProgram, verify_counts_what_is_sound) {
  for (const int signal : {SIGTERM, SIGKILL}) {
    const Data data(signal);
    const Ended ended = data.journal({"verify"});
    EXPECT_EQ(ended.code, 0) << ended.errors;
    EXPECT_EQ(ended.output, "sound: 5 events, 1 days, 2 visits, 4 answers\n");
  }
}

TEST(JournalProgram, verify_tells_the_place_of_what_is_not_as_it_was) {
  const Data data;
  data.damage("UPDATE entry SET events=replace(events, 'A-002', 'A-003') WHERE seq=3");
  Ended ended = data.journal({"verify"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.errors, HasSubstr("damaged: event 3 is not as it was written\n"));
  data.damage("UPDATE entry SET events=replace(events, 'A-003', 'A-002') WHERE seq=3");
  data.damage_reports("UPDATE visits SET number='A-009' WHERE ticket=2");
  ended = data.journal({"verify"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.errors, HasSubstr("damaged: visits: ticket=2"));
}

TEST(JournalProgram, rebuild_makes_the_tables_good_again) {
  const Data data;
  data.damage_reports("DELETE FROM visits");
  data.damage("UPDATE day SET carried='{}'");
  EXPECT_EQ(data.journal({"verify"}).code, 1);
  EXPECT_EQ(data.journal({"rebuild"}).code, 0);
  EXPECT_EQ(data.journal({"verify"}).code, 0);
  Database database(data.path() + "/reports.db");
  Statement service(database, "SELECT issued, called FROM service_day");
  ASSERT_TRUE(service.step());
  EXPECT_EQ(service.integer(0), 2);
  EXPECT_EQ(service.integer(1), 1);
}

TEST(JournalProgram, export_prints_a_line_of_json_for_each_event) {
  const Data data;
  const Ended ended = data.journal({"export"});
  EXPECT_EQ(ended.code, 0) << ended.errors;
  std::istringstream lines(ended.output);
  std::vector<std::string> types;
  for (std::string line; std::getline(lines, line);) {
    const auto event = boost::json::parse(line);
    types.emplace_back(event.at("type").as_string());
    EXPECT_EQ(event.at("seq").as_int64(), static_cast<std::int64_t>(types.size()));
    EXPECT_TRUE(event.at("at_ms").is_int64());
    EXPECT_TRUE(event.at("body").is_object());
  }
  EXPECT_THAT(types, testing::ElementsAre("day_began", "ticket_issued", "ticket_issued",
                                          "counter_opened", "ticket_called"));
}

TEST(JournalProgram, replay_prints_the_hall_as_it_was_after_an_event) {
  const Data data;
  Ended ended = data.journal({"replay", "--until", "4"});
  EXPECT_EQ(ended.code, 0) << ended.errors;
  EXPECT_THAT(ended.output, HasSubstr("after event 4: day "));
  EXPECT_THAT(ended.output, HasSubstr("service kependudukan.ktp: 2 waiting A-001 A-002\n"));
  EXPECT_THAT(ended.output, HasSubstr("counter 4: idle since "));
  EXPECT_THAT(ended.output, HasSubstr("counter 3: closed\n"));
  ended = data.journal({"replay", "--until", "5"});
  EXPECT_THAT(ended.output, HasSubstr("service kependudukan.ktp: 1 waiting A-002\n"));
  EXPECT_THAT(ended.output, HasSubstr("counter 4: calling A-001 since "));
  EXPECT_THAT(ended.output, ContainsRegex("ticket t1 A-001: called for kependudukan.ktp"));
  ended = data.journal({"replay", "--until", "6"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.errors, HasSubstr("--until: the last event is 5"));
  EXPECT_EQ(data.journal({"replay"}).code, 2);
}

TEST(JournalProgram, a_running_hall_keeps_its_journal_for_itself) {
  const Data data;
  HallProcess hall(args(data.path()));
  ASSERT_TRUE(hall.ready());
  for (const char* task : {"verify", "export", "rebuild"}) {
    const Ended ended = data.journal({task});
    EXPECT_EQ(ended.code, 3) << task;
    EXPECT_THAT(ended.errors, HasSubstr("is in use by giliran-hall, process ")) << task;
  }
  EXPECT_THAT(hall.http("GET", "/healthz"), testing::StartsWith("HTTP/1.1 200"));
}

TEST(JournalProgram, a_folder_without_a_journal_gets_none) {
  const TempDir dir;
  HallProcess program(args(dir.path(), {"journal", "verify"}));
  EXPECT_EQ(program.wait(), 3);
  EXPECT_THAT(program.errors(), HasSubstr("there is no journal"));
  EXPECT_TRUE(std::filesystem::is_empty(dir.path()));
}

TEST(JournalProgram, a_task_is_to_be_named) {
  const Data data;
  EXPECT_EQ(data.journal({}).code, 2);
  EXPECT_EQ(data.journal({"burn"}).code, 2);
}

TEST(JournalProgram, backup_copies_the_journal_of_a_hall_that_runs_or_not) {
  const Data data;
  const std::string copy = data.path() + "/copy.db";
  Ended ended = data.run({"backup", copy});
  EXPECT_EQ(ended.code, 0) << ended.errors;
  EXPECT_EQ(ended.output, "copied and proved: " + copy + "\n");
  HallProcess hall(args(data.path()));
  ASSERT_TRUE(hall.ready());
  ended = data.run({"backup", copy});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.errors, HasSubstr("copy.db is there already"));
  std::filesystem::remove(copy);
  ended = data.run({"backup", copy});
  EXPECT_EQ(ended.code, 0) << ended.errors;
  EXPECT_TRUE(std::filesystem::exists(copy));
}

TEST(JournalProgram, restore_makes_a_copy_the_journal_and_keeps_what_was_there) {
  const Data data;
  const std::string copy = data.path() + "/copy.db";
  ASSERT_EQ(data.run({"backup", copy}).code, 0);
  Ended ended = data.run({"restore", copy});
  EXPECT_EQ(ended.code, 3);
  EXPECT_THAT(ended.errors, HasSubstr("has a journal already; --replace keeps it"));
  ended = data.run({"restore", copy, "--replace"});
  EXPECT_EQ(ended.code, 0) << ended.errors;
  EXPECT_THAT(ended.output, HasSubstr("restored: 5 events, 1 days, 2 visits, 4 answers\n"));
  EXPECT_THAT(ended.output, ContainsRegex("the journal that was there is .*journal.db.20"));
  EXPECT_EQ(data.journal({"verify"}).output, "sound: 6 events, 1 days, 2 visits, 4 answers\n");
  HallProcess hall(args(data.path()));
  ASSERT_TRUE(hall.ready());
  ended = data.run({"restore", copy, "--replace"});
  EXPECT_EQ(ended.code, 3);
  EXPECT_THAT(ended.errors, HasSubstr("is in use by giliran-hall, process "));
}

}  // namespace giliran::hall
