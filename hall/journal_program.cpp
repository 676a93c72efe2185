#include "hall/journal_program.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <stdexcept>

#include "hall/journal_state.hpp"
#include "hall/rpc_call.hpp"
#include "hall/store/event_codec.hpp"
#include "hall/store/hall_lock.hpp"
#include "hall/store/journal_check.hpp"
#include "hall/store/journal_copy.hpp"
#include "hall/store/journal_restore.hpp"
#include "hall/store/sqlite_journal.hpp"

namespace giliran::hall {

namespace {

void verify(const Options& options) {
  const Verified found = verify_journal(options.data);
  fmt::print("sound: {} events, {} days, {} visits, {} answers\n", found.events, found.days,
             found.visits, found.answers);
}

void export_events(const Options& options) {
  open_sqlite_journal(options.data)->replay(0, [](const Recorded& recorded) {
    const WrittenEvent event = write_event(recorded.event);
    fmt::print(R"({{"seq":{},"at_ms":{},"type":"{}","body":{}}})"
               "\n",
               recorded.seq, recorded.at.time_since_epoch().count(), event.name, event.body);
  });
}

void replay(const Options& options) {
  const std::uint64_t until = options.journal->until;
  Hall hall(options.settings.plan);
  std::uint64_t last = 0;
  open_sqlite_journal(options.data)->replay(0, [&](const Recorded& recorded) {
    if (recorded.seq <= until) apply(hall, recorded);
    last = recorded.seq;
  });
  if (until > last) throw std::out_of_range(fmt::format("the last event is {}", last));
  fmt::print("{}", state_text(hall, Zone(hall.plan().zone), until));
}

void rebuild(const Options& options) {
  rebuild_reports(options.data, options.settings.plan, SystemWallClock().now());
  fmt::print("days and report tables are made anew\n");
}

/// The hall that has the folder makes the copy itself: it lets nobody else read the journal.
void backup(const Options& options) {
  const std::string file = std::filesystem::absolute(options.journal->file).string();
  if (const auto address = address_of_running_hall(options.data)) {
    rpc_call(*address, "hall.backup", {{"file", file}});
  } else {
    copy_journal(options.data, file);
  }
  fmt::print("copied and proved: {}\n", file);
}

void restore(const Options& options) {
  const JournalTask& task = *options.journal;
  const Restored restored = restore_journal(task.file, options.data, task.replace,
                                            options.settings.plan, SystemWallClock().now());
  fmt::print("restored: {} events, {} days, {} visits, {} answers\n", restored.verified.events,
             restored.verified.days, restored.verified.visits, restored.verified.answers);
  if (restored.kept) fmt::print("the journal that was there is {}\n", *restored.kept);
}

void do_task(const Options& options) {
  using What = JournalTask::What;
  switch (options.journal->what) {
    case What::verify:
      return verify(options);
    case What::export_events:
      return export_events(options);
    case What::replay:
      return replay(options);
    case What::rebuild:
      return rebuild(options);
    case What::backup:
      return backup(options);
    case What::restore:
      return restore(options);
  }
}

ExitCode fail(ExitCode code, std::string_view why) {
  fmt::print(stderr, "giliran-hall: {}\n", why);
  return code;
}

}  // namespace

ExitCode run_journal_task(const Options& options) {
  const auto file = std::filesystem::path(options.data) / "journal.db";
  const bool needs_journal = options.journal->what != JournalTask::What::restore;
  if (needs_journal && !std::filesystem::exists(file)) {
    return fail(ExitCode::data, fmt::format("there is no journal: {}", file.string()));
  }
  try {
    do_task(options);
    if (std::fflush(stdout) != 0) throw std::runtime_error("the output cannot be written");
    return ExitCode::done;
  } catch (const JournalDamaged& error) {
    return fail(ExitCode::failed, fmt::format("damaged: {}", error.what()));
  } catch (const DataFolderUnusable& error) {
    return fail(ExitCode::data, error.what());
  } catch (const std::out_of_range& error) {
    return fail(ExitCode::usage, fmt::format("--until: {}", error.what()));
  } catch (const std::exception& error) {
    return fail(ExitCode::failed, error.what());
  }
}

}  // namespace giliran::hall
