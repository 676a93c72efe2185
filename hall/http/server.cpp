#include "hall/http/server.hpp"

#include <netinet/tcp.h>

#include <algorithm>
#include <array>
#include <exception>
#include <system_error>

#include "hall/http/answers.hpp"
#include "hall/http/session.hpp"
#include "shared/base/log.hpp"

namespace giliran::hall {

namespace {

/// How long what was sent may stay without the other end's acknowledgement.
using UserTimeout = asio::detail::socket_option::integer<IPPROTO_TCP, TCP_USER_TIMEOUT>;

auto into(error_code& error) {
  return asio::redirect_error(asio::use_awaitable, error);
}

Response response_of(const HttpAnswer& answer) {
  Response response(static_cast<http::status>(answer.status), 11);
  for (const auto& [name, value] : headers_of(answer))
    response.set(name, value);
  response.body() = answer.body;
  return response;
}

HttpRequest asked_by(const Request& request) {
  return {verb_of(request.method_string()),
          request.target(),
          request[http::field::host],
          request[http::field::origin],
          request[http::field::content_type],
          request[http::field::if_none_match],
          request.body()};
}

/// Which status a request that cannot be read gets; nothing when there is nobody to answer.
std::optional<unsigned> status_of(const error_code& error, bool timed_out, bool begun) {
  if (timed_out) return begun ? std::optional(408U) : std::nullopt;
  if (error == http::error::header_limit) return 431;
  if (error == http::error::body_limit) return 413;
  if (error == http::error::end_of_stream || error == http::error::partial_message) return {};
  const auto& of_http = make_error_code(http::error::bad_method).category();
  return error.category() == of_http ? std::optional(400U) : std::nullopt;
}

}  // namespace

void Session::close_socket() {
  error_code ignored;
  socket().close(ignored);
}

/// Cancels what the socket does when the time is over; the socket stays open for an answer.
void Session::expire_in(Duration duration) {
  timed_out_ = false;
  deadline_.expires_after(duration);
  deadline_.async_wait([self = shared_from_this()](const error_code& error) {
    // A handler that was already on its way when the deadline moved finds it in the future.
    if (error || self->deadline_.expiry() > steady_clock::now()) return;
    self->timed_out_ = true;
    error_code ignored;
    self->socket().cancel(ignored);
  });
}

void Session::no_deadline() {
  deadline_.expires_at(steady_clock::time_point::max());
}

asio::awaitable<void> Session::run() {
  bool again = true;
  while (again && !server_.stopping)
    again = co_await serve_one();
  no_deadline();
  deadline_.cancel();
  close_socket();
}

/// Reads one request and answers it. Whether another may follow on this connection.
asio::awaitable<bool> Session::serve_one() {
  http::request_parser<http::string_body> parser;
  parser.header_limit(static_cast<std::uint32_t>(max_header_bytes));
  parser.body_limit(protocol::max_message_bytes);
  error_code error;
  expire_in(timing_.header);
  idle_ = buffer_.size() == 0;
  if (idle_) {
    co_await socket().async_wait(tcp::socket::wait_read, into(error));
    idle_ = false;
  }
  if (!error && !server_.stopping) {
    co_await http::async_read_header(socket(), buffer_, parser, into(error));
  }
  if (server_.stopping && !parser.is_header_done()) co_return false;
  if (!error && !parser.is_done()) {
    expire_in(timing_.body);
    const auto expect = parser.get()[http::field::expect];
    if (beast::iequals(expect, "100-continue")) {
      static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      co_await asio::async_write(socket(), asio::buffer(go_on), into(error));
    }
    if (!error) co_await http::async_read(socket(), buffer_, parser, into(error));
  }
  if (error) {
    const bool begun = parser.got_some() || buffer_.size() > 0;
    if (const auto status = status_of(error, timed_out_, begun)) co_await refuse(*status);
    co_return false;
  }
  no_deadline();
  const Request request = parser.release();
  const HttpRequest asked = asked_by(request);
  if (websocket::is_upgrade(request) && may_upgrade(asked, server_.options.address, server_.port)) {
    co_await converse(request);
    co_return false;
  }
  const auto wait = server_.addresses.ask(address_, steady_clock::now());
  HttpAnswer answer;
  if (wait) {
    answer = too_many(*wait);
  } else {
    answer = co_await answer_to(asked);
  }
  co_return co_await send(answer, asked.verb == Verb::head,
                          request.keep_alive() && !server_.stopping);
}

/// Answers what could not be read, and lets the other end read it: closing while its bytes are
/// unread would make the system throw our answer away.
asio::awaitable<void> Session::refuse(unsigned status) {
  co_await send(status_answer(status), false, false);
  error_code error;
  socket().shutdown(tcp::socket::shutdown_send, error);
  expire_in(timing_.closing);
  std::array<char, 4096> sink;
  std::size_t left = 64 * protocol::max_message_bytes;
  while (!error && left > 0) {
    const auto got = co_await socket().async_read_some(asio::buffer(sink), into(error));
    left -= std::min(left, got);
  }
}

/// Whether the connection may be used again.
asio::awaitable<bool> Session::send(const HttpAnswer& answer, bool head, bool keep_alive) {
  Response response = response_of(answer);
  response.keep_alive(keep_alive);
  response.prepare_payload();
  if (head) response.body().clear();
  error_code error;
  expire_in(timing_.write);
  if (head) {
    http::response_serializer<http::string_body> serializer(response);
    co_await http::async_write_header(socket(), serializer, into(error));
  } else {
    co_await http::async_write(socket(), response, into(error));
  }
  no_deadline();
  co_return !error && keep_alive;
}

asio::awaitable<HttpAnswer> Session::answer_to(const HttpRequest& request) {
  auto now =
      answer_http(request, server_.routes, server_.options.address, server_.port, server_.backend);
  if (const auto* answer = std::get_if<HttpAnswer>(&now)) co_return *answer;
  auto& command = std::get<protocol::RpcRequest>(now);
  const auto id = command.id;
  const std::string method = command.method;
  const bool backup = method == "hall.backup";
  if (backup && !is_own_machine(address_)) co_return status_answer(403);
  // Shared with the reply, which may come when this coroutine has given up on it.
  const auto outcome = std::make_shared<std::optional<Outcome>>();
  try {
    answered_.expires_after(backup ? timing_.backup : timing_.answer);
    server_.backend.handle(std::move(command), Rank::guest,
                           reply_to([this, outcome](const Outcome& came) {
                             *outcome = came;
                             answered_.cancel();
                           }));
  } catch (const std::exception& error) {
    *outcome = internal_error(method, error.what());
  }
  // A late reply to the request before wakes this one too.
  error_code woken;
  while (!*outcome && answered_.expiry() > steady_clock::now()) {
    co_await answered_.async_wait(into(woken));
  }
  co_return rpc_answer(id, outcome->value_or(busy()));
}

/// A reply for any thread: it continues on the server's, once, while server and session live. Who
/// is on the server's thread continues at once.
Backend::Reply Session::reply_to(std::function<void(const Outcome&)> then) {
  return [server = server_.weak_from_this(), session = weak_from_this(), then = std::move(then),
          once = std::make_shared<std::atomic_flag>()](Outcome outcome) {
    if (once->test_and_set()) return;
    const auto alive = server.lock();
    if (!alive) return;
    auto go_on = [session, then, outcome = std::move(outcome)] {
      const auto self = session.lock();
      if (!self) return;
      then(outcome);
      self->pump();
    };
    if (alive->on_own_thread()) return go_on();
    asio::post(alive->io, std::move(go_on));
  };
}

asio::awaitable<void> Session::converse(const Request& request) {
  error_code error;
  auto options = websocket::stream_base::timeout::suggested(beast::role_type::server);
  options.handshake_timeout = timing_.header;
  options.idle_timeout = websocket::stream_base::none();  // tick() looks after that
  options.keep_alive_pings = false;
  ws_.set_option(options);
  ws_.read_message_max(protocol::max_message_bytes);
  ws_.control_callback(
      [this](websocket::frame_type, beast::string_view) { heard_at_ = steady_clock::now(); });
  co_await ws_.async_accept(request, into(error));
  if (error) co_return;
  heard_at_ = steady_clock::now();
  const auto make_reply = [this](auto then) {
    return reply_to([this, then = std::move(then)](const Outcome& outcome) {
      if (conversation_) then(outcome);
    });
  };
  conversation_.emplace(
      server_.backend, server_.followers, make_reply, [this] { pump(); },
      [this] { return admit_guest(); });
  tick();
  if (server_.stopping) drop(websocket::close_code::service_restart);
  buffer_.clear();
  while (true) {
    co_await ws_.async_read(buffer_, into(error));
    if (error) break;
    heard_at_ = steady_clock::now();
    if (!ws_.got_text()) {
      drop(websocket::close_code::unknown_data);
    } else if (!dropping_) {
      const auto data = buffer_.cdata();
      conversation_->receive({static_cast<const char*>(data.data()), data.size()});
      pump();
    }
    buffer_.consume(buffer_.size());
  }
  conversation_.reset();
  ticker_.cancel();
}

/// The connection's own allowance first, so that one phone does not use up its neighbours'.
std::optional<std::chrono::seconds> Session::admit_guest() {
  if (is_own_machine(address_)) return std::nullopt;
  const auto now = steady_clock::now();
  if (const auto wait = guest_.take(now)) return wait;
  return server_.addresses.ask(address_, now);
}

void Session::pump() {
  if (!conversation_ || dropping_) return;
  if (conversation_->outbox().over_limit()) {
    log(LogLevel::warning, "program too slow, cut off");
    return drop(websocket::close_code::try_again_later);
  }
  if (write_active_) return;
  auto message = conversation_->next();
  if (!message) return;
  writing_ = std::move(*message);
  write_active_ = true;
  write_began_ = steady_clock::now();
  ws_.text(true);
  ws_.async_write(asio::buffer(writing_),
                  [self = shared_from_this()](const error_code& error, std::size_t) {
                    self->write_active_ = false;
                    if (error) return self->close_socket();
                    self->pump();
                  });
}

/// Pings, and ends a connection that is silent or does not take what is written.
void Session::tick() {
  if (!conversation_ || !socket().is_open()) return;
  const auto now = steady_clock::now();
  if (now - heard_at_ > timing_.dead || (write_active_ && now - write_began_ > timing_.write)) {
    return close_socket();
  }
  if (!ping_active_ && !dropping_) {
    ping_active_ = true;
    ws_.async_ping({},
                   [self = shared_from_this()](const error_code&) { self->ping_active_ = false; });
  }
  ticker_.expires_after(timing_.ping);
  ticker_.async_wait([self = shared_from_this()](const error_code& error) {
    if (!error) self->tick();
  });
}

/// Says why, then waits a while for the other end to close.
void Session::drop(websocket::close_code code) {
  if (std::exchange(dropping_, true)) return;
  ws_.async_close(code, [self = shared_from_this()](const error_code&) {
    self->deadline_.cancel();
    self->close_socket();
  });
  deadline_.expires_after(timing_.closing);
  deadline_.async_wait([self = shared_from_this()](const error_code& error) {
    if (!error) self->close_socket();
  });
}

void Session::ask_to_end() {
  if (conversation_) return drop(websocket::close_code::service_restart);
  if (idle_) close_socket();
}

void Server::Impl::listen() {
  const tcp::endpoint endpoint(asio::ip::make_address(options.address), options.port);
  acceptor.open(endpoint.protocol());
  acceptor.set_option(tcp::acceptor::reuse_address(true));
  acceptor.bind(endpoint);
  acceptor.listen();
  port = acceptor.local_endpoint().port();
}

asio::awaitable<void> Server::Impl::accept_all() {
  while (!stopping) {
    error_code error;
    tcp::socket socket(io);
    co_await acceptor.async_accept(socket, into(error));
    if (stopping || error == asio::error::operation_aborted) co_return;
    if (error) {
      log(LogLevel::warning, "connection not accepted", {{"reason", error.message()}});
      accept_pause.expires_after(options.timing.accept_again);
      co_await accept_pause.async_wait(into(error));
    } else if (sessions.size() < max_connections) {
      begin(std::move(socket));
    }
  }
}

void Server::Impl::begin(tcp::socket socket) {
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  const UserTimeout unacknowledged(static_cast<int>(options.timing.unacknowledged.count()));
  socket.set_option(unacknowledged, ignored);
  const std::string address = socket.remote_endpoint(ignored).address().to_string();
  if (!addresses.came(address)) return;
  const auto session = std::make_shared<Session>(*this, std::move(socket), address);
  sessions.insert(session);
  // A named lambda: GCC 12 destroys the captures of an unnamed one twice (GCC bug 107288).
  auto work = [session] { return session->run(); };
  auto ended = [this, session](std::exception_ptr failure) {
    try {
      if (failure) std::rethrow_exception(failure);
    } catch (const std::exception& error) {
      log(LogLevel::error, "connection failed", {{"reason", error.what()}});
    }
    session->close_socket();
    addresses.left(session->address(), steady_clock::now());
    sessions.erase(session);
    if (stopping && sessions.empty()) patience.cancel();
  };
  asio::co_spawn(io, work, ended);
}

/// All that can be read is read, then what it asks for is carried out: commands that came together
/// share one commit.
void Server::Impl::run() {
  own_thread = std::this_thread::get_id();
  while (!io.stopped()) {
    io.run_one();
    for (int more = max_handlers_at_once; more > 0 && io.poll_one() > 0; --more) {
    }
    backend.flush();
  }
}

void Server::Impl::ask_to_end() {
  if (std::exchange(stopping, true)) return;
  error_code ignored;
  acceptor.close(ignored);
  accept_pause.cancel();
  for (const auto& session : sessions)
    session->ask_to_end();
  if (sessions.empty()) return;
  patience.expires_after(options.timing.closing);
  patience.async_wait([this](const error_code& error) {
    if (!error) io.stop();
  });
}

Server::Server(ServerOptions options, Backend& backend)
    : impl_(std::make_shared<Impl>(std::move(options), backend)) {
  try {
    impl_->listen();
  } catch (const boost::system::system_error& error) {
    throw std::system_error(error.code(), impl_->options.address);
  }
  auto work = [impl = impl_.get()] { return impl->accept_all(); };
  auto ended = [](std::exception_ptr failure) {
    if (failure) log(LogLevel::error, "no more connections are accepted");
  };
  asio::co_spawn(impl_->io, work, ended);
  impl_->thread = std::thread([impl = impl_.get()] { impl->run(); });
}

Server::~Server() {
  stop();
}

unsigned short Server::port() const {
  return impl_->port;
}

void Server::publish_view(SharedView view) {
  if (!impl_->followers.followed(view->name)) return;
  asio::post(impl_->io,
             [impl = impl_.get(), view = std::move(view)] { impl->followers.publish(view); });
}

void Server::publish_call(std::uint64_t seq, SharedText json) {
  if (impl_->on_own_thread()) return impl_->followers.publish(seq, json);
  asio::post(impl_->io, [impl = impl_.get(), seq, json = std::move(json)] {
    impl->followers.publish(seq, json);
  });
}

std::vector<std::string> Server::watched_views() const {
  return impl_->followers.views();
}

void Server::stop() {
  const std::lock_guard lock(impl_->stop_mutex);
  if (!impl_->thread.joinable()) return;
  asio::post(impl_->io, [impl = impl_.get()] { impl->ask_to_end(); });
  impl_->thread.join();
}

}  // namespace giliran::hall
