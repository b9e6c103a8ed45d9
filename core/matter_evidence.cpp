// Parties, systems, exhibits.
#include <fmt/format.h>

#include "core/matter_parts.hpp"
#include "core/text.hpp"

namespace isonomia::matter_reader {

namespace {

bool lower_hex(std::string_view text, std::size_t length) {
    return text.size() == length &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string guessed_media_type(std::string_view file) {
    static constexpr std::pair<std::string_view, std::string_view> known[] = {
        {".csv", "text/csv"},          {".tsv", "text/tab-separated-values"},
        {".txt", "text/plain"},        {".md", "text/markdown"},
        {".html", "text/html"},        {".xml", "application/xml"},
        {".json", "application/json"}, {".pdf", "application/pdf"},
        {".png", "image/png"},         {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},       {".mp4", "video/mp4"},
        {".wav", "audio/wav"},         {".eml", "message/rfc822"},
        {".zip", "application/zip"},   {".tar", "application/x-tar"},
    };
    const std::string lower = lower_case(file);
    for (const auto& [suffix, type] : known)
        if (lower.ends_with(suffix)) return std::string(type);
    return "application/octet-stream";
}

bool plausible_media_type(std::string_view text) {
    const auto parts = split(text, '/');
    if (parts.size() != 2 || parts[0].empty() || parts[1].empty()) return false;
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
    constexpr std::string_view others =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-";
    return parts[0].find_first_not_of(letters) == std::string_view::npos &&
           parts[1].find_first_not_of(others) == std::string_view::npos;
}

}  // namespace

Result<Agent> read_party(XmlNode node, Names& names) {
    Fields fields(node, "party");
    Agent agent;
    agent.id = fields.id();
    agent.name = fields.required("name");
    agent.role = fields.one_of<Role>("role");
    agent.kind = fields.one_of<AgentKind>("kind", AgentKind::organization);
    if (auto status = fields.finish(); !status) return fail(status.error());
    if (auto status = names.declare("agent", agent.id, node.location("id")); !status)
        return fail(status.error());
    return agent;
}

Result<System> read_system(XmlNode node, Names& names) {
    Fields fields(node, "system");
    System system;
    system.id = fields.id();
    system.name = fields.required("name");
    system.kind = fields.one_of<SystemKind>("kind");
    system.vendor = names.reference(fields, "vendor", "agent");
    system.version = fields.optional("version");
    system.model_digest = fields.optional("model-digest");
    system.threshold = fields.number("threshold");
    system.intended_use = fields.words("intended-use");
    system.validation = fields.words("validation");
    system.output = fields.words("output");
    system.not_established = fields.words("not-established");
    const std::string_view digest = system.model_digest;
    if (!digest.empty() && !(digest.starts_with("sha256:") && lower_hex(digest.substr(7), 64)))
        fields.reject("M0004", fmt::format("model-digest of {} is not a digest", fields.name()),
                      "model-digest",
                      "write sha256: and 64 digits 0-9 a-f; sha256sum FILE prints them");
    if (auto status = fields.finish(); !status) return fail(status.error());
    if (auto status = names.declare("system", system.id, node.location("id")); !status)
        return fail(status.error());
    return system;
}

Result<Exhibit> read_exhibit(XmlNode node, Names& names) {
    Fields fields(node, "exhibit");
    Exhibit exhibit;
    exhibit.id = fields.id();
    exhibit.file = fields.required("file");
    exhibit.title = fields.required("title");
    exhibit.media_type = fields.optional("media-type");
    exhibit.sha256 = fields.optional("sha256");
    exhibit.subject = names.reference(fields, "subject", "agent");
    exhibit.received_on = fields.instant("received-on");
    exhibit.received_from = names.reference(fields, "received-from", "agent");
    exhibit.custody_rests_on = fields.optional("custody-rests-on");
    exhibit.source = fields.words("source");
    exhibit.licence = fields.words("licence");

    if (const auto objection = objection_to_file_name(exhibit.file))
        fields.reject(
            "M0007",
            fmt::format("file \"{}\" of {} {}", exhibit.file, fields.name(), objection->problem),
            "file", objection->hint);
    if (!exhibit.media_type.empty() && !plausible_media_type(exhibit.media_type))
        fields.reject("M0004",
                      fmt::format("media-type=\"{}\" of {} is not a media type", exhibit.media_type,
                                  fields.name()),
                      "media-type", "write type/subtype, such as text/csv, or leave it out");
    if (!exhibit.sha256.empty() && !lower_hex(exhibit.sha256, 64))
        fields.reject("M0004", fmt::format("sha256 of {} is not a digest", fields.name()), "sha256",
                      "write 64 digits 0-9 a-f; sha256sum FILE prints them");
    // One word is an id; a description has several.
    if (const auto& document = exhibit.custody_rests_on; valid_id(document)) {
        if (document == exhibit.id)
            fields.reject("M0005", fmt::format("custody of {} rests on itself", fields.name()),
                          "custody-rests-on", "name another document, or leave the attribute out");
        names.refer("exhibit", document,
                    fmt::format("custody-rests-on=\"{}\" of {}", document, fields.name()),
                    fields.place("custody-rests-on"));
    }
    if (auto status = fields.finish(); !status) return fail(status.error());
    if (exhibit.media_type.empty()) exhibit.media_type = guessed_media_type(exhibit.file);
    if (auto status = names.declare("exhibit", exhibit.id, node.location("id")); !status)
        return fail(status.error());
    return exhibit;
}

}  // namespace isonomia::matter_reader
