#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <sstream>

#include "kiosk/printing/ipp_client.hpp"
#include "kiosk/printing/outbox.hpp"
#include "kiosk/printing/slip_pdf.hpp"
#include "tests/kiosk/printing/pdf_tools.hpp"
#include "tests/kiosk/printing/slip_examples.hpp"

namespace giliran::kiosk {
namespace {

using namespace std::chrono_literals;
using giliran::testing::example_slip;
using giliran::testing::pdf_text;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

constexpr auto promised = 3s;

/// A CUPS scheduler and a receipt printer of our own, as tests/support/printer starts them.
class VirtualPrinter {
 public:
  VirtualPrinter() {
    run("start");
    std::istringstream env(giliran::testing::read_file(dir_.path() / "env"));
    for (std::string line; std::getline(env, line);) {
      if (line.starts_with("CUPS_PORT=")) settings_.port = std::stoi(line.substr(10));
      if (line.starts_with("PRINTER_PORT="))
        settings_.device_uri = "ipp://localhost:" + line.substr(13) + "/ipp/print";
    }
  }
  ~VirtualPrinter() { run("stop"); }

  void run(const std::string& verb, const std::string& argument = "") const {
    giliran::testing::output_of("'" GILIRAN_SOURCE_DIR "/tests/support/printer/virtual-printer' " +
                                verb + " '" + dir_.path().string() + "' " + argument);
  }
  const PrinterSettings& settings() const { return settings_; }
  /// Stops or continues the scheduler as it is, in the middle of whatever it does.
  void signal_cups(const std::string& signal) const {
    giliran::testing::output_of("kill -" + signal + " $(cat '" + dir_.path().string() +
                                "/work/cups.pid')");
  }

  /// The papers that came out, oldest first.
  std::vector<std::string> papers() const {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(dir_.path() / "received")) {
      if (entry.path().extension() == ".pdf") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> papers(paths.size());
    std::transform(paths.begin(), paths.end(), papers.begin(), giliran::testing::read_file);
    return papers;
  }

 private:
  giliran::testing::ScratchDir dir_;
  PrinterSettings settings_;
};

/// What an outbox says, to be waited for.
class Heard {
 public:
  Outbox::Handlers handlers() {
    return {[this](const Outcome& outcome) {
              const std::lock_guard lock(mutex_);
              outcomes_.push_back(outcome);
              changed_.notify_all();
            },
            {}};
  }
  /// The next outcome; fails the test if none comes.
  Outcome next() {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, 20s, [this] { return next_ < outcomes_.size(); })) {
      ADD_FAILURE() << "no outcome";
      return {};
    }
    return outcomes_[next_++];
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Outcome> outcomes_;
  std::size_t next_ = 0;
};

/// Asks until it is so; false if it is not within ten seconds.
template <class Condition>
bool soon(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + 10s;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
  }
  return true;
}

class Cups : public ::testing::Test {
 protected:
  void open(const PrinterSettings& settings) {
    DeskTimes times;
    times.idle_poll = 500ms;
    outbox_ = std::make_unique<Outbox>(make_ipp_client(settings), heard_.handlers(), times);
  }
  /// Without the printer's own address, trouble shows only when a job is already in CUPS.
  void open_through_cups_only() {
    PrinterSettings settings = printer_.settings();
    settings.device_uri.clear();
    open(settings);
  }
  void submit(const std::string& name, bool copy = false) {
    TicketSlip slip = example_slip();
    slip.copy = copy;
    const SlipPdf pdf = slip_pdf(slip, paper_80, giliran::testing::texts());
    outbox_->submit({name, TicketId(27), pdf.bytes, pdf.length_mm});
  }
  void expect_problem(PrinterHealth health) {
    const Outcome told = heard_.next();
    EXPECT_EQ(told.kind, OutcomeKind::problem);
    EXPECT_EQ(told.health, health);
    EXPECT_LT(told.elapsed, promised);
  }
  /// The printer prints in the order it got things: whatever else was to come, came before.
  void expect_only_the_copy_to_come_out() {
    submit("t27 copy 1", true);
    EXPECT_EQ(heard_.next().kind, OutcomeKind::printed);
    ASSERT_EQ(printer_.papers().size(), 1U);
    EXPECT_THAT(pdf_text(printer_.papers().front()), HasSubstr("SALINAN"));
  }

  VirtualPrinter printer_;
  Heard heard_;
  std::unique_ptr<Outbox> outbox_;
};

