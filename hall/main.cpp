#include "hall/program.hpp"

int main(int argc, char** argv) {
  return static_cast<int>(giliran::hall::run_program(argc, argv));
}
