#include "kiosk/printing/outbox.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <mutex>
#include <stdexcept>
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
  JobReply find_at_printer(const std::string& name) override { return look(name, 1); }
  JobReply cancel_at_printer(int) override { return {}; }
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

/// Kept by a test, over several outboxes.
struct Notes {
  std::vector<std::string> lines;
  std::vector<RememberedPaper> unheard;
  bool broken = false;
  std::mutex mutex;
};

class FakeBook final : public PaperBook {
 public:
  explicit FakeBook(std::shared_ptr<Notes> notes) : notes_(std::move(notes)) {}

  void put(const RememberedPaper& paper) override {
    if (notes_->broken) throw std::runtime_error("no room");
    const std::lock_guard lock(notes_->mutex);
    notes_->lines.push_back(paper.name + " " + std::to_string(static_cast<int>(paper.stage)));
  }
  void heard(const std::string& name) override {
    const std::lock_guard lock(notes_->mutex);
    notes_->lines.push_back(name + " heard");
  }
  void heard(TicketId) override {}
  std::vector<RememberedPaper> unheard() override { return notes_->unheard; }
  RollUse roll() override { return {}; }
  void running_out(bool) override {}
  void new_roll() override {}

 private:
  std::shared_ptr<Notes> notes_;
};

std::string note(const std::string& name, PaperStage stage) {
  return name + " " + std::to_string(static_cast<int>(stage));
}

/// Writes into the same notes when it is asked to send.
class NotingDriver final : public PrintDriver {
 public:
  explicit NotingDriver(std::shared_ptr<Notes> notes) : notes_(std::move(notes)) {}
  PollReply poll() override { return printer_.poll(); }
  JobReply send(const PrintJob& job) override {
    const std::lock_guard lock(notes_->mutex);
    notes_->lines.push_back(job.name + " sent");
    return printer_.send(job);
  }
  JobReply find(const std::string& name) override { return printer_.look(name, 1); }
  JobReply look(const std::string& name, int id) override { return printer_.look(name, id); }
  JobReply cancel(int) override { return {}; }
  JobReply find_at_printer(const std::string& name) override { return look(name, 1); }
  JobReply cancel_at_printer(int) override { return {}; }
  void interrupt() override {}

 private:
  FakeDriver printer_{false};
  std::shared_ptr<Notes> notes_;
};

TEST(Outbox, writes_a_paper_down_before_it_is_sent_and_what_became_of_it) {
  const auto notes = std::make_shared<Notes>();
  {
    First<Outcome> outcome;
    Outbox outbox(std::make_unique<NotingDriver>(notes), {outcome.taker(), {}}, {},
                  std::make_unique<FakeBook>(notes));
    outbox.submit({"A-027", TicketId(27), "%PDF", 100});
    EXPECT_EQ(outcome.get().kind, OutcomeKind::printed);
    outbox.heard("A-027");
  }
  ASSERT_GE(notes->lines.size(), 2U);
  EXPECT_EQ(notes->lines[0], note("A-027", PaperStage::sending));
  EXPECT_EQ(notes->lines[1], "A-027 sent");
  EXPECT_NE(std::ranges::find(notes->lines, note("A-027", PaperStage::printed)),
            notes->lines.end());
  EXPECT_NE(std::ranges::find(notes->lines, "A-027 heard"), notes->lines.end());
}

TEST(Outbox, tells_after_a_restart_what_became_of_a_paper_and_never_sends_it) {
  const auto notes = std::make_shared<Notes>();
  notes->unheard.push_back({"A-027", TicketId(27), 100, PaperStage::sending, false});
  {
    First<Outcome> outcome;
    Outbox outbox(std::make_unique<NotingDriver>(notes), {outcome.taker(), {}}, {},
                  std::make_unique<FakeBook>(notes));
    const Outcome told = outcome.get();
    EXPECT_TRUE(told.restored);
    EXPECT_EQ(told.kind, OutcomeKind::late_printed);
  }
  EXPECT_EQ(notes->lines, std::vector{note("A-027", PaperStage::printed)});
}

TEST(Outbox, full_disk_keeps_no_visitor_from_a_paper) {
  const auto notes = std::make_shared<Notes>();
  notes->broken = true;
  First<Outcome> outcome;
  Outbox outbox(std::make_unique<NotingDriver>(notes), {outcome.taker(), {}}, {},
                std::make_unique<FakeBook>(notes));
  outbox.submit({"A-027", TicketId(27), "%PDF", 100});
  EXPECT_EQ(outcome.get().kind, OutcomeKind::printed);
}

TEST(Outbox, says_how_many_papers_the_roll_is_good_for) {
  First<Outcome> outcome;
  Outbox outbox(std::make_unique<FakeDriver>(false), {outcome.taker(), {}}, {}, nullptr, 50);
  EXPECT_EQ(outbox.papers_left(), std::nullopt);
  outbox.submit({"A-027", TicketId(27), "%PDF", 100});
  outcome.get();
  EXPECT_EQ(outbox.papers_left(), 499);
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
