#include <algorithm>

#include "provenance/verify.hpp"

namespace isonomia::provenance {

std::string_view to_text(CheckState state) {
    switch (state) {
        case CheckState::pass:
            return "pass";
        case CheckState::fail:
            return "fail";
        case CheckState::not_checked:
            return "not checked";
        case CheckState::unrecorded:
            return "unrecorded";
    }
    return "fail";
}

bool VerifyOptions::trusts(std::string_view fingerprint, std::string_view verifier_key) const {
    return std::any_of(trusted_keys.begin(), trusted_keys.end(), [&](const std::string& key) {
        return !key.empty() && (key == fingerprint || key == verifier_key);
    });
}

bool VerifyReport::broken() const {
    return std::any_of(checks.begin(), checks.end(),
                       [](const Check& check) { return check.state == CheckState::fail; });
}

bool VerifyReport::hindered() const {
    return std::any_of(checks.begin(), checks.end(),
                       [](const Check& check) { return check.hindered; });
}

bool VerifyReport::contents_checked() const {
    return std::any_of(checks.begin(), checks.end(), [](const Check& check) {
        return check.id == "payloads" && check.state == CheckState::pass;
    });
}

std::vector<const Check*> VerifyReport::open() const {
    std::vector<const Check*> result;
    for (const Check& check : checks)
        if (check.open && check.state == CheckState::not_checked) result.push_back(&check);
    return result;
}

std::string VerifyReport::unrecorded() const {
    for (const Check& check : checks)
        if (check.state == CheckState::unrecorded) return check.found;
    return "";
}

bool VerifyReport::whole() const {
    return !broken() && !hindered() && contents_checked() && open().empty();
}

bool VerifyReport::complete() const {
    return std::all_of(checks.begin(), checks.end(),
                       [](const Check& check) { return check.state == CheckState::pass; });
}

Json to_json(const VerifyReport& report) {
    Json::Array checks;
    for (const Check& check : report.checks)
        checks.push_back(Json::Object{{"id", check.id},
                                      {"title", check.title},
                                      {"state", to_text(check.state)},
                                      {"checked", Json::integer(check.checked)},
                                      {"unit", check.unit},
                                      {"found", check.found},
                                      {"implies", check.implies}});
    return Json::Object{{"schema_version", 1},
                        {"folder", report.folder},
                        {"origin", report.origin},
                        {"verifier_key", report.verifier_key},
                        {"author", report.author},
                        {"authors", Json::Array(report.authors.begin(), report.authors.end())},
                        {"handed_to", report.handed_to},
                        {"entries", Json::integer(report.entries)},
                        {"root", report.root},
                        {"first_recorded", report.first_recorded},
                        {"last_recorded", report.last_recorded},
                        {"whole", report.whole()},
                        {"broken", report.broken()},
                        {"hindered", report.hindered()},
                        {"contents_checked", report.contents_checked()},
                        {"complete", report.complete()},
                        {"unrecorded", report.unrecorded()},
                        {"checks", std::move(checks)},
                        {"notes", Json::Array(report.notes.begin(), report.notes.end())}};
}

}  // namespace isonomia::provenance
