#include <espeak-ng/speak_lib.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <string>
#include <utility>

#include "display/voice/synthesizer.hpp"

namespace giliran::display {
namespace {

constexpr double speech_peak = 0.9;
constexpr int silent_below = 80;  // of 32767: what espeak-ng leaves around a sentence

// Words that espeak-ng 1.51 says with the wrong "e" (its rules cannot know which one is meant), in
// its own phonemes: e pepet in empat, enam, belas, sebelas; e taling in loket.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> corrections{
    {{"empat", "[[@mp'at]]"},
     {"enam", "[[@n'am]]"},
     {"belas", "[[b@l'as]]"},
     {"sebelas", "[[s@b@l'as]]"},
     {"loket", "[[l'okEt]]"}}};

/// The text with the words of `corrections` replaced. A "[" of the text itself begins no phonemes.
std::string with_corrections(std::string_view text) {
  std::string result;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto letter = [](unsigned char c) { return std::isalpha(c) != 0 || c >= 0x80; };
    std::size_t end = at;
    while (end < text.size() && letter(static_cast<unsigned char>(text[end])))
      ++end;
    if (end == at) {
      result += text[at] == '[' ? ' ' : text[at];
      ++at;
      continue;
    }
    std::string word(text.substr(at, end - at));
    std::string lower = word;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const auto& [written, spoken] : corrections) {
      if (lower == written) word = spoken;
    }
    result += word;
    at = end;
  }
  return result;
}

/// espeak-ng's callback: collects the samples. `events->user_data` is the vector.
int collect(short* samples, int count, espeak_EVENT* events) {
  if (samples != nullptr && count > 0) {
    auto* into = static_cast<std::vector<std::int16_t>*>(events->user_data);
    into->insert(into->end(), samples, samples + count);
  }
  return 0;
}

void trim_silence(std::vector<std::int16_t>& samples) {
  const auto audible = [](std::int16_t sample) { return std::abs(int{sample}) >= silent_below; };
  samples.erase(std::find_if(samples.rbegin(), samples.rend(), audible).base(), samples.end());
  samples.erase(samples.begin(), std::find_if(samples.begin(), samples.end(), audible));
}

class EspeakVoice final : public Voice {
 public:
  void prepare() override {
    if (ready_) return;
    start();
    for (const Language language : {Language::id, Language::en})
      select(language);
    ready_ = true;
  }

  Pcm speak(Language language, std::string_view text) override {
    prepare();
    select(language);
    const std::string words = language == Language::en ? std::string(text) : with_corrections(text);
    Pcm pcm;
    if (espeak_Synth(words.c_str(), words.size() + 1, 0, POS_CHARACTER, 0,
                     espeakCHARS_UTF8 | espeakPHONEMES, nullptr, &pcm.samples) != EE_OK) {
      throw VoiceError("espeak-ng did not speak");
    }
    trim_silence(pcm.samples);
    scale_to_peak(pcm, speech_peak);
    return pcm;
  }

 private:
  /// Once per process. espeak-ng is never terminated: espeak_Terminate() of 1.51 can wait for ever
  /// for its own command thread, and a program must stop promptly.
  static void start() {
    static bool started = false;
    if (started) return;
    const int rate =
        espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, nullptr, espeakINITIALIZE_DONT_EXIT);
    if (rate < 0) throw VoiceError("espeak-ng did not start: are its data files installed?");
    if (rate != sound_rate) throw VoiceError(fmt::format("espeak-ng speaks at {} Hz", rate));
    espeak_SetSynthCallback(collect);
    started = true;
  }

  static void select(Language language) {
    const bool english = language == Language::en;
    const char* const name = english ? "en" : "id";
    if (espeak_SetVoiceByName(name) != EE_OK) {
      throw VoiceError(fmt::format("espeak-ng has no voice \"{}\"", name));
    }
    espeak_SetParameter(espeakRATE, english ? 150 : 140, 0);
  }

  bool ready_ = false;
};

}  // namespace

std::unique_ptr<Voice> make_espeak_voice() {
  return std::make_unique<EspeakVoice>();
}

}  // namespace giliran::display
