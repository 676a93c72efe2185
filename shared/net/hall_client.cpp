#include "shared/net/hall_client.hpp"

#include <netinet/tcp.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/websocket.hpp>
#include <exception>
#include <mutex>
#include <random>
#include <thread>

#include "shared/base/log.hpp"
#include "shared/net/link.hpp"

namespace giliran::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::steady_clock;

namespace {

/// The largest view: a manager's, of a hall with some hundred counters.
constexpr std::size_t max_incoming_bytes = 4 * 1024 * 1024;
/// How long what was sent may stay without the hall's acknowledgement.
constexpr auto unacknowledged = std::chrono::milliseconds(10'000);
using UserTimeout = asio::detail::socket_option::integer<IPPROTO_TCP, TCP_USER_TIMEOUT>;
/// How long a goodbye may take when the client ends.
constexpr auto goodbye = std::chrono::milliseconds(300);

using Endpoints = std::vector<tcp::endpoint>;

std::function<double()> random_source() {
  return [engine = std::mt19937(std::random_device{}())]() mutable {
    return std::uniform_real_distribution<double>(0, 1)(engine);
  };
}

/// One try to reach the hall. Handlers hold it, so that it outlives what it has under way.
struct Connection {
  explicit Connection(asio::io_context& io) : ws(io) {}
  websocket::stream<tcp::socket> ws;
  Endpoints endpoints;
  beast::flat_buffer incoming;
  std::string writing;
  bool up = false;
  bool write_active = false;
  bool ping_active = false;
};
using ConnectionPtr = std::shared_ptr<Connection>;

}  // namespace

/// Everything but the public functions of HallClient happens on the one thread. The link and the
/// wish to stop are shared with callers, under the mutex.
struct HallClient::Driver : std::enable_shared_from_this<HallClient::Driver> {
  Driver(HallClientOptions options, std::function<void()> wake_program, LinkTiming timing)
      : host(options.host),
        port(options.port),
        wake(std::move(wake_program)),
        link(std::move(options), timing, random_source()) {}

  void work();
  void look_up(const ConnectionPtr& connection);
  void connect(const ConnectionPtr& connection);
  void shake_hands(const ConnectionPtr& connection);
  void read(const ConnectionPtr& connection);
  void write(const ConnectionPtr& connection);
  void ping(const ConnectionPtr& connection);
  void lose(const ConnectionPtr& connection, const std::string& reason);
  void say_goodbye();

