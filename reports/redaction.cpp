#include "reports/redaction.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

#include "core/describe.hpp"
#include "core/text.hpp"
#include "core/xml.hpp"
#include "reports/folded.hpp"
#include "reports/numbers.hpp"

namespace isonomia::reports {

namespace {

constexpr std::size_t text_min = 3;     // shorter ones would take apart every word of the report
constexpr std::size_t compact_min = 6;  // nor may a short name without its blanks

std::string wanted_form(const std::string& text) { return fold(text).text; }

// 'janeroe', as names of files and accounts have it.
std::string compact_form(const std::string& text) {
    std::string form = wanted_form(text);
    std::erase(form, ' ');
    return form;
}

// What is to go, as fold() writes it, and by which redaction.
struct Wanted {
    std::string form;
    std::size_t number = 0;
};

std::vector<Wanted> all_wanted(const RedactionProfile& profile) {
    std::vector<Wanted> list;
    const auto add = [&list](const std::string& text, std::size_t number) {
        list.push_back({wanted_form(text), number});
        const std::string compact = compact_form(text);
        if (compact != list.back().form && utf8_length(compact) >= compact_min)
            list.push_back({compact, number});
    };
    for (std::size_t i = 0; i < profile.redactions.size(); ++i) {
        const Redaction& redaction = profile.redactions[i];
        if (!redaction.text.empty()) add(redaction.text, i + 1);
        for (const std::string& name : redaction.known_by)
            add(name, i + 1);
    }
    return list;
}

// Bytes of a text that go, and by which redactions: '1', or '1, 2' where two of them overlap.
struct Gone {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string numbers;
};

// Those inside another are part of it, whatever the order of the profile; none leaves a rest.
std::vector<Gone> gone_from(const std::string& source, const std::vector<Wanted>& wanted) {
    std::vector<Gone> found;
    for (const LineEnds line_ends : {LineEnds::parted, LineEnds::joined}) {
        const Folded text = fold(source, line_ends);
        for (const auto& [form, number] : wanted)
            for (auto at = text.text.find(form); at != std::string::npos;
                 at = text.text.find(form, at + 1))
                found.push_back(
                    {text.begin[at], text.end[at + form.size() - 1], std::to_string(number)});
    }
    std::sort(found.begin(), found.end(), [](const Gone& a, const Gone& b) {
        return std::tie(a.begin, b.end) < std::tie(b.begin, a.end);
    });
    std::vector<Gone> merged;
    for (const Gone& one : found) {
        if (merged.empty() || one.begin >= merged.back().end) {
            merged.push_back(one);
        } else if (one.end > merged.back().end) {
            merged.back().end = one.end;
            if (merged.back().numbers != one.numbers) merged.back().numbers += ", " + one.numbers;
        }
    }
    return merged;
}

std::string without(const std::string& text, const std::vector<Wanted>& wanted) {
    std::string out;
    std::size_t from = 0;
    for (const Gone& gone : gone_from(text, wanted)) {
        out += text.substr(from, gone.begin - from) + "[redacted " + gone.numbers + "]";
        from = gone.end;
    }
    return out + text.substr(from);
}

Json without(const Json& json, const std::vector<Wanted>& wanted) {
    if (const auto* text = json.string()) return Json(without(*text, wanted));
    if (const auto* array = json.array()) {
        Json::Array out;
        for (const Json& item : *array)
            out.push_back(without(item, wanted));
        return Json(std::move(out));
    }
    if (const auto* object = json.object()) {
        Json::Object out;
        for (const auto& [name, value] : *object)
            out.emplace(without(name, wanted), without(value, wanted));
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
        if (r.type.empty() && utf8_length(compact_form(r.text)) < text_min)
            return fail(cannot(r, "it is shorter than three letters").at(node.location()));
        profile.redactions.push_back(std::move(r));
    }
    if (auto status = reader.finish(); !status) return fail(status.error());
    return profile;
}

RedactionProfile know_objects(const CaseFile& case_file, RedactionProfile profile) {
    for (Redaction& redaction : profile.redactions)
        redaction.known_by.clear();
    CaseFile file = case_file;  // registers are walked as they can be changed
    for_each_register(file, [&](const char* type, const char*, auto& objects) {
        for (const auto& recorded : objects)
            for (Redaction& redaction : profile.redactions) {
                if (redaction.type != type || redaction.id != recorded.object.id) continue;
                const Json object = to_json(recorded.object);
                for (const char* member : {"sha256", "file", "name", "title"}) {
                    const Json* value = object.find(member);
                    const std::string name = value != nullptr && value->string() != nullptr
                                                 ? *value->string()
                                                 : std::string();
                    if (name.find_first_of(" .") != std::string::npos ||
                        (member == std::string_view("sha256") && !name.empty()))
                        redaction.known_by.push_back(name);
                }
            }
    });
    return profile;
}

Result<CaseFile> redact(const CaseFile& case_file, const RedactionProfile& profile) {
    CaseFile file = case_file;
    const std::vector<Wanted> wanted = all_wanted(know_objects(case_file, profile));
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
            auto object = from_json<Object>(without(to_json(recorded.object), wanted));
            if (object)
                recorded.object = std::move(*object);
            else if (!problem)
                problem = input_error("D0007", "a redaction touches a word of the record’s format")
                              .hinted("redact the object by type and id instead");
        }
    });
    for (Superseded& old : file.history)
        old.id = without(old.id, wanted);
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

// '2026-12-08', as the record holds it, of '8 December 2026' or the same in the language of the
// report; "" of what is no such date.
std::string day_of(const std::string& text, const Catalogue& words) {
    std::vector<std::string> figures(1);
    for (const char c : text)
        if (c >= '0' && c <= '9')
            figures.back() += c;
        else if (!figures.back().empty())
            figures.emplace_back();
    std::erase(figures, "");
    if (figures.size() != 2) return "";
    if (figures.front().size() > figures.back().size()) std::swap(figures.front(), figures.back());
    if (figures.front().size() > 2 || figures.back().size() != 4) return "";
    const std::string wanted = wanted_form(text);
    const Catalogue english;
    for (int month = 1; month <= 12; ++month) {
        const std::string day =
            fmt::format("{}-{:02}-{:0>2}", figures.back(), month, figures.front());
        for (const Catalogue* language : {&words, &english})
            if (wanted_form(language->date(day)) == wanted) return day;
    }
    return "";
}

}  // namespace

Status check_redacted(std::string_view text, const RedactionProfile& profile,
                      const std::string& part, const Catalogue& words) {
    const std::array<std::string, 2> read{fold(text).text, fold(text, LineEnds::joined).text};
    for (const auto& [form, number] : all_wanted(profile)) {
        const std::string& given = profile.redactions[number - 1].text;
        const std::string day = day_of(given, words);
        for (const std::string& written :
             {form, wanted_form(day), wanted_form(words.date(day.empty() ? given : day)),
              wanted_form(words.number(thousands(given)))})
            for (const std::string& all : read)
                if (!written.empty() && all.find(written) != std::string::npos)
                    return fail(
                        input_error("D0008", "what redaction " + std::to_string(number) +
                                                 " removes still stands in " + part)
                            .hinted("nothing was written; redact the object that holds it, too"));
    }
    return {};
}

}  // namespace isonomia::reports
