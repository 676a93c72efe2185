#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hall/http/backend.hpp"
#include "hall/http/limits.hpp"

namespace giliran::hall {

/// A file of the hall's pages. The bytes outlive the server.
struct StaticFile {
  std::string path;          ///< "/", "/assets/app.js"; "/t/" is the page of every ticket
  std::string content_type;  ///< "text/html; charset=utf-8"
  std::string_view bytes;
};

struct ServerOptions {
  std::string address = "127.0.0.1";  ///< numeric
  unsigned short port = 0;            ///< 0: a free one
  std::vector<StaticFile> files;
  Timing timing = {};
};

/// The hall's door: POST /rpc, WS /rpc, the pages, /healthz and /metrics. Owns one thread, which
/// serves every connection: a hall has at most some hundred of them and its commands are decided
/// by one writer anyway, so that more threads would only bring locks.
class Server {
 public:
  /// Listens when it returns and serves at once. Throws std::system_error if the address cannot be
  /// had. The backend must outlive the server.
  Server(ServerOptions options, Backend& backend);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  unsigned short port() const;

  /// Any thread. Sends the document to those who follow the view, unless they have this revision
  /// or a newer one. A view that nobody follows costs nothing.
  void publish_view(SharedView view);
  /// Any thread, but in the order of the numbers, each after its call is durable.
  void publish_call(std::uint64_t seq, SharedText json);
  /// Any thread. The names of the views that somebody follows, so that only these need be built.
  std::vector<std::string> watched_views() const;

  /// Asks every connection to end (close code 1012), waits up to Timing::closing, then insists.
  /// Returns when the thread has ended. The destructor does the same. Not on the server's thread.
  void stop();

 private:
  friend class Session;
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace giliran::hall
