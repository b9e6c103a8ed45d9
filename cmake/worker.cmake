# isonomia-review, the only program with Clang in it: hostile source never shares a process with keys.
isonomia_library(worker FOLDER analyzer/worker EXCLUDE analyzer/worker/main.cpp
    PUBLIC isonomia_stats clang-cpp LLVM)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")  # inlined code of Clang's headers
    target_compile_options(isonomia_worker PRIVATE -Wno-nonnull)
endif()
target_include_directories(isonomia_worker SYSTEM PUBLIC ${LLVM_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
# Clang's own headers, for the sources under review.
execute_process(COMMAND "${LLVM_TOOLS_BINARY_DIR}/clang" -print-resource-dir
                OUTPUT_VARIABLE clang_resource_dir OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT clang_resource_dir)
    set(clang_resource_dir "${LLVM_LIBRARY_DIR}/clang/${LLVM_VERSION_MAJOR}")
endif()
target_compile_definitions(isonomia_worker PRIVATE "ISONOMIA_CLANG_RESOURCE_DIR=\"${clang_resource_dir}\"")
isonomia_registry(worker FOLDER analyzer/worker/checks HEADER analyzer/worker/check.hpp KIND check)
isonomia_program(isonomia-review MAIN analyzer/worker/main.cpp LINK isonomia_worker)
