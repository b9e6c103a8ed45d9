// The main function of every test program.
#if __has_include(<catch2/catch_all.hpp>)
#include "tests/catch.hpp"

int main(int argc, char** argv) { return Catch::Session().run(argc, argv); }
#else
#define CATCH_CONFIG_MAIN
#include "tests/catch.hpp"
#endif

// Read by the leak checker where there is one. Pango sorts fonts in detached threads; one that the
// end of the program stops still holds its configuration, whose parts fontconfig links by offsets
// that the checker cannot follow.
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig.so\n"; }
