// What the sanitizers of the asan and tsan presets are to pass over: Pango and fontconfig are built
// without them, load fonts in threads of their own and keep them until the end.

// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\n";
}

extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
  return "race:libfontconfig\nrace:libpango\nrace:libglib\nrace:tzset_internal\n";
}
// NOLINTEND(bugprone-reserved-identifier)
