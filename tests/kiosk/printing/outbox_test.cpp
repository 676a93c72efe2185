#include "kiosk/printing/outbox.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <utility>

namespace giliran::kiosk {
namespace {

using namespace std::chrono_literals;

/// A printer that prints at once, or says nothing until it is interrupted.
class FakeDriver final : public PrintDriver {
 public:
  explicit FakeDriver(bool frozen, std::shared_ptr<std::atomic<int>> sends = nullptr)
      : frozen_(frozen), sends_(std::move(sends)) {}

  PollReply poll() override {
    if (frozen_) released_.get_future().wait();
    PrinterReply reply;
    reply.reach = Reach::answered;
    reply.message = "ready";
    return {reply, reply};
  }
  JobReply send(const PrintJob&) override {
    if (sends_) ++*sends_;
    return {Reach::answered, true, false, 1, JobState::pending, ""};
  }
  JobReply find(const std::string&) override { return {}; }
  JobReply look(const std::string&, int) override {
    return {Reach::answered, true, false, 1, JobState::completed, ""};
  }
  JobReply cancel(int) override { return {}; }
  void interrupt() override { released_.set_value(); }

 private:
  bool frozen_;
  std::shared_ptr<std::atomic<int>> sends_;
  std::promise<void> released_;
};

/// The first of what a handler is given, to wait for.
template <class T>
class First {
 public:
  std::function<void(const T&)> taker() {
    return [this](const T& value) {
      if (!given_.exchange(true)) promise_.set_value(value);
    };
  }
  T get() {
    auto future = promise_.get_future();
    if (future.wait_for(10s) != std::future_status::ready) throw std::runtime_error("nothing came");
    return future.get();
  }

 private:
  std::atomic<bool> given_ = false;
  std::promise<T> promise_;
};

TEST(Outbox, prints_once_and_tells_status_and_outcome) {
  const auto sends = std::make_shared<std::atomic<int>>(0);
  First<Outcome> outcome;
  First<PrinterStatus> status;
  Outbox outbox(std::make_unique<FakeDriver>(false, sends), {outcome.taker(), status.taker()});
  outbox.submit({"A-027", TicketId(27), "%PDF", 100});
  const Outcome told = outcome.get();
  EXPECT_EQ(told.kind, OutcomeKind::printed);
  EXPECT_EQ(told.ticket, TicketId(27));
  EXPECT_EQ(*sends, 1);
  EXPECT_EQ(status.get().message, "ready");
  EXPECT_EQ(outbox.status().health, PrinterHealth::ok);
}

TEST(Outbox, tells_in_time_while_the_printer_holds_up_its_thread) {
  First<Outcome> outcome;
  DeskTimes times;
  times.deadline = 50ms;
  Outbox outbox(std::make_unique<FakeDriver>(true), {outcome.taker(), {}}, times);
  outbox.submit({"A-027", TicketId(27), "%PDF", 100});
  const Outcome told = outcome.get();
  EXPECT_EQ(told.kind, OutcomeKind::problem);
  EXPECT_GE(told.elapsed, 50ms);
}

TEST(Outbox, ends_though_the_printer_is_silent) {
  Outbox outbox(std::make_unique<FakeDriver>(true), {});
  outbox.submit({"A-027", TicketId(27), "%PDF", 100});
}

TEST(Outbox, handlers_may_submit_the_next_paper) {
  First<Outcome> second;
  Outbox* self = nullptr;
  std::promise<void> ready;
  auto is_ready = ready.get_future().share();
  Outbox outbox(std::make_unique<FakeDriver>(false),
                {[&, is_ready](const Outcome& outcome) {
                   is_ready.wait();
                   if (outcome.name == "A-027") {
                     self->submit({"A-028", TicketId(28), "%PDF", 100});
                   } else {
                     second.taker()(outcome);
                   }
                 },
                 {}});
  self = &outbox;
  ready.set_value();
  outbox.submit({"A-027", TicketId(27), "%PDF", 100});
  EXPECT_EQ(second.get().name, "A-028");
}

}  // namespace
}  // namespace giliran::kiosk