  const std::string host;
  const unsigned short port;
  const std::function<void()> wake;
  asio::io_context io{1};
  asio::executor_work_guard<asio::io_context::executor_type> busy{io.get_executor()};
  asio::steady_timer timer{io};
  std::mutex mutex;
  Link link;
  bool program_woken = false;  ///< and has not taken the events since
  bool stopping = false;       ///< of the thread
  ConnectionPtr current;
  std::thread thread;
};

/// Does what the link says, writes what it has, wakes the program and sleeps until the link's time.
void HallClient::Driver::work() {
  if (stopping) return;
  bool tell = false;
  SteadyTime next{};
  while (true) {
    std::string reason;
    Link::Act act{};
    {
      const std::lock_guard lock(mutex);
      act = link.act(steady_clock::now());
      reason = link.drop_reason();
      next = link.wake_at();
    }
    if (act == Link::Act::nothing) break;
    if (act == Link::Act::connect) look_up(current = std::make_shared<Connection>(io));
    if (act == Link::Act::ping) ping(current);
    if (act == Link::Act::drop) lose(current, reason);
  }
  if (current) write(current);
  {
    const std::lock_guard lock(mutex);
    tell = link.has_events() && !std::exchange(program_woken, link.has_events());
  }
  if (tell) wake();
  timer.expires_at(next);
  timer.async_wait([this](const error_code& error) {
    if (!error) work();
  });
}

/// An address is taken as it is. A name is looked up on a thread of its own, since the system's
/// look-up can hang for long and cannot be cancelled; it holds nothing of ours but a weak pointer.
void HallClient::Driver::look_up(const ConnectionPtr& connection) {
  error_code error;
  const auto address = asio::ip::make_address(host, error);
  if (!error) {
    connection->endpoints = {tcp::endpoint(address, port)};
    return connect(connection);
  }
  std::thread([driver = weak_from_this(), name = host, service = std::to_string(port),
               waiting = std::weak_ptr(connection)] {
    asio::io_context own;
    error_code failure;
    const auto found = tcp::resolver(own).resolve(name, service, failure);
    Endpoints endpoints;
    for (const auto& entry : found)
      endpoints.push_back(entry.endpoint());
    const auto alive = driver.lock();
    if (!alive) return;
    asio::post(alive->io, [self = alive.get(), waiting, failure, endpoints] {
      const auto still = waiting.lock();
      if (!still || still != self->current) return;
      if (failure) {
        self->lose(still, failure.message());
        return self->work();
      }
      still->endpoints = endpoints;
      self->connect(still);
    });
  }).detach();
}

void HallClient::Driver::connect(const ConnectionPtr& connection) {
  asio::async_connect(connection->ws.next_layer(), connection->endpoints,
                      [this, connection](const error_code& error, const tcp::endpoint&) {
                        if (connection != current) return;
                        if (!error) return shake_hands(connection);
                        lose(connection, error.message());
                        work();
                      });
}

void HallClient::Driver::shake_hands(const ConnectionPtr& connection) {
  auto& ws = connection->ws;
  error_code ignored;
  ws.next_layer().set_option(tcp::no_delay(true), ignored);
  ws.next_layer().set_option(UserTimeout(static_cast<int>(unacknowledged.count())), ignored);
  // The link looks after time; it closes the socket of a connection that it drops.
  ws.set_option(websocket::stream_base::timeout{websocket::stream_base::none(),
                                                websocket::stream_base::none(), false});
  ws.read_message_max(max_incoming_bytes);
  ws.control_callback([this, raw = connection.get()](websocket::frame_type, beast::string_view) {
    if (raw != current.get()) return;
    const std::lock_guard lock(mutex);
    link.heard(steady_clock::now());
  });
  const bool v6 = host.find(':') != std::string::npos;
  const std::string authority = (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
  ws.async_handshake(authority, "/rpc", [this, connection](const error_code& error) {
    if (connection != current) return;
    if (error) {
      lose(connection, error.message());
    } else {
      connection->up = true;
      {
        const std::lock_guard lock(mutex);
        link.connected(steady_clock::now());
      }
      read(connection);
    }
    work();
  });
}

void HallClient::Driver::read(const ConnectionPtr& connection) {
  connection->ws.async_read(connection->incoming, [this, connection](const error_code& error,
                                                                     std::size_t) {
    if (connection != current) return;
    if (error) {
      lose(connection, error.message());
    } else {
      const auto data = connection->incoming.cdata();
      {
        const std::lock_guard lock(mutex);
        link.received({static_cast<const char*>(data.data()), data.size()}, steady_clock::now());
      }
      connection->incoming.consume(data.size());
      read(connection);
    }
    work();
  });
}

void HallClient::Driver::write(const ConnectionPtr& connection) {
  if (!connection->up || connection->write_active) return;
  {
    const std::lock_guard lock(mutex);
    auto message = link.next_message();
    if (!message) return;
    connection->writing = std::move(*message);
  }
  connection->write_active = true;
  connection->ws.text(true);
  connection->ws.async_write(asio::buffer(connection->writing),
                             [this, connection](const error_code& error, std::size_t) {
                               connection->write_active = false;
                               if (connection != current) return;
                               if (error) lose(connection, error.message());
                               work();
                             });
}

void HallClient::Driver::ping(const ConnectionPtr& connection) {
  if (std::exchange(connection->ping_active, true)) return;
  connection->ws.async_ping({}, [connection](const error_code&) {
    connection->ping_active = false;  // an error shows at the read, which is always under way
  });
}

void HallClient::Driver::lose(const ConnectionPtr& connection, const std::string& reason) {
  error_code ignored;
  connection->ws.next_layer().close(ignored);
  current.reset();
  const std::lock_guard lock(mutex);
  link.lost(reason, steady_clock::now());
}

void HallClient::Driver::say_goodbye() {
  stopping = true;
  const ConnectionPtr last = std::exchange(current, nullptr);
  if (!last || !last->up) return io.stop();
  last->ws.async_close(websocket::close_code::going_away,
                       [this, last](const error_code&) { io.stop(); });
  timer.expires_after(goodbye);
  timer.async_wait([this](const error_code& error) {
    if (!error) io.stop();
  });
}

HallClient::HallClient(HallClientOptions options, std::function<void()> wake, LinkTiming timing)
    : driver_(std::make_shared<Driver>(std::move(options), std::move(wake), timing)) {
  Driver* driver = driver_.get();
  asio::post(driver->io, [driver] { driver->work(); });
  driver->thread = std::thread([driver] { driver->io.run(); });
}

HallClient::~HallClient() {
  asio::post(driver_->io, [driver = driver_.get()] { driver->say_goodbye(); });
  driver_->thread.join();
}

std::uint64_t HallClient::send(std::string_view method, boost::json::value params) {
  const std::lock_guard lock(driver_->mutex);
  const auto number = driver_->link.send(method, std::move(params));
  asio::post(driver_->io, [driver = driver_.get()] { driver->work(); });
  return number;
}

void HallClient::report(const protocol::DeviceReport& report) {
  const std::lock_guard lock(driver_->mutex);
  driver_->link.report(report);
  asio::post(driver_->io, [driver = driver_.get()] { driver->work(); });
}

std::vector<HallEvent> HallClient::take_events() {
  const std::lock_guard lock(driver_->mutex);
  driver_->program_woken = false;
  return driver_->link.take_events();
}

}  // namespace giliran::net