TEST_F(Cups, ticket_comes_out_as_it_was_drawn_and_is_reported_printed) {
  open(printer_.settings());
  submit("t27");
  const Outcome told = heard_.next();
  EXPECT_EQ(told.kind, OutcomeKind::printed) << told.reason;
  EXPECT_LT(told.elapsed, promised);
  ASSERT_EQ(printer_.papers().size(), 1U);
  const std::string paper = printer_.papers().front();
  EXPECT_THAT(pdf_text(paper), HasSubstr("A-027"));
  EXPECT_THAT(pdf_text(paper), HasSubstr("Kependudukan · KTP-el"));
  EXPECT_EQ(giliran::testing::qr_in(paper), example_slip().url);
}

TEST_F(Cups, narrow_roll_and_tickets_one_after_the_other) {
  PrinterSettings settings = printer_.settings();
  settings.paper = paper_58;
  open(settings);
  for (const char* name : {"t27", "t28", "t29"}) {
    const SlipPdf pdf = slip_pdf(example_slip(), paper_58, giliran::testing::texts());
    outbox_->submit({name, TicketId(27), pdf.bytes, pdf.length_mm});
    EXPECT_EQ(heard_.next().kind, OutcomeKind::printed);
  }
  ASSERT_EQ(printer_.papers().size(), 3U);
  EXPECT_EQ(giliran::testing::qr_in(printer_.papers().back()), example_slip().url);
}

TEST_F(Cups, without_paper_the_visitor_is_told_and_nothing_comes_out_later) {
  open(printer_.settings());
  printer_.run("paper", "0");
  submit("t27");
  expect_problem(PrinterHealth::out_of_paper);
  EXPECT_EQ(heard_.next().kind, OutcomeKind::withdrawn);
  printer_.run("paper", "100");
  expect_only_the_copy_to_come_out();
}

TEST_F(Cups, job_stuck_in_the_printer_is_withdrawn_and_does_not_come_out_later) {
  open_through_cups_only();
  printer_.run("paper", "0");
  submit("t27");
  const Outcome told = heard_.next();
  EXPECT_EQ(told.kind, OutcomeKind::problem);
  EXPECT_LT(told.elapsed, promised);
  EXPECT_EQ(heard_.next().kind, OutcomeKind::withdrawn);
  printer_.run("paper", "100");
  const auto driver = make_ipp_client(printer_.settings());
  constexpr int idle = 3;  // the printer holds the cancelled job for up to a second more
  ASSERT_TRUE(soon([&] { return driver->poll().device.value().state == idle; }));
  expect_only_the_copy_to_come_out();
}

TEST_F(Cups, printer_that_is_off_is_told_and_prints_the_copy_when_it_is_back) {
  open(printer_.settings());
  printer_.run("off");
  submit("t27");
  expect_problem(PrinterHealth::offline);
  EXPECT_EQ(heard_.next().kind, OutcomeKind::withdrawn);
  printer_.run("on");
  expect_only_the_copy_to_come_out();
}

TEST_F(Cups, cups_that_is_down_is_told_and_prints_the_copy_when_it_is_back) {
  open(printer_.settings());
  printer_.run("cups-off");
  submit("t27");
  expect_problem(PrinterHealth::offline);
  EXPECT_EQ(heard_.next().kind, OutcomeKind::withdrawn);
  printer_.run("cups-on");
  expect_only_the_copy_to_come_out();
}

TEST_F(Cups, frozen_cups_is_told_in_time_and_prints_the_copy_when_it_goes_on) {
  open(printer_.settings());
  printer_.signal_cups("STOP");
  submit("t27");
  const Outcome told = heard_.next();
  EXPECT_EQ(told.kind, OutcomeKind::problem);
  EXPECT_LT(told.elapsed, promised);
  EXPECT_EQ(heard_.next().kind, OutcomeKind::withdrawn);
  printer_.signal_cups("CONT");
  ASSERT_TRUE(soon([&] { return outbox_->status().health == PrinterHealth::ok; }));
  expect_only_the_copy_to_come_out();
}

TEST_F(Cups, request_that_was_given_up_may_still_be_taken_and_is_found_by_name) {
  const auto driver = make_ipp_client(printer_.settings());
  const SlipPdf pdf = slip_pdf(example_slip(), paper_80, giliran::testing::texts());
  printer_.signal_cups("STOP");
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(driver->send({"t27", TicketId(27), pdf.bytes, pdf.length_mm}).reach, Reach::silent);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 2500ms);
  printer_.signal_cups("CONT");
  EXPECT_TRUE(soon([&] { return driver->find("t27").state == JobState::completed; }));
  EXPECT_EQ(printer_.papers().size(), 1U);
}

