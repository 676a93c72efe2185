#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>

#include "hall/http/address_limits.hpp"
#include "hall/http/conversation.hpp"
#include "hall/http/routes.hpp"
#include "hall/http/server.hpp"

/// The server's insides, for server.cpp alone: whoever includes this compiles Beast, which is to
/// happen once.
namespace giliran::hall {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::steady_clock;

using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;
using Socket = websocket::stream<tcp::socket>;

class Session;

struct Server::Impl : std::enable_shared_from_this<Server::Impl> {
  Impl(ServerOptions given, Backend& hall)
      : options(std::move(given)), backend(hall), routes(std::move(options.files)) {}

  void listen();
  asio::awaitable<void> accept_all();
  void begin(tcp::socket socket);
  void run();
  void ask_to_end();
  bool on_own_thread() const { return own_thread == std::this_thread::get_id(); }

  ServerOptions options;
  Backend& backend;
  Routes routes;
  Followers followers;
  AddressLimits addresses;
  asio::io_context io{1};
  tcp::acceptor acceptor{io};
  asio::steady_timer accept_pause{io};
  asio::steady_timer patience{io};  ///< how long stop() waits
  unsigned short port = 0;
  bool stopping = false;
  std::set<std::shared_ptr<Session>> sessions;
  std::mutex stop_mutex;
  std::thread thread;
  std::atomic<std::thread::id> own_thread;
};

/// One connection, from accept to its end. It lives in Impl::sessions until its coroutine is done
/// and, where it became a WebSocket, in the handlers of its writes and timers.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Server::Impl& server, tcp::socket socket, std::string address)
      : server_(server),
        address_(std::move(address)),
        timing_(server.options.timing),
        ws_(std::move(socket)),
        deadline_(server.io),
        answered_(server.io),
        ticker_(server.io) {}

  asio::awaitable<void> run();
  void ask_to_end();
  void close_socket();
  const std::string& address() const { return address_; }

 private:
  using Duration = std::chrono::milliseconds;
  tcp::socket& socket() { return ws_.next_layer(); }

  void expire_in(Duration duration);
  void no_deadline();
  asio::awaitable<bool> serve_one();
  asio::awaitable<void> refuse(unsigned status);
  asio::awaitable<bool> send(const HttpAnswer& answer, bool head, bool keep_alive);
  asio::awaitable<HttpAnswer> answer_to(const HttpRequest& request);
  Backend::Reply reply_to(std::function<void(const Outcome&)> then);

  asio::awaitable<void> converse(const Request& request);
  void pump();
  void tick();
  void drop(websocket::close_code code);

  std::optional<std::chrono::seconds> admit_guest();

  Server::Impl& server_;
  const std::string address_;
  Allowance guest_{rate_of_guest};
  const Timing& timing_;
  Socket ws_;
  beast::flat_buffer buffer_;
  asio::steady_timer deadline_;  ///< of the step that is being done
  bool timed_out_ = false;
  bool idle_ = false;  ///< waits for a request, of which nothing has come yet
  asio::steady_timer answered_;
  asio::steady_timer ticker_;
  std::optional<Conversation> conversation_;
  std::string writing_;
  bool write_active_ = false;
  bool ping_active_ = false;
  bool dropping_ = false;
  steady_clock::time_point heard_at_;
  steady_clock::time_point write_began_;
};

}  // namespace giliran::hall
