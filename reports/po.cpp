#include "reports/po.hpp"

#include "core/text.hpp"

namespace isonomia::reports {

namespace {

class PoReader {
public:
    explicit PoReader(std::string file) : file_(std::move(file)) {}

    Status line(std::string_view raw) {
        ++number_;
        const std::string_view text = trim(raw);
        if (text.empty()) return {};
        if (text.front() == '#') {
            if (text.starts_with("#,") && text.find("fuzzy") != std::string_view::npos) {
                if (auto status = end(); !status) return status;
                fuzzy_ = true;
            }
            return {};
        }
        if (text.front() == '"') return target_ == nullptr ? bad() : append(text);
        const auto quote = text.find('"');
        if (quote == std::string_view::npos) return bad();
        return keyword(trim(text.substr(0, quote)), text.substr(quote));
    }

    Status end() {
        if (!has_id_) return {};
        bool whole = !id_.empty() && !strings_.empty();  // the header is no phrase
        for (const std::string& text : strings_)
            whole = whole && !text.empty();
        if (whole && !fuzzy_ && !entries.emplace(id_, strings_).second)
            return fail(error("the same msgid stands twice"));
        has_id_ = fuzzy_ = false;
        id_.clear();
        plural_.clear();
        strings_.clear();
        target_ = nullptr;
        return {};
    }

    PoEntries entries;

private:
    [[nodiscard]] Error error(std::string_view what) const {
        return input_error("D0005", std::string(what)).at({file_, number_, 1});
    }
    [[nodiscard]] Status bad() const { return fail(error("this line is no line of a PO file")); }

    Status keyword(std::string_view word, std::string_view quoted) {
        if (word == "msgid") {
            if (!strings_.empty())
                if (auto status = end(); !status) return status;
            has_id_ = true;
            target_ = &id_;
        } else if (word == "msgid_plural") {
            target_ = &plural_;
        } else if (word == "msgstr" || (word.starts_with("msgstr[") && word.ends_with(']'))) {
            if (!has_id_) return bad();
            strings_.emplace_back();
            target_ = &strings_.back();
        } else {
            return bad();
        }
        return append(quoted);
    }

    Status append(std::string_view quoted) {
        if (quoted.size() < 2 || quoted.back() != '"') return bad();
        for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
            char c = quoted[i];
            if (c == '"') return bad();
            if (c == '\\') {
                if (++i + 1 >= quoted.size()) return bad();
                c = quoted[i] == 'n' ? '\n' : quoted[i] == 't' ? '\t' : quoted[i];
            }
            *target_ += c;
        }
        return {};
    }

    std::string file_;
    std::size_t number_ = 0;
    bool has_id_ = false;
    bool fuzzy_ = false;
    std::string id_;
    std::string plural_;
    std::vector<std::string> strings_;
    std::string* target_ = nullptr;
};

}  // namespace

Result<PoEntries> parse_po(std::string_view text, const std::string& file) {
    PoReader reader(file);
    for (const std::string_view line : split(text, '\n'))
        if (auto status = reader.line(line); !status) return fail(status.error());
    if (auto status = reader.end(); !status) return fail(status.error());
    return std::move(reader.entries);
}

}  // namespace isonomia::reports
