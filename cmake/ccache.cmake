# Compiles through ccache where it is installed. Its sloppiness is what precompiled headers ask for: their dates and
# macros are part of what it compares.
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros
        "${CCACHE_PROGRAM}")
endif()
