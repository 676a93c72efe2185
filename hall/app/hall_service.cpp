#include "hall/app/hall_service.hpp"

#include <future>

#include "hall/app/errors.hpp"
#include "hall/app/explain.hpp"
#include "hall/app/views.hpp"

namespace giliran::hall {

HallService::HallService(HallServiceOptions options, const WallClock& clock)
    : options_(std::move(options)),
      clock_(clock),
      zone_(options_.plan.zone),
      working_(options_.plan),
      durable_(options_.plan) {
  journal_ = options_.open_journal();
  load();
  published_call_ = calls_.last_seq();
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
  writer_ = std::thread([this] { write(); });
  publisher_ = std::thread([this] { publish(); });
}

void HallService::stop() {
  queue_.close();
  {
    const std::scoped_lock lock(signal_mutex_);
    stopping_ = true;
  }
  signal_.notify_all();
  if (writer_.joinable()) writer_.join();
  if (publisher_.joinable()) publisher_.join();
}

void HallService::tick() {
  std::promise<void> done;
  const auto seen = [&done](const auto&) { done.set_value(); };
  if (!queue_.push({std::nullopt, std::nullopt, seen})) done.get_future().wait();
}

void HallService::handle(protocol::RpcRequest request, Reply reply) {
  Job job{std::nullopt, std::nullopt, std::move(reply)};
  if (request.method == "call.explain") {
    auto question = read_question(request.params);
    if (!question) return job.reply(question.error());
    job.question = std::move(*question);
  } else {
    auto prepared = prepare(request);
    if (!prepared) return job.reply(prepared.error());
    job.prepared = std::move(*prepared);
  }
  if (!healthy_) {
    metrics_.command_refused();
    return job.reply(not_now());
  }
  if (auto refused = queue_.push(std::move(job))) {
    metrics_.command_refused();
    refused->reply(not_now());
  }
}

Result<SharedView, protocol::RpcError> HallService::view(const std::string& name) {
  const std::scoped_lock lock(state_mutex_);
  const WallTime now = std::max(clock_.now(), durable_.last_at());
  auto document = build_view(
      name, {durable_, Moment{now, zone_.local(now)}, zone_, ticket_url_, devices_.list()});
  if (!document) return document.error();
  return cache_.put(name, std::move(*document));
}

CallsSince HallService::calls_after(std::uint64_t seq) {
  const std::scoped_lock lock(state_mutex_);
  return {epoch_, calls_.last_seq(), calls_.after(seq)};
}

void HallService::device_reported(const protocol::DeviceReport& report) {
  {
    const std::scoped_lock lock(state_mutex_);
    devices_.reported(report, clock_.now());
  }
  views_may_differ();
}

void HallService::device_gone(const DeviceId& device) {
  {
    const std::scoped_lock lock(state_mutex_);
    devices_.gone(device, clock_.now());
  }
  views_may_differ();
}

std::string HallService::metrics() {
  Gauges gauges;
  gauges.healthy = healthy_;
  gauges.queued = queue_.size();
  gauges.watched_views = watched_;
  const std::scoped_lock lock(state_mutex_);
  gauges.kiosks = devices_.connected(DeviceKind::kiosk);
  gauges.displays = devices_.connected(DeviceKind::display);
  gauges.counters = devices_.connected(DeviceKind::counter);
  return metrics_.text(gauges);
}

}  // namespace giliran::hall
