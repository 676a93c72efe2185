#include "hall/http/door_check.hpp"

#include <algorithm>
#include <string>

namespace giliran::hall {

namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return result;
}

struct HostPort {
  std::string name;
  std::string port;
};

HostPort split(std::string_view host) {
  const auto bracket = host.rfind(']');
  const auto colon = host.rfind(':');
  if (colon == std::string_view::npos || (bracket != std::string_view::npos && colon < bracket)) {
    return {lower(host), "80"};
  }
  return {lower(host.substr(0, colon)), std::string(host.substr(colon + 1))};
}

}  // namespace

bool host_allowed(std::string_view host, std::string_view listen_address, unsigned short port) {
  const HostPort asked = split(host);
  if (asked.port != std::to_string(port)) return false;
  const std::string own = lower(listen_address);
  return asked.name == "localhost" || asked.name == "127.0.0.1" || asked.name == "[::1]" ||
         asked.name == own || asked.name == "[" + own + "]";
}

bool origin_allowed(std::string_view origin, std::string_view host) {
  if (origin.empty()) return true;
  const std::string from = lower(origin);
  return from == "http://" + lower(host) || from == "https://" + lower(host);
}

bool is_json_type(std::string_view content_type) {
  std::string type = lower(content_type.substr(0, content_type.find(';')));
  while (!type.empty() && type.back() == ' ')
    type.pop_back();
  return type == "application/json";
}

}  // namespace giliran::hall
