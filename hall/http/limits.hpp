#pragma once

#include <chrono>
#include <cstddef>

/// Everything the hall's door lets through, in one table.
namespace giliran::hall {

/// Connections at once, of any kind; more are closed as they come.
inline constexpr std::size_t max_connections = 4096;
/// Of them, those from one address. A waiting room whose phones all come through one router is one
/// address; the hall's own machine (127.0.0.1, ::1) is not counted.
inline constexpr std::size_t max_connections_of_address = 1024;

/// So many requests at once and so many a minute; what is more is refused with the time to wait.
struct Rate {
  int per_minute;
  int burst;
};
/// Of a connection that has not said with device.report that it is a program: a phone or a page,
/// which need a handful.
inline constexpr Rate rate_of_guest{30, 60};
/// Of all guests of one address together, and of HTTP from there: twenty guests' worth, since a
/// whole waiting room may share it. Programs are not counted, nor is the hall's own machine.
inline constexpr Rate rate_of_address{600, 1200};
/// An HTTP header with its request line; more is answered 431. Bodies: protocol::max_message_bytes.
inline constexpr std::size_t max_header_bytes = std::size_t{8} * 1024;
/// Messages that wait for a slow program; one that has more is cut off (close code 1013), comes
/// back and resumes.
inline constexpr std::size_t max_pending_messages = 256;
inline constexpr std::size_t max_pending_bytes = std::size_t{1024} * 1024;
/// Calls that are taken from the log at once for a program that is behind.
inline constexpr std::size_t calls_portion = 64;
/// Views that one connection may follow.
inline constexpr std::size_t max_views = 16;
/// Requests of one connection that are not answered yet; more are refused with not_now.
inline constexpr std::size_t max_requests_in_flight = 64;
/// When to try again what was refused because there is too much at once.
inline constexpr std::chrono::seconds try_again{1};
/// What is read before the commands among it are carried out together.
inline constexpr int max_handlers_at_once = 512;

/// How long each step of a connection may take. Tests pass shorter ones.
struct Timing {
  std::chrono::milliseconds header = std::chrono::seconds(10);  ///< also an idle connection's
  std::chrono::milliseconds body = std::chrono::seconds(10);
  std::chrono::milliseconds answer = std::chrono::seconds(10);  ///< of the backend, over HTTP
  std::chrono::milliseconds backup = std::chrono::minutes(10);  ///< of hall.backup, over HTTP
  std::chrono::milliseconds write = std::chrono::seconds(10);
  std::chrono::milliseconds ping = std::chrono::seconds(5);   ///< sent this often to a program
  std::chrono::milliseconds dead = std::chrono::seconds(15);  ///< silent for so long: dropped
  std::chrono::milliseconds unacknowledged = std::chrono::seconds(10);      ///< TCP_USER_TIMEOUT
  std::chrono::milliseconds closing = std::chrono::seconds(2);              ///< to say goodbye
  std::chrono::milliseconds accept_again = std::chrono::milliseconds(100);  ///< after an error
};

}  // namespace giliran::hall
