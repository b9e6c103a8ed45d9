// Where passphrases come from: what is refused first.
#include "cli/passphrase.hpp"

#include <thread>

#include <fcntl.h>
#include <pty.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

namespace isonomia::cli {

namespace {

std::string code_of(const Result<provenance::Secret>& secret) {
    return secret ? std::string() : secret.error().code;
}

struct Typed {
    std::string got;  // the passphrase, or the code of the error
    std::string shown;
    bool echo_before = false;
    bool echo_after = false;
};

bool echoes(int terminal) {
    termios settings{};
    REQUIRE(::tcgetattr(terminal, &settings) == 0);
    return (settings.c_lflag & (ECHO | ICANON | ISIG)) == (ECHO | ICANON | ISIG);
}

// A bare chroot has none.
bool has_pseudo_terminals() {
    int keyboard = -1;
    int terminal = -1;
    if (::openpty(&keyboard, &terminal, nullptr, nullptr, nullptr) != 0) return false;
    ::close(keyboard);
    ::close(terminal);
    return true;
}

// Types into a pseudo-terminal once the prompt is there.
Typed type(const std::string& keys) {
    int keyboard = -1;
    int terminal = -1;
    REQUIRE(::openpty(&keyboard, &terminal, nullptr, nullptr, nullptr) == 0);
    Typed typed;
    typed.echo_before = echoes(terminal);
    std::thread typist([&] {
        char byte = 0;
        while (typed.shown.find(": ") == std::string::npos && ::read(keyboard, &byte, 1) == 1)
            typed.shown += byte;
        if (::write(keyboard, keys.data(), keys.size()) < 0) typed.shown += "(not typed)";
    });
    const auto secret = ask_on_terminal(terminal, "Passphrase");
    typist.join();
    typed.echo_after = echoes(terminal);
    ::fcntl(keyboard, F_SETFL, O_NONBLOCK);
    char rest[4096];
    const ssize_t size = ::read(keyboard, rest, sizeof rest);
    if (size > 0) typed.shown.append(rest, static_cast<std::size_t>(size));
    ::close(keyboard);
    ::close(terminal);
    typed.got = secret ? std::string(secret->view()) : secret.error().code;
    return typed;
}

}  // namespace

TEST_CASE("a passphrase file is one line that only its owner can open") {
    const isonomia::tests::ScratchFolder scratch;
    DiskFiles files;
    const fs::path file = scratch.path() / "phrase";
    const auto put = [&](std::string_view content) {
        REQUIRE(files.write(file, content));
        fs::permissions(file, fs::perms(0600));
    };
    CHECK(code_of(passphrase_in_file(file)) == "F0001");
    CHECK(code_of(passphrase_in_file("/dev/zero")) == "P0505");
    CHECK(code_of(passphrase_in_file(scratch.path())) == "P0505");
    const fs::path pipe = scratch.path() / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(code_of(passphrase_in_file(pipe)) == "P0505");
    for (const std::string content : {"", "\n", "\r\n", "\nfour words\n", "four words\nfive\n"}) {
        put(content);
        CHECK(code_of(passphrase_in_file(file)) == "P0505");
    }
    put(std::string(1025, 'x'));
    CHECK(code_of(passphrase_in_file(file)) == "P0505");
    for (const std::string content : {"four words", "four words\n", "four words\r\n"}) {
        put(content);
        const auto secret = passphrase_in_file(file);
        REQUIRE(secret);
        CHECK(secret->view() == "four words");
    }
    fs::permissions(file, fs::perms(0640));
    CHECK(code_of(passphrase_in_file(file)) == "P0502");
}

TEST_CASE("a descriptor gives one line, or an error") {
    for (const char* number : {"", "x", "-1", "65536", "3x", "99"})
        CHECK(code_of(passphrase_from_descriptor(number)) == "P0505");
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    REQUIRE(::write(ends[1], "four words\nrest", 15) == 15);
    const auto secret = passphrase_from_descriptor(std::to_string(ends[0]));
    REQUIRE(secret);
    CHECK(secret->view() == "four words");
    ::close(ends[1]);
    CHECK(passphrase_from_descriptor(std::to_string(ends[0])));                      // "rest"
    CHECK(code_of(passphrase_from_descriptor(std::to_string(ends[0]))) == "P0505");  // the end
    ::close(ends[0]);
}

TEST_CASE("nothing that is typed is shown, and the terminal is left as it was") {
    if (!has_pseudo_terminals()) {
        WARN("not run: there are no pseudo-terminals here (/dev/pts)");
        return;
    }
    for (const auto& [keys, got] :
         std::vector<std::pair<std::string, std::string>>{{"\n", "P0505"},
                                                          {"secret\x03", "P0505"},
                                                          {"secret\x04", "P0505"},
                                                          {std::string(1025, 'x') + "\n", "P0505"},
                                                          {"four words\n", "four words"},
                                                          {"wrong\x15right\n", "right"},
                                                          {"secrex\x7Ft\n", "secret"},
                                                          {"\x7F\x7Fx\r", "x"}}) {
        const Typed typed = type(keys);
        CHECK(typed.got == got);
        CHECK(typed.echo_before);
        CHECK(typed.echo_after);
        CHECK(typed.shown.starts_with("Passphrase: "));
        CHECK(typed.shown.find("sec") == std::string::npos);
        CHECK(typed.shown.find("words") == std::string::npos);
    }
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    CHECK(code_of(ask_on_terminal(ends[0], "Passphrase")) == "P0505");  // no terminal
    ::close(ends[0]);
    ::close(ends[1]);
}

}  // namespace isonomia::cli
