# What a package holds. Folders that a partial tree lacks are skipped.
set(data "${CMAKE_INSTALL_DATADIR}/isonomia")
function(install_data folder name)
    if(IS_DIRECTORY "${PROJECT_SOURCE_DIR}/${folder}")
        install(DIRECTORY "${folder}/" DESTINATION "${data}/${name}" ${ARGN})
    endif()
endfunction()
install_data(rules/packs packs FILES_MATCHING PATTERN "*.xml")
install_data(tests/packs fixtures)
install_data(rules/requirements requirements)
install_data(rules/questionnaires questionnaires)
install_data(corpus/templates templates)
install_data(corpus/instruments instruments)
install_data(corpus/scales scales)
install(FILES README.md CHANGELOG.md ASSURANCE.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")

# The manual and the completions come from the records of the commands, so the program writes them.
if(TARGET isonomia)
    set(written "${PROJECT_BINARY_DIR}/generated/manual")
    file(MAKE_DIRECTORY "${written}")
    add_custom_command(
        OUTPUT "${written}/isonomia.1" "${written}/isonomia" "${written}/_isonomia"
               "${written}/isonomia.fish"
        COMMAND isonomia help --man > "${written}/isonomia.1"
        COMMAND isonomia help --completion bash > "${written}/isonomia"
        COMMAND isonomia help --completion zsh > "${written}/_isonomia"
        COMMAND isonomia help --completion fish > "${written}/isonomia.fish"
        DEPENDS isonomia COMMENT "Writing the manual and the completions" VERBATIM)
    add_custom_target(manual ALL DEPENDS "${written}/isonomia.1")
    install(FILES "${written}/isonomia.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
    install(FILES "${written}/isonomia"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
    install(FILES "${written}/_isonomia" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions")
    install(FILES "${written}/isonomia.fish"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME isonomia)
set(CPACK_PACKAGE_CONTACT "The Isonomia authors <isonomia@example.org>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_STRIP_FILES ON)
include(CPack)
