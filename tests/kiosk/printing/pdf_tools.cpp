#include "tests/kiosk/printing/pdf_tools.hpp"

#include <cairo.h>
#include <stdlib.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace giliran::testing {

namespace fs = std::filesystem;

ScratchDir::ScratchDir() {
  std::string name = (fs::temp_directory_path() / "giliran-print-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
  path_ = name;
}

ScratchDir::~ScratchDir() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string output_of(const std::string& command) {
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
  std::string text;
  std::array<char, 4096> buffer{};
  while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe)) {
    text.append(buffer.data(), n);
  }
  if (pclose(pipe) != 0) throw std::runtime_error("failed: " + command + "\n" + text);
  return text;
}

std::string read_file(const fs::path& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

void write_file(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string pdf_text(const std::string& pdf) {
  const ScratchDir dir;
  write_file(dir.path() / "a.pdf", pdf);
  return output_of("pdftotext -layout " + (dir.path() / "a.pdf").string() + " -");
}

void pdf_to_png(const std::string& pdf, const fs::path& png) {
  const ScratchDir dir;
  write_file(dir.path() / "a.pdf", pdf);
  output_of("pdftoppm -r 203 -mono -png -singlefile " + (dir.path() / "a.pdf").string() + " " +
            fs::path(png).replace_extension().string());
}

std::string qr_in(const std::string& pdf) {
  const ScratchDir dir;
  pdf_to_png(pdf, dir.path() / "a.png");
  // 4 is zbar's "nothing found"; on standard error it misses a message bus that it does not need.
  std::string text = output_of("zbarimg --quiet --raw " + (dir.path() / "a.png").string() +
                               " 2>/dev/null || [ $? = 4 ]");
  while (!text.empty() && text.back() == '\n')
    text.pop_back();
  return text;
}

namespace {

/// Grey values of a PNG, row by row; empty if it cannot be read.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<int> grey;
  bool ink(int x, int y) const { return grey[static_cast<std::size_t>(y) * width + x] < 128; }
};

Picture picture(const fs::path& png) {
  using Image = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
  const Image image(cairo_image_surface_create_from_png(png.c_str()), &cairo_surface_destroy);
  Picture result{
      cairo_image_surface_get_width(image.get()), cairo_image_surface_get_height(image.get()), {}};
  const unsigned char* row = cairo_image_surface_get_data(image.get());
  for (int y = 0; y < result.height; ++y) {
    for (int x = 0; x < result.width; ++x)
      result.grey.push_back(row[static_cast<std::size_t>(x) * 4]);
    row += cairo_image_surface_get_stride(image.get());
  }
  return result;
}

}  // namespace

double difference(const fs::path& png, const fs::path& golden) {
  const Picture a = picture(png);
  const Picture b = picture(golden);
  if (a.width == 0 || a.width != b.width || a.height != b.height) return 1;
  constexpr int clear = 48;  // of 255: more than antialiasing differs between versions
  long differing = 0;
  for (std::size_t i = 0; i < a.grey.size(); ++i) {
    if (std::abs(a.grey[i] - b.grey[i]) > clear) ++differing;
  }
  return static_cast<double>(differing) / static_cast<double>(a.grey.size());
}

int tallest_ink_band(const fs::path& png, double share) {
  const Picture page = picture(png);
  int tallest = 0;
  int band = 0;
  for (int y = 0; y < page.height; ++y) {
    bool ink = false;
    for (int x = 0; x < page.width * share; ++x)
      ink = ink || page.ink(x, y);
    band = ink ? band + 1 : 0;
    tallest = std::max(tallest, band);
  }
  return tallest;
}

std::pair<int, int> ink_columns(const fs::path& png) {
  const Picture page = picture(png);
  std::pair<int, int> columns{page.width, 0};
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      if (!page.ink(x, y)) continue;
      columns.first = std::min(columns.first, x);
      columns.second = std::max(columns.second, x);
    }
  }
  return columns;
}

}  // namespace giliran::testing
