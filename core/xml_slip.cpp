#include "core/xml_slip.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia {

namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::string_view blanks = " \t\r\n";

// Goes through the tags in order; what it does not understand is left to the parser's own words.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::optional<XmlSlip> run() {
        while (!slip_ && (at_ = text_.find('<', at_)) != npos) {
            const std::string_view rest = text_.substr(at_);
            if (rest.starts_with("<!--"))
                skip_past("-->");
            else if (rest.starts_with("<![CDATA["))
                skip_past("]]>");
            else if (rest.starts_with("<?"))
                skip_past("?>");
            else if (rest.starts_with("</"))
                end_tag();
            else
                start_tag();
        }
        return std::move(slip_);
    }

private:
    struct Open {
        std::string_view name;
        std::size_t offset = 0;
    };

    void skip_past(std::string_view end) {
        const auto found = text_.find(end, at_);
        at_ = found == npos ? text_.size() : found + end.size();
    }

    void give_up() { at_ = text_.size(); }

    void slip(std::string message, std::string hint, std::size_t offset) {
        slip_ = XmlSlip{std::move(message), std::move(hint), offset};
    }

    std::string_view until(std::string_view ends) {
        const std::size_t start = at_;
        at_ = std::min(text_.find_first_of(ends, at_), text_.size());
        return text_.substr(start, at_ - start);
    }

    void skip_blanks() { at_ = std::min(text_.find_first_not_of(blanks, at_), text_.size()); }

    void start_tag() {
        const std::size_t tag = at_++;
        const std::string_view name = until(" \t\r\n/>");
        while (!slip_) {
            skip_blanks();
            if (at_ >= text_.size()) return;
            if (text_.substr(at_, 2) == "/>") return;
            if (text_[at_] == '>') {
                open_.push_back({name, tag});
                return;
            }
            attribute();
        }
    }

    void attribute() {
        const std::size_t start = at_;
        const std::string_view name = until(" \t\r\n=/>");
        skip_blanks();
        if (name.empty() || at_ >= text_.size() || text_[at_] != '=') return give_up();
        ++at_;
        skip_blanks();
        const char quote = at_ < text_.size() ? text_[at_] : '\0';
        if (quote != '"' && quote != '\'') return give_up();
        const std::size_t end = text_.find(quote, at_ + 1);
        const std::string_view value =
            text_.substr(at_ + 1, std::min(end, text_.find('<', at_)) - at_ - 1);
        const bool ran_into_a_tag = end == npos || text_.find('<', at_) < end;
        const bool ran_into_the_next = !ran_into_a_tag && trim(value).ends_with('=') &&
                                       end + 1 < text_.size() &&
                                       std::string_view(" \t\r\n/>?").find(text_[end + 1]) == npos;
        if (ran_into_the_next || (ran_into_a_tag && value.find('>') != npos))
            return slip(fmt::format("the value of '{}' has no closing quotation mark", name),
                        fmt::format("write {} after it", quote), start);
        if (ran_into_a_tag) return give_up();
        at_ = end + 1;
    }

    void end_tag() {
        const std::size_t tag = at_;
        at_ += 2;
        const std::string_view name = trim(until(">"));
        if (open_.empty()) return give_up();
        const Open last = open_.back();
        open_.pop_back();
        if (last.name == name) return;
        const bool outer = std::any_of(open_.begin(), open_.end(),
                                       [&](const Open& one) { return one.name == name; });
        if (outer)
            slip(fmt::format("<{}> is not closed before </{}> of line {}", last.name, name,
                             1 + std::count(text_.begin(), text_.begin() + offset(tag), '\n')),
                 fmt::format("write </{0}> where it ends, or <{0} …/> if it holds nothing",
                             last.name),
                 last.offset);
        else
            slip(fmt::format("<{}> is closed as </{}>", last.name, name),
                 "write the same name in both; capitals and small letters differ", last.offset);
    }

    static std::ptrdiff_t offset(std::size_t at) { return static_cast<std::ptrdiff_t>(at); }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Open> open_;
    std::optional<XmlSlip> slip_;
};

}  // namespace

std::optional<XmlSlip> find_slip(std::string_view text) { return Scanner(text).run(); }

}  // namespace isonomia
