#include "reports/sarif.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace isonomia::reports {

namespace {

constexpr const char* root = "SRCROOT";

Json text(std::string_view words) { return Json::Object{{"text", words}}; }

// RFC 3986: everything but unreserved characters and '/'.
std::string uri(std::string_view path) {
    std::string result;
    for (const char c : path) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~' ||
                           c == '/';
        result += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return result;
}

bool is_ascii(std::string_view words) {
    return std::all_of(words.begin(), words.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

class Writer {
public:
    Writer(const std::vector<Finding>& findings, const std::vector<Coverage>& coverages)
        : findings_(findings), coverages_(coverages) {}

    Json run(std::string_view version) {
        Json::Array results;
        for (const Finding& finding : findings_)
            results.push_back(result(finding));
        Json::Object driver{
            {"name", "Isonomia"}, {"semanticVersion", version}, {"rules", std::move(rules_)}};
        Json::Object bases{
            {root, Json::Object{{"description", text("Root of the source under review.")}}}};
        return Json::Object{{"tool", Json::Object{{"driver", std::move(driver)}}},
                            {"invocations", Json::Array{invocation()}},
                            {"originalUriBaseIds", std::move(bases)},
                            {"artifacts", std::move(artifacts_)},
                            {"results", std::move(results)}};
    }

private:
    Json invocation() const {
        Json::Array notes;
        const auto note = [&](std::string words, const char* level) {
            notes.push_back(Json::Object{{"level", level}, {"message", text(words)}});
        };
        for (const Coverage& coverage : coverages_) {
            note(
                fmt::format("{} of {} source units were read without error, {} functions; {} calls "
                            "were not resolved.",
                            coverage.units_clean, coverage.units, coverage.functions,
                            coverage.calls_unresolved),
                "note");
            for (const LanguageShare& share : coverage.languages)
                note(fmt::format("{}: {} of {} files, {} of {} lines were read.", share.language,
                                 share.files_read, share.files, share.lines_read, share.lines),
                     "note");
            for (const std::string& gap : coverage.not_read)
                note("Not read: " + gap, "warning");
        }
        return Json::Object{{"executionSuccessful", true},
                            {"toolExecutionNotifications", std::move(notes)}};
    }

    // The position of the rule in `rules_`.
    std::uint64_t rule(const Finding& finding) {
        const auto [at, fresh] = rule_numbers_.try_emplace(finding.check, rules_.size());
        if (fresh)
            rules_.push_back(Json::Object{
                {"id", finding.check},
                {"fullDescription", text(finding.why.empty() ? finding.check : finding.why)},
                {"help", text(finding.to_show.empty() ? "isonomia help " + finding.check
                                                      : finding.to_show)},
                {"defaultConfiguration", Json::Object{{"level", "note"}}}});
        return at->second;
    }

    std::uint64_t artifact(const std::string& file, const std::string& sha256) {
        const auto [at, fresh] = artifact_numbers_.try_emplace(file, artifacts_.size());
        if (fresh)
            artifacts_.push_back(
                Json::Object{{"location", Json::Object{{"uri", uri(file)}, {"uriBaseId", root}}}});
        if (!sha256.empty())
            artifacts_[at->second].object()->insert_or_assign("hashes",
                                                              Json::Object{{"sha-256", sha256}});
        return at->second;
    }

    Json::Object location(const CodePlace& place, const std::string& sha256) {
        Json::Object result;
        if (!place.file.empty()) {
            Json::Object physical{
                {"artifactLocation",
                 Json::Object{{"uri", uri(place.file)},
                              {"uriBaseId", root},
                              {"index", Json::integer(artifact(place.file, sha256))}}}};
            if (place.line > 0) {
                Json::Object region{{"startLine", Json::integer(place.line)}};
                if (place.column > 0 && !place.text.empty() && is_ascii(place.text))
                    region.emplace("startColumn", Json::integer(place.column));
                if (!place.text.empty()) region.emplace("snippet", text(place.text));
                physical.emplace("region", std::move(region));
            }
            result.emplace("physicalLocation", std::move(physical));
        }
        if (!place.what.empty()) result.emplace("message", text(place.what));
        return result;
    }

    Json result(const Finding& finding) {
        Json::Object place = location(finding.place, finding.file_sha256);
        if (!finding.function.empty())
            place.emplace("logicalLocations",
                          Json::Array{Json::Object{{"fullyQualifiedName", finding.function},
                                                   {"kind", "function"}}});
        Json::Object properties{{"entry", finding.entry}, {"title", finding.title}};
        for (const auto& [name, value] : {std::pair{"value", &finding.value},
                                          {"confidence", &finding.confidence},
                                          {"limits", &finding.limits},
                                          {"witness", &finding.witness}})
            if (!value->empty()) properties.emplace(name, *value);
        if (finding.judgement == "confirmed")
            properties.emplace("confirmed", Json::Object{{"by", finding.judged_by},
                                                         {"on", finding.judged_on},
                                                         {"why", finding.judged_why}});
        Json::Object result{
            {"ruleId", finding.check},
            {"ruleIndex", Json::integer(rule(finding))},
            {"kind", finding.value.empty() ? "review" : "informational"},
            {"level", "none"},
            {"message", text(finding.claim.empty() ? finding.title : finding.claim)},
            {"locations", Json::Array{std::move(place)}},
            {"partialFingerprints", Json::Object{{"isonomiaFindingId/v1", finding.id}}},
            {"properties", std::move(properties)}};
        if (!finding.path.empty()) result.emplace("codeFlows", Json::Array{flow(finding)});
        if (finding.judgement == "suppressed")
            result.emplace("suppressions",
                           Json::Array{Json::Object{
                               {"kind", "external"},
                               {"status", "accepted"},
                               {"justification", finding.judged_why},
                               {"properties", Json::Object{{"reviewer", finding.judged_by},
                                                           {"date", finding.judged_on}}}}});
        return result;
    }

    Json flow(const Finding& finding) {
        Json::Array steps;
        for (const CodePlace& place : finding.path)
            steps.push_back(Json::Object{{"location", location(place, {})}});
        return Json::Object{
            {"threadFlows", Json::Array{Json::Object{{"locations", std::move(steps)}}}}};
    }

    const std::vector<Finding>& findings_;
    const std::vector<Coverage>& coverages_;
    Json::Array rules_;
    std::map<std::string, std::uint64_t> rule_numbers_;
    Json::Array artifacts_;
    std::map<std::string, std::uint64_t> artifact_numbers_;
};

}  // namespace

Json sarif_log(const std::vector<Finding>& findings, const std::vector<Coverage>& coverages,
               std::string_view version) {
    return Json::Object{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                        {"version", "2.1.0"},
                        {"runs", Json::Array{Writer(findings, coverages).run(version)}}};
}

}  // namespace isonomia::reports
