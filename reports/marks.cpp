#include "reports/marks.hpp"

#include <algorithm>

#include "core/digest.hpp"
#include "reports/visible.hpp"

namespace isonomia::reports {

namespace {

constexpr std::size_t key_digits = 10;
constexpr std::string_view bookmark_prefix = "_m_";
constexpr std::size_t check_digits = 8;

bool is_hex(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string key_of(const Support& support) {
    return hex(sha256(std::string(to_text(support.kind)) + "/" + support.id)).substr(0, key_digits);
}

bool is_data(const Run& run) {
    return run.kind == RunKind::value || run.kind == RunKind::number || run.kind == RunKind::date ||
           run.kind == RunKind::code;
}

}  // namespace

std::string check_of(std::string_view text) { return hex(sha256(text)).substr(0, check_digits); }

std::optional<Mark> parse_mark(std::string_view text) {
    const auto first = text.find('.');
    const auto last = text.rfind('.');
    if (first != key_digits || last == first || text.size() - last - 1 != check_digits)
        return std::nullopt;
    const std::string_view count = text.substr(first + 1, last - first - 1);
    const bool is_count =
        !count.empty() && count.size() <= 9 &&
        std::all_of(count.begin(), count.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!is_count || !is_hex(text.substr(0, first)) || !is_hex(text.substr(last + 1)))
        return std::nullopt;
    return Mark{std::string(text.substr(0, last)), std::string(text.substr(last + 1))};
}

std::string Mark::bookmark() const {
    std::string name = std::string(bookmark_prefix) + text();
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
}

std::optional<Mark> parse_bookmark(std::string_view name) {
    if (!name.starts_with(bookmark_prefix)) return std::nullopt;
    std::string text(name.substr(bookmark_prefix.size()));
    const auto count_end = text.find('_', std::min(text.size(), key_digits + 1));
    const auto end = count_end == std::string::npos ? text.size() : count_end + 1 + check_digits;
    // LibreOffice adds to names in footnotes: what follows the check is its own.
    if (end < text.size() && text[end] != '_') return std::nullopt;
    text.resize(std::min(text.size(), end));
    if (text.find('.') != std::string::npos) return std::nullopt;
    std::replace(text.begin(), text.end(), '_', '.');
    return parse_mark(text);
}

std::vector<Marked> marks_of(const Document& document) {
    std::vector<Marked> all;
    std::map<std::string, std::size_t> counts;
    const auto visit = [&](Inline& text, const Supports* supports) {
        if (supports == nullptr || supports->empty()) return;
        const std::string key = key_of(supports->front());
        for (const Run& run : text) {
            if (!is_data(run) || run.text.empty()) continue;
            const std::string place = key + "." + std::to_string(++counts[key]);
            all.push_back({&run, {place, check_of(visible(run.text))}, supports->front()});
        }
    };
    for_each_text(const_cast<Document&>(document), visit);  // nothing is changed
    return all;
}

}  // namespace isonomia::reports
