#include "hall/http/routes.hpp"

#include <fmt/format.h>

#include <cstdint>

#include "shared/base/ids.hpp"

namespace giliran::hall {

namespace {

constexpr std::string_view ticket_prefix = "/t/";

/// FNV-1a: enough to notice that a file has changed.
std::string etag_of(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char byte : bytes) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211U;
  }
  return fmt::format("\"{:016x}\"", hash);
}

}  // namespace

Verb verb_of(std::string_view method) {
  if (method == "GET") return Verb::get;
  if (method == "HEAD") return Verb::head;
  return method == "POST" ? Verb::post : Verb::other;
}

Routes::Routes(std::vector<StaticFile> files) {
  for (StaticFile& file : files) {
    std::string path = file.path;
    std::string etag = etag_of(file.bytes);
    files_.insert_or_assign(std::move(path), Entry{std::move(file), std::move(etag)});
  }
}

Route Routes::find(Verb verb, std::string_view target) const {
  const std::string_view path = target.substr(0, target.find('?'));
  Route route;
  if (path == "/rpc") {
    route = {Route::Kind::rpc, nullptr, {}, "POST"};
    // A GET may be an upgrade to a WebSocket; the server knows.
    if (verb != Verb::post && verb != Verb::get) route.kind = Route::Kind::wrong_verb;
    return route;
  }
  if (path == "/healthz") {
    route.kind = Route::Kind::health;
  } else if (path == "/metrics") {
    route.kind = Route::Kind::metrics;
  } else {
    const bool ticket = path.starts_with(ticket_prefix);
    if (ticket && !is_hex128(path.substr(ticket_prefix.size()))) return route;
    const auto found = files_.find(ticket ? ticket_prefix : path);
    if (found == files_.end()) return route;
    route = {Route::Kind::file, &found->second.file, found->second.etag, {}};
  }
  route.allow = "GET, HEAD";
  if (verb != Verb::get && verb != Verb::head) route.kind = Route::Kind::wrong_verb;
  return route;
}

}  // namespace giliran::hall
