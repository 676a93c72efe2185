#include "hall/app/hall_service.hpp"

#include <future>

#include "hall/app/errors.hpp"
#include "hall/app/explain.hpp"
#include "hall/app/views.hpp"
#include "hall/http/limits.hpp"

namespace giliran::hall {

namespace {

/// hall.backup: an absolute path, since the asker and the hall stand in different folders.
Result<std::string, protocol::RpcError> read_backup(const boost::json::value& params) {
  const auto* file = params.is_object() ? params.get_object().if_contains("file") : nullptr;
  if (file && file->is_string() && file->get_string().starts_with('/')) {
    return std::string(file->get_string());
  }
  return error_of(protocol::DecodeError{"file", "not an absolute path"});
}

}  // namespace

HallService::HallService(HallServiceOptions options, const WallClock& clock)
    : options_(std::move(options)), clock_(clock), zone_(options_.plan.zone), hall_(options_.plan) {
  journal_ = options_.open_journal();
  load();
  published_call_ = calls_.last_seq();
  watch_room();
}

HallService::~HallService() {
  stop();
}

void HallService::start(Audience& audience, std::string ticket_url) {
  {
    const std::scoped_lock lock(state_mutex_);
    ticket_url_ = std::move(ticket_url);
  }
  audience_ = &audience;
  started_ = true;
  writer_ = std::thread([this] { write(); });
  publisher_ = std::thread([this] { publish(); });
  if (queue_.size() > 0) queue_.wake();
}

void HallService::stop() {
  queue_.close();
  {
    const std::scoped_lock lock(signal_mutex_);
    stopping_ = true;
  }
  signal_.notify_all();
  if (writer_.joinable()) writer_.join();
  {
    // A commit may have failed since.
    const std::scoped_lock round(round_mutex_);
    if (uncertain_) recover(*std::exchange(uncertain_, std::nullopt));
  }
  if (publisher_.joinable()) publisher_.join();
}

void HallService::tick() {
  std::promise<void> done;
  Job job{std::nullopt, std::nullopt, std::nullopt, [&done](const auto&) { done.set_value(); }};
  if (queue_.push(std::move(job), Rank::program)) return;
  queue_.wake();
  done.get_future().wait();
}

void HallService::handle(protocol::RpcRequest request, Rank rank, Reply reply) {
  Job job{std::nullopt, std::nullopt, std::nullopt, std::move(reply)};
  if (request.method == "hall.backup") {
    auto file = read_backup(request.params);
    if (!file) return job.reply(file.error());
    job.backup = std::move(*file);
  } else if (request.method == "call.explain") {
    auto question = read_question(request.params);
    if (!question) return job.reply(question.error());
    job.question = std::move(*question);
  } else {
    auto prepared = prepare(request);
    if (!prepared) return job.reply(prepared.error());
    job.prepared = std::move(*prepared);
  }
  queue(std::move(job), rank);
}

void HallService::queue(Job job, Rank rank) {
  if (!healthy_) {
    metrics_.command_refused();
    return job.reply(not_now(try_again_later));
  }
  const bool takes_long = job.takes_long();
  if (takes_long) ++for_own_thread_;
  if (auto refused = queue_.push(std::move(job), rank)) {
    if (takes_long) --for_own_thread_;
    metrics_.command_refused();
    refused->reply(not_now(try_again));
  }
}

Result<boost::json::object, protocol::RpcError> HallService::build(const std::string& name,
                                                                   const Hall& hall) {
  const WallTime at = std::max(now(), hall.last_at());
  ViewSource source{hall, Moment{at, zone_.local(at)}, zone_, ticket_url_, {}, disk_full_};
  if (name == "manager") source.devices = devices_.list();
  return build_view(name, source);
}

/// While commits are slow, nobody waits long for one of them.
void HallService::lock_soon(std::unique_lock<std::timed_mutex>& hall) const {
  if (slow_) {
    static_cast<void>(hall.try_lock_for(slow_commit));
  } else {
    hall.lock();
  }
}

Result<SharedView, protocol::RpcError> HallService::view(const std::string& name) {
  const auto written = [&](const Hall& hall) -> Result<SharedView, protocol::RpcError> {
    auto document = build(name, hall);
    if (!document) return document.error();
    return cache_.put(name, std::move(*document));
  };
  {
    const std::scoped_lock lock(state_mutex_);
    if (durable_) return written(*durable_);
  }
  std::unique_lock hall(hall_mutex_, std::defer_lock);
  lock_soon(hall);
  const std::scoped_lock lock(state_mutex_);
  if (hall && !ahead_) return written(hall_);
  if (auto newest = cache_.newest(name)) return newest;
  return not_now(try_again);
}

CallsSince HallService::calls_after(std::uint64_t seq, std::size_t at_most) {
  const std::scoped_lock lock(state_mutex_);
  return {epoch_, calls_.last_seq(), calls_.after(seq, at_most)};
}

void HallService::device_reported(const protocol::DeviceReport& report) {
  {
    const std::scoped_lock lock(state_mutex_);
    devices_.reported(report, now());
  }
  views_may_differ();
}

void HallService::device_gone(const DeviceId& device) {
  {
    const std::scoped_lock lock(state_mutex_);
    devices_.gone(device, now());
  }
  views_may_differ();
}

std::string HallService::health_text() {
  const std::scoped_lock lock(signal_mutex_);
  return trouble_;
}

std::string HallService::metrics() {
  Gauges gauges;
  gauges.healthy = healthy_;
  gauges.disk_full = disk_full_;
  gauges.slow = slow_;
  gauges.queued = queue_.size();
  gauges.watched_views = watched_;
  const std::scoped_lock lock(state_mutex_);
  gauges.kiosks = devices_.connected(DeviceKind::kiosk);
  gauges.displays = devices_.connected(DeviceKind::display);
  gauges.counters = devices_.connected(DeviceKind::counter);
  return metrics_.text(gauges);
}

}  // namespace giliran::hall
