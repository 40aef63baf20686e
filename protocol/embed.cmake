# Writes the texts of a folder into one .cpp as rows of a table, so that a program carries them.
#
#   cmake -DFOLDER=… -DEXTENSION=json -DHEADER=protocol/legal_profile_file.hpp -DNAMESPACE=chamber -DROW=LegalText
#         -DFUNCTION=shipped_legal_texts -DOUTPUT=… -P embed.cmake
#
# ROW: a struct of two string_views, the file's name (without the extension where NAME_PART is NAME_WE) and its text.
# FUNCTION: gives all rows, by name.
if(NOT NAME_PART)
  set(NAME_PART NAME)
endif()
file(GLOB files "${FOLDER}/*.${EXTENSION}")
list(SORT files)
set(rows "")
foreach(file ${files})
  file(READ "${file}" text)
  get_filename_component(name "${file}" ${NAME_PART})
  string(APPEND rows "    {\"${name}\", R\"embedded(${text})embedded\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "#include \"${HEADER}\"\n\nnamespace ${NAMESPACE} {\n\nnamespace {\nconstexpr ${ROW} rows[] = {\n${rows}};\n}\n\nstd::span<const ${ROW}> ${FUNCTION}() { return rows; }\n\n}  // namespace ${NAMESPACE}\n")
