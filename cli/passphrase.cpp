#include "cli/passphrase.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "cli/printable.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

using provenance::Secret;

Error no_passphrase(const std::string& why) {
    return input_error("P0505", "there is no passphrase: " + why);
}

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return number_; }

private:
    int number_;
};

// The next byte; nothing at the end or when reading fails.
std::optional<char> next_byte(int descriptor) {
    char byte = 0;
    while (true) {
        const ssize_t got = ::read(descriptor, &byte, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return std::nullopt;
        return byte;
    }
}

// One line, without its end ("\n" or "\r\n").
Result<Secret> read_line(int descriptor, bool must_end) {
    Secret line;
    while (const auto byte = next_byte(descriptor)) {
        if (*byte == '\n') {
            must_end = must_end && next_byte(descriptor).has_value();
            if (must_end) return fail(no_passphrase("there is more than one line"));
            break;
        }
        if (!line.push_back(*byte))
            return fail(no_passphrase(fmt::format("longer than {} bytes", Secret::size_max)));
    }
    if (!line.empty() && line.view().back() == '\r') line.pop_back();
    if (line.empty()) return fail(no_passphrase("the line is empty"));
    return line;
}

// No echo, no lines, no signals from keys, until destroyed. Signals from elsewhere wait meanwhile,
// so that nobody is left with a terminal that shows nothing.
class Silence {
public:
    explicit Silence(int terminal) : terminal_(terminal) {
        sigset_t stopping;
        sigemptyset(&stopping);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP})
            sigaddset(&stopping, signal);
        ::pthread_sigmask(SIG_BLOCK, &stopping, &signals_);
        is_terminal_ = ::tcgetattr(terminal_, &before_) == 0;
        if (!is_terminal_) return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ICANON | ISIG);
        silent.c_cc[VMIN] = 1;
        silent.c_cc[VTIME] = 0;
        is_terminal_ = ::tcsetattr(terminal_, TCSAFLUSH, &silent) == 0;
    }
    ~Silence() {
        if (is_terminal_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
        ::pthread_sigmask(SIG_SETMASK, &signals_, nullptr);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;
    [[nodiscard]] bool holds() const { return is_terminal_; }

private:
    int terminal_;
    bool is_terminal_ = false;
    termios before_{};
    sigset_t signals_{};
};

void say(int terminal, std::string_view text) {
    while (!text.empty()) {
        const ssize_t put = ::write(terminal, text.data(), text.size());
        if (put <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(put));
    }
}

Result<Secret> typed_line(int terminal) {
    constexpr char end_of_text = 3;          // Ctrl-C
    constexpr char end_of_transmission = 4;  // Ctrl-D
    constexpr char kill_line = 21;           // Ctrl-U
    constexpr char rubout = 127;
    Secret line;
    while (const auto byte = next_byte(terminal)) {
        if (*byte == '\n' || *byte == '\r') return line;
        if (*byte == end_of_text || *byte == end_of_transmission) break;
        if (*byte == kill_line) {
            line.clear();
        } else if (*byte == rubout || *byte == '\b') {
            if (!line.empty()) line.pop_back();
        } else if (!line.push_back(*byte)) {
            return fail(no_passphrase(fmt::format("longer than {} bytes", Secret::size_max)));
        }
    }
    return fail(no_passphrase("typing it was given up"));
}

Result<Secret> ask(const PassphraseSource& source) {
    const Descriptor terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
    if (terminal.get() < 0) return fail(no_passphrase("there is no terminal to ask on"));
    auto first = ask_on_terminal(terminal.get(), source.prompt);
    if (!first || !source.twice) return first;
    const auto second = ask_on_terminal(terminal.get(), source.prompt + ", once more");
    if (!second) return fail(second.error());
    if (first->view() == second->view()) return first;
    return fail(no_passphrase("the two that were typed differ"));
}

}  // namespace

Result<Secret> passphrase_in_file(const fs::path& file) {
    const std::string shown = printable(file.string(), 200);
    const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat facts{};
    if (opened.get() < 0 || ::fstat(opened.get(), &facts) != 0)
        return fail(system_error("F0001",
                                 fmt::format("cannot read '{}': {}", shown, std::strerror(errno))));
    if (!S_ISREG(facts.st_mode))
        return fail(no_passphrase(fmt::format("'{}' is not a regular file", shown))
                        .hinted("hand a pipe over with --passphrase-fd"));
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return fail(input_error("P0502",
                                fmt::format("other users can open the passphrase file '{}'", shown))
                        .hinted(fmt::format("run 'chmod 600 {}'", shown)));
    auto line = read_line(opened.get(), true);
    if (!line) {
        Error error = line.error();
        error.message += fmt::format(", in '{}'", shown);
        return fail(std::move(error).hinted("the file holds the passphrase in one line"));
    }
    return line;
}

Result<Secret> passphrase_from_descriptor(const std::string& number) {
    const auto descriptor = parse_integer(number);
    if (!descriptor || *descriptor < 0 || *descriptor > 65535)
        return fail(usage_error("P0505", fmt::format("'{}' is not the number of a descriptor",
                                                     printable(number, 60)))
                        .hinted("write 3 and begin the command with 3<FILE or 3< <(PROGRAM)"));
    const int open_descriptor = static_cast<int>(*descriptor);
    if (::fcntl(open_descriptor, F_GETFD) < 0)
        return fail(no_passphrase(fmt::format("descriptor {} is not open", number)));
    return read_line(open_descriptor, false);
}

Result<Secret> ask_on_terminal(int terminal, const std::string& prompt) {
    const Silence silence(terminal);
    if (!silence.holds()) return fail(no_passphrase("there is no terminal to ask on"));
    say(terminal, printable(prompt, 200) + ": ");
    auto line = typed_line(terminal);
    say(terminal, "\n");
    if (line && line->empty()) return fail(no_passphrase("none was typed"));
    return line;
}

std::vector<OptionRecord> passphrase_options(const std::string& prefix,
                                             const std::string& of_what) {
    return {{.name = prefix + "passphrase-file",
             .value = "FILE",
             .help = "file that holds the passphrase or PIN " + of_what + ", in one line",
             .completes = Completes::file},
            {.name = prefix + "passphrase-fd",
             .value = "N",
             .help = "open descriptor to read it from"}};
}

bool names_passphrase(const Arguments& arguments, const std::string& prefix) {
    return arguments.has(prefix + "passphrase-file") || arguments.has(prefix + "passphrase-fd");
}

Result<Secret> get_passphrase(const Context& context, const Arguments& arguments,
                              const PassphraseSource& source) {
    const std::string file = arguments.value(source.prefix + "passphrase-file");
    if (!file.empty()) return passphrase_in_file(context.working_folder / file);
    const std::string descriptor = arguments.value(source.prefix + "passphrase-fd");
    if (!descriptor.empty()) return passphrase_from_descriptor(descriptor);
    if (context.err_terminal.is_terminal) return ask(source);
    return fail(
        no_passphrase("none was given and there is no terminal to ask on")
            .hinted(fmt::format("name a file that holds it with --{0}passphrase-file, or an "
                                "open descriptor with --{0}passphrase-fd",
                                source.prefix)));
}

}  // namespace isonomia::cli
