# giliran_embed(<target> NAME <identifier> FILES <file>... [DEPENDS ...])
# Puts files into a program, so that it runs from wherever it is copied to. Gives the target a
# source that defines `std::span<const giliran::EmbeddedFile> giliran::embedded::<identifier>()`
# (declared in shared/base/embedded.hpp by GILIRAN_DECLARE_EMBEDDED). Names are the files' base names.
set(GILIRAN_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_DIR}/embed.cmake")
function(giliran_embed target)
  cmake_parse_arguments(ARG "" "NAME" "FILES;DEPENDS" ${ARGN})
  set(out "${CMAKE_CURRENT_BINARY_DIR}/embedded_${ARG_NAME}.cpp")
  add_custom_command(OUTPUT "${out}"
    COMMAND ${CMAKE_COMMAND} "-DOUT=${out}" "-DNAME=${ARG_NAME}" "-DFILES=${ARG_FILES}"
            -P "${GILIRAN_EMBED_SCRIPT}"
    DEPENDS ${ARG_FILES} ${ARG_DEPENDS} "${GILIRAN_EMBED_SCRIPT}"
    COMMENT "Embedding ${ARG_NAME}" VERBATIM)
  target_sources(${target} PRIVATE "${out}")
endfunction()
