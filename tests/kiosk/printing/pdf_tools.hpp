#pragma once

#include <filesystem>
#include <string>
#include <utility>

namespace giliran::testing {

/// A directory of its own that is removed at the end.
class ScratchDir {
 public:
  ScratchDir();
  ~ScratchDir();
  ScratchDir(const ScratchDir&) = delete;
  ScratchDir& operator=(const ScratchDir&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Standard output of a shell command. Throws std::runtime_error if it fails.
std::string output_of(const std::string& command);
std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, const std::string& bytes);

/// Text of a PDF as poppler reads it.
std::string pdf_text(const std::string& pdf);
/// Writes the only page as a PNG in black and white, one pixel per dot of a 203 dpi print head.
void pdf_to_png(const std::string& pdf, const std::filesystem::path& png);
/// What zbar, which shares nothing with our encoder, reads from the page; empty if it finds no
/// code.
std::string qr_in(const std::string& pdf);

/// Share of pixels (0 to 1) that differ clearly; 1 if the sizes differ or a file cannot be read.
double difference(const std::filesystem::path& png, const std::filesystem::path& golden);

/// Rows of the tallest unbroken run of rows that have ink, looking at the left `share` of the page.
int tallest_ink_band(const std::filesystem::path& png, double share);
/// First and last column with ink.
std::pair<int, int> ink_columns(const std::filesystem::path& png);

}  // namespace giliran::testing
