#include "counter_client/program.hpp"

int main(int argc, char** argv) {
  return giliran::counter::run_program(argc, argv);
}
