#include "display/voice/audio_out.hpp"

namespace giliran::display {
namespace {

class NoAudio final : public AudioOut {
 public:
  bool open() override { return false; }
  const std::string& reason() const override { return reason_; }
  bool alive() const override { return false; }
  bool play(const Pcm& /*pcm*/) override { return false; }
  std::chrono::milliseconds queued() const override { return std::chrono::milliseconds{0}; }
  void close() override {}

 private:
  std::string reason_ = "switched off in the settings";
};

}  // namespace

std::unique_ptr<AudioOut> make_no_audio() {
  return std::make_unique<NoAudio>();
}

}  // namespace giliran::display
