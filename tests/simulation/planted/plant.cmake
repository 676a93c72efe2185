# cmake -DCORE=<hall/core> -DOUT=<folder> -P plant.cmake
# Copies hall/core to OUT and plants every mistake of mistakes.cmake; writes OUT/planted.hpp.
file(GLOB sources "${CORE}/*.cpp")
set(names "")
function(plant number what file right wrong)
  string(FIND "${text_${file}}" "${right}" first)
  string(FIND "${text_${file}}" "${right}" last REVERSE)
  if(first EQUAL -1 OR NOT first EQUAL last)
    message(FATAL_ERROR "mistake ${number}: hall/core/${file} does not have exactly once: ${right}")
  endif()
  if(right MATCHES ";$")
    set(both "if (giliran::hall::planted_mistake == ${number}) { ${wrong} } else { ${right} }")
  else()
    set(both "(giliran::hall::planted_mistake == ${number} ? (${wrong}) : (${right}))")
  endif()
  string(REPLACE "${right}" "${both}" planted "${text_${file}}")
  set("text_${file}" "${planted}" PARENT_SCOPE)
  set(names "${names}    {${number}, \"${what}\"},\n" PARENT_SCOPE)
endfunction()
foreach(source IN LISTS sources)
  get_filename_component(name "${source}" NAME)
  file(READ "${source}" "text_${name}")
endforeach()
include("${CMAKE_CURRENT_LIST_DIR}/mistakes.cmake")
foreach(source IN LISTS sources)
  get_filename_component(name "${source}" NAME)
  file(WRITE "${OUT}/${name}" "#include \"planted.hpp\"\n${text_${name}}")
endforeach()
file(WRITE "${OUT}/planted.hpp" "#pragma once
#include <string_view>
namespace giliran::hall {
/// The number of the mistake that is switched on; 0: none.
extern int planted_mistake;
struct PlantedMistake {
  int number;
  std::string_view what;
};
inline constexpr PlantedMistake planted_mistakes[] = {
${names}};
}  // namespace giliran::hall
")
file(WRITE "${OUT}/planted.cpp" "#include \"planted.hpp\"
namespace giliran::hall {
int planted_mistake = 0;
}
")
