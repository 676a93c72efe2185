#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hall/http/door_check.hpp"
#include "hall/http/limits.hpp"
#include "hall/http/outbox.hpp"
#include "hall/http/routes.hpp"

namespace giliran::hall {
namespace {

SharedView view(const std::string& name, std::uint64_t revision) {
  return std::make_shared<const ViewDoc>(
      ViewDoc{name, revision, "{\"revision\":" + std::to_string(revision) + "}"});
}

TEST(DoorCheck, only_our_own_names_are_hosts) {
  EXPECT_TRUE(host_allowed("127.0.0.1:7080", "127.0.0.1", 7080));
  EXPECT_TRUE(host_allowed("localhost:7080", "127.0.0.1", 7080));
  EXPECT_TRUE(host_allowed("[::1]:7080", "127.0.0.1", 7080));
  EXPECT_FALSE(host_allowed("127.0.0.1:7081", "127.0.0.1", 7080));
  EXPECT_FALSE(host_allowed("127.0.0.1.evil.example:7080", "127.0.0.1", 7080));
  EXPECT_FALSE(host_allowed("", "127.0.0.1", 7080));
}

TEST(DoorCheck, an_origin_is_ours_only_letter_by_letter) {
  EXPECT_TRUE(origin_allowed("", "localhost:7080"));
  EXPECT_TRUE(origin_allowed("http://localhost:7080", "localhost:7080"));
  EXPECT_FALSE(origin_allowed("http://localhost:7081", "localhost:7080"));
  EXPECT_FALSE(origin_allowed("null", "localhost:7080"));
}

TEST(DoorCheck, json_has_its_own_type) {
  EXPECT_TRUE(is_json_type("application/json"));
  EXPECT_TRUE(is_json_type("application/json; charset=utf-8"));
  EXPECT_FALSE(is_json_type("text/plain"));
  EXPECT_FALSE(is_json_type("application/jsonp"));
}

TEST(Routes, each_path_has_its_verbs) {
  const Routes routes({{"/", "text/html", "x"}});
  EXPECT_EQ(routes.find(Verb::get, "/").kind, Route::Kind::file);
  EXPECT_EQ(routes.find(Verb::head, "/?q=1").kind, Route::Kind::file);
  EXPECT_EQ(routes.find(Verb::post, "/").kind, Route::Kind::wrong_verb);
  EXPECT_EQ(routes.find(Verb::post, "/rpc").kind, Route::Kind::rpc);
  EXPECT_EQ(routes.find(Verb::get, "/none").kind, Route::Kind::not_found);
}

TEST(Outbox, of_a_view_only_the_newest_document_waits) {
  Outbox outbox;
  outbox.follow_view("board", 1);
  outbox.view(view("board", 2));
  outbox.answer("answer");
  outbox.view(view("board", 3));
  outbox.view(view("board", 2));  // came late: older than what waits
  const auto first = outbox.next();
  ASSERT_TRUE(first);
  EXPECT_THAT(*first, ::testing::HasSubstr("\"revision\":3"));
  EXPECT_EQ(outbox.next(), "answer");
  EXPECT_FALSE(outbox.next());
}

TEST(Outbox, a_view_that_is_known_is_not_sent_again) {
  Outbox outbox;
  outbox.follow_view("board", 4);
  outbox.view(view("board", 4));
  outbox.view(view("manager", 5));
  EXPECT_FALSE(outbox.next());
}

TEST(Outbox, a_call_that_comes_before_an_earlier_one_is_fetched_from_the_log_in_its_place) {
  const auto text = [](const char* json) { return std::make_shared<const std::string>(json); };
  Outbox outbox;
  outbox.follow_calls({"e", 4, {}});
  outbox.call(6, text("six"));
  EXPECT_TRUE(outbox.empty());
  EXPECT_TRUE(outbox.behind());
  outbox.more_calls({"e", 6, {{5, text("five")}, {6, text("six")}}});
  outbox.call(5, text("five"));
  EXPECT_FALSE(outbox.behind());
  EXPECT_THAT(outbox.next().value_or(""), ::testing::HasSubstr("five"));
  EXPECT_THAT(outbox.next().value_or(""), ::testing::HasSubstr("six"));
  EXPECT_FALSE(outbox.next());
}

TEST(Outbox, who_lets_too_much_wait_is_over_the_limit) {
  Outbox outbox;
  for (std::size_t n = 0; n < max_pending_messages; ++n)
    outbox.answer("x");
  EXPECT_FALSE(outbox.over_limit());
  outbox.answer("x");
  EXPECT_TRUE(outbox.over_limit());
  outbox.next();
  EXPECT_FALSE(outbox.over_limit());
}

}  // namespace
}  // namespace giliran::hall
