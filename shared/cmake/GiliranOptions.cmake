# What every target of the project is compiled with.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")

# Assertions stay on in the hall: a bug that stops is better than a wrong number.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")

set(GILIRAN_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize= (address,undefined or thread)")

add_library(giliran_options INTERFACE)
target_compile_options(giliran_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align)
if(GILIRAN_WARNINGS_AS_ERRORS)
  target_compile_options(giliran_options INTERFACE -Werror)
endif()
# GCC 12 takes values for unset that library headers do set (date.h, Boost), with -O2 and sanitizers.
target_compile_options(giliran_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
if(GILIRAN_SANITIZE)
  # -O1: the sanitizers' own advice.
  add_compile_options(-fsanitize=${GILIRAN_SANITIZE} -fno-omit-frame-pointer -O1)
  add_link_options(-fsanitize=${GILIRAN_SANITIZE})
  if(GILIRAN_SANITIZE MATCHES thread)
    # Asio has a fence, which ThreadSanitizer does not follow; it is beside locks that it does follow.
    add_compile_options(-Wno-tsan)
  endif()
endif()

option(GILIRAN_FUZZ "Build the fuzz targets with libFuzzer (Clang)" OFF)
if(GILIRAN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
                      -fno-omit-frame-pointer -O1)
  add_link_options(-fsanitize=address,undefined)
endif()

if(GILIRAN_SANITIZE OR GILIRAN_FUZZ)
  add_library(giliran_sanitizers OBJECT "${PROJECT_SOURCE_DIR}/tests/support/sanitizers.cpp")
  link_libraries(giliran_sanitizers)
endif()

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json locale)
