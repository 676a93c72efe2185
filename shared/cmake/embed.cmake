# Writes OUT: the FILES as byte arrays. Run by giliran_embed.
set(text "#include \"shared/base/embedded.hpp\"\nnamespace giliran::embedded {\nnamespace {\n")
set(table "")
set(index 0)
foreach(file IN LISTS FILES)
  get_filename_component(base "${file}" NAME)
  file(READ "${file}" hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${hex}")
  # Short literals side by side: one very long literal is slow to compile.
  string(REGEX REPLACE "(................................................................)" "\\1\"\n\"" bytes "${bytes}")
  string(APPEND text "constexpr char file_${index}[] = \"${bytes}\";\n")
  string(APPEND table "    {\"${base}\", std::string_view(file_${index}, ${size})},\n")
  math(EXPR index "${index} + 1")
endforeach()
string(APPEND text "constexpr EmbeddedFile table[] = {\n${table}};\n}\n"
  "std::span<const EmbeddedFile> ${NAME}();\n"
  "std::span<const EmbeddedFile> ${NAME}() { return table; }\n}\n")
file(WRITE "${OUT}" "${text}")
