#include "display/voice/playback.hpp"

#include <algorithm>
#include <utility>

#include "display/voice/chime.hpp"
#include "shared/base/log.hpp"

namespace giliran::display {

Pcm announcement_sound(Voice& voice, const Pcm& chime, const std::vector<Sentence>& sentences) {
  Pcm sound = chime;
  auto pause = Playback::pause_after_chime;
  for (const Sentence& sentence : sentences) {
    append_silence(sound, pause);
    append(sound, voice.speak(sentence.language, sentence.text));
    pause = Playback::pause_between_sentences;
  }
  append_silence(sound, Playback::pause_at_end);
  return sound;
}

Playback::Playback(Voice& voice, AudioOut& out, VoiceEvents events)
    : voice_(voice), out_(out), events_(std::move(events)), chime_(chime()) {}

SteadyTime Playback::step(SteadyTime now) {
  look_after_sound(now);
  if (playing_ && over(now)) {
    const CallSeq seq = playing_->seq;
    playing_.reset();
    events_.finished(seq);
  }
  if (!playing_ && !waiting_.empty()) {
    const Announcement next = std::move(waiting_.front());
    waiting_.pop_front();
    begin(next, now);
  }
  if (!playing_) return next_look_;
  if (!playing_->audible) return std::min(playing_->end, next_look_);
  return now + std::clamp(out_.queued(), std::chrono::milliseconds{5}, poll_every);
}

void Playback::look_after_sound(SteadyTime now) {
  const bool had_sound = state_ && state_->fault == SoundFault::none;
  if (had_sound && !out_.alive()) {
    lose_device(now, "the audio device was disconnected");
    return;
  }
  if (now < next_look_) return;
  if (had_sound) {
    next_look_ = now + check_every;
    return;
  }
  next_look_ = now + retry_every;
  if (!out_.alive() && !out_.open()) {
    report({SoundFault::no_device, out_.reason()});
    return;
  }
  try {
    voice_.prepare();
    report({});
    next_look_ = now + check_every;
  } catch (const VoiceError& error) {
    report({SoundFault::no_voice, error.what()});
  }
}

void Playback::begin(const Announcement& announcement, SteadyTime now) {
  Pcm sound;
  try {
    sound = announcement_sound(voice_, chime_, announcement.sentences);
  } catch (const VoiceError& error) {
    if (out_.alive()) report({SoundFault::no_voice, error.what()});
    sound = chime_;  // still calls attention to the board
    auto silence = pause_at_end;
    for (const Sentence& sentence : announcement.sentences) {
      silence += time_per_character * sentence.text.size();
    }
    append_silence(sound, silence);
  }
  playing_ = Playing{announcement.seq, now + duration_of(sound), false};
  if (!out_.alive()) return;
  playing_->audible = out_.play(sound);
  if (!playing_->audible) lose_device(now, "the audio device takes no sound");
}

bool Playback::over(SteadyTime now) {
  if (!playing_->audible) return now >= playing_->end;
  if (out_.queued() == std::chrono::milliseconds{0}) return true;
  if (now < playing_->end + stalled_after) return false;
  lose_device(now, "the audio device has stopped taking sound");
  return true;
}

void Playback::lose_device(SteadyTime now, std::string detail) {
  out_.close();
  if (playing_) playing_->audible = false;
  next_look_ = now + retry_every;
  report({SoundFault::device_lost, std::move(detail)});
}

void Playback::report(SoundState state) {
  if (state_ && state_->fault == state.fault) return;
  state_ = std::move(state);
  if (state_->fault == SoundFault::none) {
    log(LogLevel::info, "sound ready");
  } else {
    log(LogLevel::warning, "no sound", {{"reason", state_->detail}});
  }
  events_.sound(*state_);
}

}  // namespace giliran::display
