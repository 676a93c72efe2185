#include "display/program.hpp"

int main(int argc, char** argv) {
  return giliran::display::run_program(argc, argv);
}
