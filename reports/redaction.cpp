#include "reports/redaction.hpp"

#include <algorithm>

#include "core/describe.hpp"
#include "core/text.hpp"
#include "core/xml.hpp"
#include "reports/numbers.hpp"

namespace isonomia::reports {

namespace {

constexpr std::size_t text_min = 3;  // shorter ones would take apart every word of the report

bool is_space(std::string_view text, std::size_t i, std::size_t& length) {
    const auto starts = [&](std::string_view what) {
        length = what.size();
        return text.substr(i, what.size()) == what;
    };
    return starts(" ") || starts("\n") || starts("\t") || starts("\r") || starts("\u00A0") ||
           starts("\u202F");
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// Length of the occurrence of `wanted` at `at`, 0 for none. A blank in it matches white space.
std::size_t match(std::string_view text, std::size_t at, std::string_view wanted) {
    std::size_t i = at;
    for (const char c : wanted) {
        std::size_t length = 0;
        if (c == ' ') {
            if (!is_space(text, i, length)) return 0;
            while (i < text.size() && is_space(text, i, length))
                i += length;
        } else {
            if (i >= text.size() || lower(text[i]) != lower(c)) return 0;
            ++i;
        }
    }
    return i - at;
}

std::size_t find_text(std::string_view text, std::string_view wanted, std::size_t from,
                      std::size_t& length) {
    const char first = lower(wanted.front());
    const char upper =
        first >= 'a' && first <= 'z' ? static_cast<char>(first - ('a' - 'A')) : first;
    for (std::size_t at = from; at < text.size(); ++at) {
        if (text[at] != first && text[at] != upper) continue;
        length = match(text, at, wanted);
        if (length > 0) return at;
    }
    return std::string_view::npos;
}

std::string mark(std::size_t number) { return "[redacted " + std::to_string(number) + "]"; }

std::string without(std::string text, const RedactionProfile& profile) {
    for (std::size_t i = 0; i < profile.redactions.size(); ++i) {
        const std::string& wanted = profile.redactions[i].text;
        if (wanted.empty()) continue;
        std::size_t length = 0;
        for (auto at = find_text(text, wanted, 0, length); at != std::string::npos;
             at = find_text(text, wanted, at, length))
            text.replace(at, length, mark(i + 1));
    }
    return text;
}

Json without(const Json& json, const RedactionProfile& profile) {
    if (const auto* text = json.string()) return Json(without(*text, profile));
    if (const auto* array = json.array()) {
        Json::Array out;
        for (const Json& item : *array)
            out.push_back(without(item, profile));
        return Json(std::move(out));
    }
    if (const auto* object = json.object()) {
        Json::Object out;
        for (const auto& [name, value] : *object)
            out.emplace(without(name, profile), without(value, profile));
        return Json(std::move(out));
    }
    return json;
}

bool removed(const RedactionProfile& profile, std::string_view type, std::string_view id) {
    return std::any_of(profile.redactions.begin(), profile.redactions.end(),
                       [&](const Redaction& r) { return r.type == type && r.id == id; });
}

Error cannot(const Redaction& redaction, const char* why) {
    return input_error("D0007",
                       "the redaction of " +
                           (redaction.type.empty() ? std::string("a text")
                                                   : redaction.type + " '" + redaction.id + "'") +
                           " cannot be done: " + why);
}

}  // namespace

Result<RedactionProfile> read_redactions(const std::string& xml, const std::string& file) {
    const auto document = XmlDocument::parse(xml, file);
    if (!document) return fail(document.error());
    XmlReader reader(document->root());
    RedactionProfile profile;
    profile.recipient = reader.required("recipient");
    for (const XmlNode node : reader.each("redact")) {
        XmlReader item(node);
        Redaction r;
        r.text = join(words(item.optional("text")), " ");
        r.type = item.optional("type");
        r.id = item.optional("id");
        r.category = item.required("category");
        r.ground = item.required("ground");
        r.author = item.required("author");
        r.review_on = item.required("review-on");
        if (auto status = item.finish(); !status) return fail(status.error());
        if (r.text.empty() == r.type.empty())
            return fail(
                cannot(r, "it needs either a text, or a type and an id").at(node.location()));
        if (r.type.empty() && utf8_length(r.text) < text_min)
            return fail(cannot(r, "it is shorter than three letters").at(node.location()));
        profile.redactions.push_back(std::move(r));
    }
    if (auto status = reader.finish(); !status) return fail(status.error());
    return profile;
}

Result<CaseFile> redact(const CaseFile& case_file, const RedactionProfile& profile) {
    CaseFile file = case_file;
    std::vector<bool> used(profile.redactions.size(), false);
    std::optional<Error> problem;
    for_each_register(file, [&](const char* type, const char*, auto& objects) {
        for (std::size_t i = 0; i < used.size(); ++i) {
            const Redaction& r = profile.redactions[i];
            if (r.type != type) continue;
            for (const auto& recorded : objects)
                used[i] = used[i] || recorded.object.id == r.id;
        }
        std::erase_if(objects, [&](const auto& recorded) {
            return removed(profile, type, recorded.object.id);
        });
        for (auto& recorded : objects) {
            using Object = std::decay_t<decltype(recorded.object)>;
            auto object = from_json<Object>(without(to_json(recorded.object), profile));
            if (object)
                recorded.object = std::move(*object);
            else if (!problem)
                problem = input_error("D0007", "a redaction touches a word of the record’s format")
                              .hinted("redact the object by type and id instead");
        }
    });
    for (Superseded& old : file.history)
        old.id = without(old.id, profile);
    if (problem) return fail(*problem);
    for (std::size_t i = 0; i < used.size(); ++i)
        if (!profile.redactions[i].type.empty() && !used[i])
            return fail(cannot(profile.redactions[i], "the record holds no such object"));
    return file;
}

namespace {

// '7214' as reports write it: '7,214'.
std::string thousands(const std::string& text) {
    const auto whole = parse_integer(text);
    if (!whole || *whole < 0 || text.starts_with('0')) return text;
    return grouped(static_cast<std::uint64_t>(*whole));
}

}  // namespace

Status check_redacted(std::string_view text, const RedactionProfile& profile,
                      const std::string& part, const Catalogue& words) {
    for (std::size_t i = 0; i < profile.redactions.size(); ++i) {
        const auto stands = [&](const std::string& wanted) {
            std::size_t length = 0;
            return !wanted.empty() && find_text(text, wanted, 0, length) != std::string_view::npos;
        };
        const std::string& wanted = profile.redactions[i].text;
        if (stands(wanted) || stands(words.date(wanted)) || stands(words.number(thousands(wanted))))
            return fail(input_error("D0008", "what redaction " + std::to_string(i + 1) +
                                                 " removes still stands in " + part)
                            .hinted("nothing was written; redact the object that holds it, too"));
    }
    return {};
}

}  // namespace isonomia::reports
