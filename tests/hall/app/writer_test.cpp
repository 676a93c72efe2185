#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <future>
#include <thread>

#include "tests/hall/app/test_hall.hpp"

/// On which thread a round is carried out: on that of whoever brings commands, unless he would be
/// kept from his other work.
namespace giliran::hall {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

/// A command whose answer tells on which thread it came.
class Asked {
 public:
  explicit Asked(TestHall& hall, const std::string& method = "ticket.issue",
                 json::object params = {{"service", "kependudukan.ktp"}}) {
    if (method == "ticket.issue") params["request_id"] = TestHall::new_request_id();
    hall.service->handle({json::value(1), method, std::move(params)}, Rank::program,
                         [this](Backend::Outcome outcome) {
                           done = outcome.has_value();
                           thread_.set_value(std::this_thread::get_id());
                         });
    hall.service->flush();
  }
  bool answered() { return answer_.wait_for(0s) == std::future_status::ready; }
  bool on_this_thread() { return answer_.get() == std::this_thread::get_id(); }

  std::atomic<bool> done = false;

 private:
  std::promise<std::thread::id> thread_;
  std::future<std::thread::id> answer_ = thread_.get_future();
};

/// Who was answered by the writer's own thread may come while it is still about to let go.
bool soon_on_this_thread(TestHall& hall) {
  for (int n = 0; n < 10'000; ++n) {
    if (Asked(hall).on_this_thread()) return true;
  }
  return false;
}

TEST(Writer, carries_out_a_round_where_it_was_brought) {
  TestHall hall;
  Asked issue(hall);
  ASSERT_TRUE(issue.answered());
  EXPECT_TRUE(issue.on_this_thread());
  EXPECT_TRUE(issue.done);
}

TEST(Writer, keeps_nobody_waiting_for_a_disk_that_was_slow_before) {
  TestHall hall(0ns);  // every commit is slow
  hall.audience.watch({"board"});
  ASSERT_TRUE(Asked(hall).on_this_thread());
  for (int n = 1; n < slow_commits; ++n)
    ASSERT_FALSE(Asked(hall).on_this_thread());
  hall.gate.close();
  Asked issue(hall);
  EXPECT_FALSE(issue.answered());
  EXPECT_EQ(hall.view("manager").at("today").at("issued"), slow_commits);  // only what is durable
  EXPECT_EQ(hall.service->calls_after(0, 9).last_seq, 0U);
  Asked second(hall);
  EXPECT_FALSE(second.answered());
  hall.gate.open();
  EXPECT_FALSE(issue.on_this_thread());
  EXPECT_FALSE(second.on_this_thread());
  EXPECT_EQ(hall.view("manager").at("today").at("issued"), slow_commits + 2);
}

TEST(Writer, comes_back_after_so_many_quick_commits_in_a_row) {
  TestHall hall;
  ASSERT_TRUE(Asked(hall).on_this_thread());
  hall.fail_next(Fault::after_commit);
  ASSERT_FALSE(Asked(hall).on_this_thread());
  for (int n = 0; n < quick_commits; ++n)
    ASSERT_FALSE(Asked(hall).on_this_thread()) << n;
  EXPECT_TRUE(soon_on_this_thread(hall));
}

TEST(Writer, reads_the_day_again_for_a_question_on_its_own_thread) {
  TestHall hall;
  const json::value issued = hall.done("ticket.issue", R"({"service":"kependudukan.ktp"})");
  Asked question(hall, "call.explain", {{"ticket", issued.at("ticket")}});
  EXPECT_FALSE(question.on_this_thread());
  EXPECT_TRUE(question.done);
  EXPECT_TRUE(soon_on_this_thread(hall));
}

}  // namespace
}  // namespace giliran::hall
