#include <SDL.h>
#include <dlfcn.h>

#include "display/voice/audio_out.hpp"

namespace giliran::display {
namespace {

// 46 ms: closing a device waits for two buffers, and a program must stop promptly.
constexpr Uint16 buffer_samples = 1024;

void ignore_alsa_error(const char*, int, const char*, int, const char*, ...) {}

/// ALSA writes several lines to standard error each time a device cannot be opened, which without
/// a card would be every 30 s. The reason reaches us through SDL. Does nothing if SDL does not use
/// ALSA.
void quiet_alsa() {
  void* const alsa = dlopen("libasound.so.2", RTLD_LAZY | RTLD_NOLOAD);
  if (alsa == nullptr) return;
  using Handler = void (*)(const char*, int, const char*, int, const char*, ...);
  const auto set = reinterpret_cast<int (*)(Handler)>(dlsym(alsa, "snd_lib_error_set_handler"));
  if (set != nullptr) set(ignore_alsa_error);
  dlclose(alsa);
}

class SdlAudio final : public AudioOut {
 public:
  ~SdlAudio() override { close(); }

  bool open() override {
    close();
    // Not SDL_InitSubSystem: this runs on the voice's thread, and its reference counts belong to
    // the thread that owns the window.
    if (SDL_AudioInit(nullptr) != 0) return fail();
    quiet_alsa();
    SDL_AudioSpec wanted{};
    wanted.freq = sound_rate;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = buffer_samples;
    device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);  // SDL converts for the device
    if (device_ == 0) return fail();
    SDL_PauseAudioDevice(device_, 0);
    return true;
  }

  const std::string& reason() const override { return reason_; }

  bool alive() const override {
    return device_ != 0 && SDL_GetAudioDeviceStatus(device_) == SDL_AUDIO_PLAYING;
  }

  bool play(const Pcm& pcm) override {
    const auto bytes = static_cast<Uint32>(pcm.samples.size() * sizeof(std::int16_t));
    return alive() && SDL_QueueAudio(device_, pcm.samples.data(), bytes) == 0;
  }

  std::chrono::milliseconds queued() const override {
    if (device_ == 0) return std::chrono::milliseconds{0};
    const std::int64_t samples = SDL_GetQueuedAudioSize(device_) / sizeof(std::int16_t);
    return std::chrono::milliseconds((samples * 1000 + sound_rate - 1) / sound_rate);
  }

  void close() override {
    if (device_ == 0) return;
    SDL_ClearQueuedAudio(device_);
    SDL_CloseAudioDevice(device_);
    device_ = 0;
    leave_sdl();
  }

 private:
  bool fail() {
    reason_ = SDL_GetError();
    leave_sdl();
    return false;
  }
  /// The thread is not SDL's, which would keep the thread's last error when that has ended.
  static void leave_sdl() {
    SDL_AudioQuit();
    SDL_TLSCleanup();
  }

  SDL_AudioDeviceID device_ = 0;
  std::string reason_;
};

}  // namespace

std::unique_ptr<AudioOut> make_sdl_audio() {
  return std::make_unique<SdlAudio>();
}

}  // namespace giliran::display
