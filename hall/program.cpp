#include "hall/program.hpp"

#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>
#include <systemd/sd-daemon.h>

#include <cstdio>
#include <filesystem>
#include <system_error>

#include "hall/app/hall_service.hpp"
#include "hall/http/server.hpp"
#include "hall/journal_program.hpp"
#include "hall/options.hpp"
#include "hall/store/hall_lock.hpp"
#include "hall/store/sqlite_journal.hpp"
#include "hall/web/web_files.hpp"
#include "shared/base/log.hpp"

namespace giliran::hall {

namespace {

/// The server, as the service sees it.
class ServerAudience final : public Audience {
 public:
  explicit ServerAudience(Server& server) : server_(server) {}
  std::vector<std::string> watched_views() const override { return server_.watched_views(); }
  void publish_view(SharedView view) override { server_.publish_view(std::move(view)); }
  void publish_call(const CallText& call) override { server_.publish_call(call.seq, call.json); }

 private:
  Server& server_;
};

std::vector<StaticFile> pages() {
  std::vector<StaticFile> files;
  for (const WebFile& file : web_files()) {
    files.push_back({std::string(file.path), std::string(file.content_type), file.bytes});
  }
  return files;
}

/// The signals that end the program are taken by wait_for_end() alone: to be called before there is
/// a second thread.
sigset_t block_ending_signals() {
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGTERM);
  sigaddset(&ending, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ending, nullptr);
  return ending;
}

void wait_for_end(const sigset_t& ending) {
  int number = 0;
  sigwait(&ending, &number);
  log(LogLevel::info, "stopping", {{"signal", number == SIGTERM ? "SIGTERM" : "SIGINT"}});
}

std::string url_of(const ListenAddress& address, unsigned short port) {
  const bool six = address.host.find(':') != std::string::npos;
  return fmt::format("http://{}:{}", six ? "[" + address.host + "]" : address.host, port);
}

void run(const Options& options, HallService& service, const sigset_t& ending) {
  Server server({options.listen.host, options.listen.port, pages()}, service);
  ServerAudience audience(server);
  const std::string url = url_of(options.listen, server.port());
  const std::string& ticket_url = options.settings.hall.ticket_url;
  service.start(audience, ticket_url.empty() ? url + "/t/" : ticket_url);
  announce_address(options.data, url.substr(url.rfind('/') + 1));
  log(LogLevel::info, "listening", {{"url", url}});
  fmt::print("ready {}\n", url);
  std::fflush(stdout);
  sd_notify(0, "READY=1");
  wait_for_end(ending);
  sd_notify(0, "STOPPING=1");
  service.stop();
  server.stop();
}

ExitCode serve(const Options& options, const sigset_t& ending) {
  const SystemWallClock clock;
  std::optional<HallService> service;
  try {
    std::filesystem::create_directories(options.data);
    service.emplace(
        HallServiceOptions{
            options.settings.plan,
            [&] { return open_sqlite_journal(options.data, options.settings.plan, clock.now()); }},
        clock);
  } catch (const std::exception& error) {
    log(LogLevel::error, "data cannot be used", {{"folder", options.data}, {"what", error.what()}});
    return ExitCode::data;
  }
  try {
    run(options, *service, ending);
  } catch (const std::system_error& error) {
    log(LogLevel::error, "address cannot be had", {{"what", error.what()}});
    return ExitCode::listen;
  }
  return ExitCode::done;
}

}  // namespace

ExitCode run_program(int argc, const char* const* argv) {
  const auto read = read_options(argc, argv);
  if (const auto* code = std::get_if<ExitCode>(&read)) return *code;
  const auto& options = std::get<Options>(read);
  start_log("giliran-hall", options.log_level);
  if (options.journal) return run_journal_task(options);
  const sigset_t ending = block_ending_signals();
  try {
    return serve(options, ending);
  } catch (const std::exception& error) {
    log(LogLevel::error, "failed", {{"what", error.what()}});
    return ExitCode::failed;
  }
}

}  // namespace giliran::hall
