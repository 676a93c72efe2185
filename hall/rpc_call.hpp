#pragma once

#include <boost/json/value.hpp>
#include <string>

namespace giliran::hall {

/// Asks a running hall for one method over plain HTTP and waits for its answer, however long that
/// takes. `address` as it was announced: "127.0.0.1:7080" or "[::1]:7080". Throws
/// std::runtime_error with what the hall said, or why it could not be asked.
boost::json::value rpc_call(const std::string& address, const std::string& method,
                            const boost::json::object& params);

}  // namespace giliran::hall
