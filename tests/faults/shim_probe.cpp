// A program for the shim's own test: does to files what its arguments say, and tells on its output
// what came of it. `shim_probe FOLDER open:FILE write:OFFSET:TEXT sync resize:SIZE remove:FILE`
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const std::string folder = std::string(argv[1]) + "/";
  int fd = -1;
  for (int i = 2; i < argc; ++i) {
    const std::string_view line(argv[i]);
    const auto colon = line.find(':');
    const std::string_view verb = line.substr(0, colon);
    const std::string what(colon == std::string_view::npos ? "" : line.substr(colon + 1));
    long result = 0;
    if (verb == "open") {
      result = fd = open((folder + what).c_str(), O_RDWR | O_CREAT, 0600);
    } else if (verb == "write") {
      const auto parted = what.find(':');
      const std::string text = what.substr(parted + 1);
      result = pwrite(fd, text.data(), text.size(), atol(what.c_str()));
    } else if (verb == "sync") {
      result = fdatasync(fd);
    } else if (verb == "folder") {
      const int made = open(argv[1], O_RDONLY | O_DIRECTORY);
      result = fsync(made);
      close(made);
    } else if (verb == "resize") {
      result = ftruncate(fd, atol(what.c_str()));
    } else if (verb == "remove") {
      result = unlink((folder + what).c_str());
    }
    std::printf("%.*s %s\n", static_cast<int>(verb.size()), verb.data(),
                result < 0 ? std::strerror(errno) : "done");
    std::fflush(stdout);
  }
  return 0;
}
