#include "tests/support/wire/loop.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace giliran::wire {

Loop::Loop() : epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_ < 0) throw std::system_error(errno, std::generic_category(), "epoll");
}

Loop::~Loop() {
  ::close(epoll_);
}

void Loop::add(WebSocket& connection, OnText on_text, OnEnd on_end) {
  const int fd = connection.fd();
  epoll_event wanted{};
  wanted.events = EPOLLIN;
  wanted.data.ptr = &connection;
  if (epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &wanted) != 0) {
    throw std::system_error(errno, std::generic_category(), "epoll");
  }
  // What came before, with an answer that was waited for.
  while (const auto text = connection.receive(Milliseconds(0)))
    on_text(connection, *text);
  followed_.insert_or_assign(&connection,
                             Followed{&connection, std::move(on_text), std::move(on_end), fd});
}

void Loop::remove(WebSocket& connection) {
  const auto found = followed_.find(&connection);
  if (found == followed_.end()) return;
  // A closed descriptor has left the set by itself.
  if (connection.is_open()) epoll_ctl(epoll_, EPOLL_CTL_DEL, found->second.fd, nullptr);
  followed_.erase(found);
}

void Loop::read(WebSocket* connection) {
  const auto found = followed_.find(connection);
  if (found == followed_.end()) return;
  const bool there = connection->fill();
  while (const auto text = connection->take())
    found->second.on_text(*connection, *text);
  if (there && connection->is_open()) return;
  const OnEnd on_end = std::move(found->second.on_end);
  remove(*connection);
  if (on_end) on_end(*connection);
}

int Loop::run_once(Milliseconds at_most, Waiting waiting) {
  std::array<epoll_event, 256> ready;
  const auto end = std::chrono::steady_clock::now() + at_most;
  int count = 0;
  do {
    const int timeout = waiting == Waiting::asleep ? static_cast<int>(at_most.count()) : 0;
    count = epoll_wait(epoll_, ready.data(), static_cast<int>(ready.size()), timeout);
  } while (count <= 0 && std::chrono::steady_clock::now() < end);
  for (int n = 0; n < count; ++n)
    read(static_cast<WebSocket*>(ready[static_cast<std::size_t>(n)].data.ptr));
  return count;
}

}  // namespace giliran::wire
