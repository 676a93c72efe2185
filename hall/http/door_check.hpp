#pragma once

#include <string_view>

namespace giliran::hall {

/// Whether a request with this Host header is meant for us: a loopback name or address, or the
/// address that we listen on, with our port (80 where it is left out). A page of another site that
/// lets its own name point to 127.0.0.1 (DNS rebinding) sends its own name and is turned away.
bool host_allowed(std::string_view host, std::string_view listen_address, unsigned short port);

/// Whether the page that sent this request, if it was a page, came from us: Origin is empty, or the
/// scheme http or https followed by exactly the Host header.
bool origin_allowed(std::string_view origin, std::string_view host);

/// Whether a Content-Type is application/json, with or without parameters.
bool is_json_type(std::string_view content_type);

}  // namespace giliran::hall
