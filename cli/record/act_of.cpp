#include "cli/record/act_of.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/case_writer.hpp"
#include "cli/printable.hpp"
#include "core/act_file.hpp"
#include "core/describe.hpp"
#include "core/text.hpp"
#include "core/xml.hpp"

namespace isonomia::cli {

namespace {

// An option and the attribute of <activity> or <authority> that it states.
struct Stated {
    const char* option;
    const char* attribute;
    const char* value;
    const char* help;
    bool repeatable = false;
};

constexpr Stated act_parts[] = {
    {"title", "title", "TEXT", "what was done, in one line", false},
    {"agent", "by", "ID", "who did it", false},
    {"system", "system", "ID", "the AI system used; an inference needs it", false},
    {"happened", "happened", "TIME", "when, as claimed", false},
    {"until", "until", "TIME", "its end, where it took time", false},
    {"known-from", "known-from", "ID", "the exhibit from which we know", false},
    {"used", "used", "ID", "an exhibit that went in", true},
    {"generated", "generated", "ID", "an exhibit that came out", true},
};

constexpr Stated authority_parts[] = {
    {"authority-cite", "cite", "TEXT", "the warrant, statute or order as stated", false},
    {"authority-exhibit", "exhibit", "ID", "where it can be read", false},
    {"authority-issued-by", "issued-by", "WHO", "who gave it", false},
    {"authority-valid-from", "valid-from", "TIME", "its first day", false},
    {"authority-valid-until", "valid-until", "TIME", "its last day", false},
    {"authority-scope", "scope", "TEXT",
     "what it covers; may begin with a list of acts: 'acts: acquisition, inference; …'", false},
};

// Options of an inference, recorded as parameters of the same names.
struct Setting {
    const char* option;
    const char* value;
    const char* help;
};
constexpr Setting settings[] = {
    {"version", "TEXT", "inference: version of the system in use"},
    {"model-digest", "DIGEST", "inference: SHA-256 of the model, 'sha256:' and 64 hex digits"},
    {"threshold", "NUMBER", "inference: value from which the system says yes"},
    {"gallery-digest", "DIGEST", "inference: SHA-256 of the gallery as it was searched"},
    {"operator", "ID", "inference: the agent who ran the system"},
};

OptionRecord record_of(const Stated& part) {
    return {
        .name = part.option, .value = part.value, .help = part.help, .repeatable = part.repeatable};
}

tl::unexpected<Error> wrong_value(std::string_view option, const std::string& value,
                                  std::string hint) {
    return fail(usage_error("U0006", fmt::format("option '--{}' can't be '{}'", option,
                                                 printable(value, 60)))
                    .hinted(std::move(hint)));
}

bool is_digest(std::string_view text) {
    return text.starts_with("sha256:") && digest_from_hex(text.substr(7)).has_value();
}

Status check_setting(const std::string& option, const std::string& value, const CaseFile& known) {
    if (option.ends_with("-digest") && !is_digest(value))
        return wrong_value(option, value, "write sha256: and 64 lower-case hexadecimal digits");
    if (option == "threshold" && !parse_number(value))
        return wrong_value(option, value, "write a number with a point: 0.64");
    if (option == "operator") return check_agent(known, value);
    return {};
}

// name -> value, from --parameter and from the settings of an inference.
Result<std::map<std::string, std::string>> parameters_of(const Arguments& arguments,
                                                         const CaseFile& known) {
    std::map<std::string, std::string> parameters;
    for (const Setting& setting : settings) {
        if (!arguments.has(setting.option)) continue;
        const std::string value = arguments.value(setting.option);
        if (arguments.value("kind") != to_text(ActivityKind::inference))
            return fail(usage_error(
                "U0006", fmt::format("option '--{}' belongs to --kind inference", setting.option)));
        if (auto sound = check_setting(setting.option, value, known); !sound)
            return fail(sound.error());
        parameters.emplace(setting.option, value);
    }
    for (const std::string& parameter : arguments.values("parameter")) {
        const auto equals = parameter.find('=');
        if (equals == std::string::npos || trim(parameter.substr(0, equals)).empty())
            return wrong_value("parameter", parameter, "write NAME=VALUE");
        const std::string name = parameter.substr(0, equals);
        if (!parameters.emplace(name, parameter.substr(equals + 1)).second)
            return wrong_value("parameter", parameter, fmt::format("'{}' is stated twice", name));
    }
    return parameters;
}

Status write_authority(XmlWriter& xml, const Arguments& arguments) {
    const bool stated = std::any_of(std::begin(authority_parts), std::end(authority_parts),
                                    [&](const Stated& part) { return arguments.has(part.option); });
    const bool none = arguments.has("no-authority");
    if (stated && none)
        return fail(usage_error(
            "U0006", "--no-authority says that none was stated, and another option states one"));
    if (stated && !arguments.has("authority-cite"))
        return fail(usage_error("U0007", "an authority needs '--authority-cite'")
                        .hinted("cite it, or say --no-authority"));
    if (!stated && !none) return {};
    xml.open("authority");
    if (none) xml.attribute("none-stated", "true");
    for (const Stated& part : authority_parts)
        if (arguments.has(part.option)) xml.attribute(part.attribute, arguments.value(part.option));
    xml.close();
    return {};
}

// The options as the element that matter.xml would have, so that one reader holds for both.
Result<std::string> as_xml(const Arguments& arguments, const CaseFile& known) {
    const auto parameters = parameters_of(arguments, known);
    if (!parameters) return fail(parameters.error());
    XmlWriter xml(false);
    xml.open("activity").attribute("xmlns", "urn:isonomia:matter:1");
    xml.attribute("id", arguments.has("id") ? arguments.value("id") : "act");
    xml.attribute("kind", arguments.value("kind"));
    for (const Stated& part : act_parts)
        if (arguments.has(part.option))
            xml.attribute(part.attribute, join(arguments.values(part.option), " "));
    if (auto status = write_authority(xml, arguments); !status) return fail(status.error());
    for (const auto& [name, value] : *parameters)
        xml.open("parameter").attribute("name", name).attribute("value", value).close();
    xml.element_if("result", arguments.value("result"));
    xml.close();
    return xml.finish();
}

// What the reader found wrong, without the places of a document that nobody wrote.
Error in_options(Error error) {
    error.where.reset();
    if (error.code != "M0003") error.hint = "'isonomia record --help' lists the options";
    return error;
}

// The same act has the same id, so that nothing is recorded twice.
std::string id_from_content(Activity act) {
    constexpr std::size_t digits = 12;
    act.id.clear();
    return "act-" + hex(sha256(canonical(to_json(act)))).substr(0, digits);
}

Result<Activity> from_options(Context& context, const Arguments& arguments, const CaseFile& known) {
    for (const char* needed : {"kind", "title"})
        if (auto given = required_option(arguments, "record", needed); !given)
            return fail(given.error());
    for (const char* words : {"title", "result"})
        if (!valid_utf8(arguments.value(words)))
            return wrong_value(words, arguments.value(words), "write UTF-8");
    auto xml = as_xml(arguments, known);
    if (!xml) return fail(xml.error());
    auto act = parse_act(*std::move(xml), "options", known);
    if (!act) return fail(in_options(act.error()));
    if (const std::string file = arguments.value("candidates"); !file.empty()) {
        auto candidates = read_candidates(context.working_folder / file);
        if (!candidates) return fail(candidates.error());
        act->candidates = *std::move(candidates);
    }
    act->apart = true;
    if (!arguments.has("id")) act->id = id_from_content(*act);
    return act;
}

}  // namespace

std::vector<OptionRecord> act_options() {
    std::vector<OptionRecord> options{
        {.name = "kind",
         .letter = 'k',
         .value = "KIND",
         .help = "what kind of act",
         .allowed = {"acquisition", "transformation", "inference", "review", "decision", "transfer",
                     "other"}},
        {.name = "id", .value = "ID", .help = "its id; follows from the content when left out"}};
    for (const Stated& part : act_parts)
        options.push_back(record_of(part));
    options.push_back({.name = "no-authority", .help = "no legal authority was stated for it"});
    for (const Stated& part : authority_parts)
        options.push_back(record_of(part));
    for (const Setting& setting : settings)
        options.push_back({.name = setting.option, .value = setting.value, .help = setting.help});
    options.push_back({.name = "candidates",
                       .value = "FILE.csv",
                       .help = "inference: the whole candidate list; columns rank, label, score, "
                               "chosen",
                       .completes = Completes::file});
    options.push_back(
        {.name = "parameter", .value = "NAME=VALUE", .help = "a setting", .repeatable = true});
    options.push_back({.name = "result", .value = "TEXT", .help = "what came out or was decided"});
    options.push_back(
        {.name = "from",
         .value = "ACT.xml",
         .help = "the act as an <activity> of matter.xml, instead of the options above",
         .completes = Completes::file});
    return options;
}

Result<Activity> act_of(Context& context, const Arguments& arguments, const CaseFile& known) {
    const std::string file = arguments.value("from");
    if (file.empty()) return from_options(context, arguments, known);
    for (const OptionRecord& option : act_options())
        if (option.name != "from" && arguments.has(option.name))
            return fail(usage_error(
                "U0002", fmt::format("'--{}' and '--from' both state the act", option.name)));
    auto act = read_act(context.files, context.working_folder / file, known);
    if (act) act->apart = true;
    return act;
}

}  // namespace isonomia::cli
