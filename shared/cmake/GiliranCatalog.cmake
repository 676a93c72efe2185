# giliran_catalog(<target> <domain> PO <xx.po>...)
# Compiles a room's gettext catalogs and embeds them: giliran::embedded::catalog_<domain>() holds
# the files "<language>.mo". Indonesian is the source and needs no catalog.
find_program(MSGFMT msgfmt REQUIRED)
function(giliran_catalog target domain)
  cmake_parse_arguments(ARG "" "" "PO" ${ARGN})
  set(compiled "")
  foreach(po IN LISTS ARG_PO)
    get_filename_component(language "${po}" NAME_WE)
    get_filename_component(source "${po}" ABSOLUTE)
    set(mo "${CMAKE_CURRENT_BINARY_DIR}/${domain}/${language}.mo")
    file(MAKE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/${domain}")
    add_custom_command(OUTPUT "${mo}"
      COMMAND ${MSGFMT} --check-format --check-domain -o "${mo}" "${source}"
      DEPENDS "${source}" VERBATIM)
    list(APPEND compiled "${mo}")
  endforeach()
  giliran_embed(${target} NAME catalog_${domain} FILES ${compiled})
endfunction()
