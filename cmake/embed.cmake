# isonomia_embed(LIBRARY NAMESPACE ns FUNCTION f PATTERNS patterns...)
#   Adds `std::span<const EmbeddedFile> ns::f()` to isonomia_LIBRARY: the files that match, sorted by path.
#   Any bytes, any length: they become arrays of characters, not string literals.
function(isonomia_embed library)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "NAMESPACE;FUNCTION" "PATTERNS")
    list(TRANSFORM arg_PATTERNS PREPEND "${PROJECT_SOURCE_DIR}/")
    file(GLOB files CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}" ${arg_PATTERNS})
    list(SORT files)
    set(inputs ${files})
    list(TRANSFORM inputs PREPEND "${PROJECT_SOURCE_DIR}/")
    set(folder "${PROJECT_BINARY_DIR}/generated/${library}")
    set(output "${folder}/${arg_FUNCTION}.cpp")
    # The list is a file, so that an added or removed file makes the output out of date.
    list(JOIN files "\n" listing)
    file(CONFIGURE OUTPUT "${folder}/${arg_FUNCTION}.txt" CONTENT "${listing}\n" @ONLY)
    set(script "${PROJECT_SOURCE_DIR}/cmake/write_embedded.cmake")
    add_custom_command(OUTPUT "${output}"
        COMMAND "${CMAKE_COMMAND}" "-DROOT=${PROJECT_SOURCE_DIR}" "-DLIST=${folder}/${arg_FUNCTION}.txt"
                "-DNAMESPACE=${arg_NAMESPACE}" "-DFUNCTION=${arg_FUNCTION}" "-DOUTPUT=${output}"
                -P "${script}"
        DEPENDS ${inputs} "${folder}/${arg_FUNCTION}.txt" "${script}"
        COMMENT "Embedding ${arg_FUNCTION}" VERBATIM)
    set_source_files_properties("${output}" PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    target_sources(isonomia_${library} PRIVATE "${output}")
endfunction()
