#include "cli/markdown.hpp"

#include "cli/printable.hpp"
#include "cli/terminal.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

// '[text](address)' becomes 'text'; '**' goes.
std::string inline_text(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const auto middle = text.front() == '[' ? text.find("](") : std::string_view::npos;
        const auto end = middle == std::string_view::npos ? middle : text.find(')', middle);
        if (end != std::string_view::npos) {
            result += text.substr(1, middle - 1);
            text.remove_prefix(end + 1);
        } else if (text.starts_with("**")) {
            text.remove_prefix(2);
        } else {
            result += text.front();
            text.remove_prefix(1);
        }
    }
    return result;
}

class Renderer {
public:
    explicit Renderer(const TerminalFacts& terminal) : paint_(terminal), width_(terminal.width) {}

    void line(std::string_view raw) {
        const std::string_view text = trim(raw);
        if (text.starts_with("```")) {
            end_paragraph();
            in_code_ = !in_code_;
        } else if (in_code_) {
            result_ += "    " + std::string(raw) + "\n";
        } else if (text.empty()) {
            end_paragraph();
            result_ += "\n";
        } else if (text.starts_with('#')) {
            end_paragraph();
            const auto begin = text.find_first_not_of("# ");
            if (begin != std::string_view::npos)
                result_ += paint_.bold(inline_text(text.substr(begin))) + "\n";
        } else if (text.starts_with('|')) {
            end_paragraph();
            result_ += std::string(text) + "\n";
        } else {
            if (text.starts_with("- ") || text.starts_with("* ")) end_paragraph();
            paragraph_ += paragraph_.empty() ? "" : " ";
            paragraph_ += inline_text(text);
        }
    }

    [[nodiscard]] std::string finish() {
        end_paragraph();
        return std::move(result_);
    }

private:
    void end_paragraph() {
        if (!paragraph_.empty()) result_ += wrapped(paragraph_, width_) + "\n";
        paragraph_.clear();
    }

    Paint paint_;
    std::size_t width_;
    bool in_code_ = false;
    std::string paragraph_;
    std::string result_;
};

}  // namespace

std::string markdown_for_terminal(std::string_view text, const TerminalFacts& terminal) {
    if (trim(text).empty()) return "";
    Renderer renderer(terminal);
    for (const std::string_view line : split(trim(text), '\n'))
        renderer.line(line);
    return renderer.finish();
}

}  // namespace isonomia::cli
