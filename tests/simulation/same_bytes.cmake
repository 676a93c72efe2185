# The same seed twice: every step, refusal and figure must be the same bytes.
foreach(run 1 2)
  execute_process(COMMAND "${PROGRAM}" --seed 7 --seeds 3 --trace OUTPUT_VARIABLE out_${run}
                  RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "giliran-simulate ended with ${result}:\n${out_${run}}")
  endif()
endforeach()
string(LENGTH "${out_1}" length)
if(length LESS 1000 OR NOT out_1 STREQUAL out_2)
  message(FATAL_ERROR "the same seed gave other bytes")
endif()
