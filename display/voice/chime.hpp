#pragma once

#include "display/voice/pcm.hpp"

namespace giliran::display {

/// The "ting-tung" before an announcement: two struck tones, E5 then C5, 1.2 s together, that begin
/// without a click and have died away at the end. As loud as the voice that follows; never clipped.
Pcm chime();

}  // namespace giliran::display
