# giliran_npm(<folder with package.json and its lock> <folder to install into> <variable>)
# Installs exactly the locked packages when the lock has changed, and not otherwise, so that a second
# build needs no network. Sets <variable> to the file to depend on.
function(giliran_npm source target variable)
  find_program(NPM npm REQUIRED)
  set(stamp "${target}/node_modules/.package-lock.json")
  add_custom_command(OUTPUT "${stamp}"
    COMMAND ${CMAKE_COMMAND} -E make_directory "${target}"
    COMMAND ${CMAKE_COMMAND} -E copy "${source}/package.json" "${source}/package-lock.json"
            "${source}/.npmrc" "${target}"
    COMMAND ${CMAKE_COMMAND} -E chdir "${target}" ${NPM} ci --prefer-offline --loglevel=error
    COMMAND ${CMAKE_COMMAND} -E touch "${stamp}"
    DEPENDS "${source}/package-lock.json" "${source}/package.json"
    COMMENT "Installing the npm packages of ${target}" VERBATIM)
  set(${variable} "${stamp}" PARENT_SCOPE)
endfunction()