TEST_F(Cups, job_that_outlives_a_restart_of_cups_is_withdrawn_then) {
  open_through_cups_only();
  printer_.run("off");
  const auto driver = make_ipp_client(printer_.settings());
  submit("t27");
  ASSERT_TRUE(soon([&] { return driver->find("t27").done; }));
  printer_.run("cups-off");
  expect_problem(PrinterHealth::offline);
  EXPECT_EQ(heard_.next().kind, OutcomeKind::unconfirmed);
  printer_.run("cups-on");
  EXPECT_EQ(heard_.next().kind, OutcomeKind::withdrawn);
  EXPECT_EQ(driver->find("t27").state, JobState::cancelled);
  printer_.run("on");
  expect_only_the_copy_to_come_out();
}

TEST_F(Cups, job_that_cups_begins_again_after_a_restart_does_not_come_out_twice) {
  open(printer_.settings());
  submit("t27");
  ASSERT_TRUE(soon([&] { return !printer_.papers().empty(); }));
  printer_.signal_cups("KILL");
  printer_.run("cups-off");
  printer_.run("cups-on");
  Outcome last = heard_.next();
  while (last.kind == OutcomeKind::problem || last.kind == OutcomeKind::unconfirmed)
    last = heard_.next();
  EXPECT_NE(last.kind, OutcomeKind::withdrawn) << "the printer says that it came out";
  const auto driver = make_ipp_client(printer_.settings());
  ASSERT_TRUE(soon([&] {
    const JobState state = driver->find("t27").state;
    return state == JobState::completed || state == JobState::cancelled;
  }));
  EXPECT_EQ(printer_.papers().size(), 1U);
}

TEST_F(Cups, printer_itself_knows_the_job_by_its_name) {
  const auto driver = make_ipp_client(printer_.settings());
  EXPECT_FALSE(driver->find_at_printer("t27").done);
  EXPECT_EQ(driver->find_at_printer("t27").reach, Reach::answered);
  open(printer_.settings());
  submit("t27");
  EXPECT_EQ(heard_.next().kind, OutcomeKind::printed);
  EXPECT_EQ(driver->find_at_printer("t27").state, JobState::completed);
  EXPECT_FALSE(driver->find_at_printer("t28").done);
}

TEST_F(Cups, job_that_the_printer_cancels_is_a_problem) {
  open(printer_.settings());
  printer_.run("break", "refuse");
  submit("t27");
  const Outcome told = heard_.next();
  EXPECT_EQ(told.kind, OutcomeKind::problem);
  EXPECT_LT(told.elapsed, promised);
  EXPECT_EQ(heard_.next().kind, OutcomeKind::withdrawn);
  printer_.run("repair");
  expect_only_the_copy_to_come_out();
}

TEST_F(Cups, jam_is_told_and_nothing_comes_out_when_it_is_cleared) {
  open(printer_.settings());
  printer_.run("break", "jam");
  submit("t27");
  expect_problem(PrinterHealth::jam);
  EXPECT_EQ(heard_.next().kind, OutcomeKind::withdrawn);
  printer_.run("repair");
  ASSERT_TRUE(soon([&] { return outbox_->status().health == PrinterHealth::ok; }));
  expect_only_the_copy_to_come_out();
}

TEST_F(Cups, queue_that_does_not_exist_is_told_in_cups_own_words) {
  PrinterSettings settings = printer_.settings();
  settings.queue = "nihil";
  open(settings);
  submit("t27");
  expect_problem(PrinterHealth::unknown);
  EXPECT_THAT(outbox_->status().message, HasSubstr("does not exist"));
}

TEST_F(Cups, paper_low_and_empty_are_seen_on_the_printer_itself) {
  const auto driver = make_ipp_client(printer_.settings());
  EXPECT_EQ(status_of(driver->poll()).health, PrinterHealth::ok);
  printer_.run("paper", "10");
  EXPECT_EQ(status_of(driver->poll()).health, PrinterHealth::low_paper);
  printer_.run("paper", "0");
  EXPECT_EQ(status_of(driver->poll()).health, PrinterHealth::out_of_paper);
}

TEST(IppClient, refuses_a_device_address_that_is_no_printer) {
  PrinterSettings settings;
  settings.device_uri = "http://localhost/";
  EXPECT_THROW(make_ipp_client(settings), std::invalid_argument);
}

}  // namespace
}  // namespace giliran::kiosk
