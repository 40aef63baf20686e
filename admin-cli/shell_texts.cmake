# Completion and manual page of chamber-admin, written by the program that was just built.
#
#   cmake -DPROGRAM=bin/chamber-admin -DFOLDER=share -P shell_texts.cmake
file(MAKE_DIRECTORY ${FOLDER})
foreach(text "chamber-admin.bash;completion;bash" "_chamber-admin;completion;zsh" "chamber-admin.1;man")
  list(POP_FRONT text file)
  execute_process(COMMAND ${PROGRAM} ${text} OUTPUT_FILE ${FOLDER}/${file} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
