#include "rules/profile.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/digest.hpp"
#include "core/text.hpp"

namespace isonomia::rules {

namespace {

constexpr std::uint64_t profile_bytes_max = std::uint64_t{1} << 20U;

std::optional<Error> check_range(const Setting& setting, const Parameter& parameter) {
    const bool low = parameter.floor && setting.value < *parameter.floor;
    const bool high = parameter.ceiling && setting.value > *parameter.ceiling;
    if (!low && !high) return std::nullopt;
    return input_error("R0008",
                       fmt::format("{} is {} the {} of parameter '{}', {}", shortest(setting.value),
                                   low ? "below" : "above", low ? "floor" : "ceiling", parameter.id,
                                   shortest(low ? *parameter.floor : *parameter.ceiling)));
}

std::optional<Error> check(const Setting& setting, const std::vector<Pack>& packs) {
    std::vector<std::string> ids;
    for (const Pack& pack : packs) {
        ids.push_back(pack.id);
        if (pack.id != setting.pack) continue;
        if (const Parameter* parameter = pack.parameter(setting.parameter))
            return check_range(setting, *parameter);
        std::vector<std::string> known;
        for (const Parameter& one : pack.parameters)
            known.push_back(one.id);
        return input_error("R0008", fmt::format("pack '{}' has no parameter '{}'", pack.id,
                                                setting.parameter))
            .hinted("parameters: " + join(known, ", ") +
                    did_you_mean_suffix(setting.parameter, known));
    }
    return input_error("R0008",
                       fmt::format("the profile sets a parameter of '{}', which is not applied",
                                   setting.pack))
        .hinted("packs: " + join(ids, ", ") + did_you_mean_suffix(setting.pack, ids));
}

Setting read_setting(XmlReader& reader) {
    Setting setting;
    setting.pack = reader.required("pack");
    setting.parameter = reader.required("parameter");
    const auto value = reader.number("value");
    setting.approver = reader.required("approver");
    setting.on = read_date(reader, "on");
    setting.justification = reader.text_of("justification");
    if (!value)
        reader.reject(
            input_error("R0008", "the setting has no value").at(reader.node().location()));
    if (setting.on.empty())
        reader.reject(input_error("R0008", "the setting has no date").at(reader.node().location()));
    setting.value = value.value_or(0);
    return setting;
}

}  // namespace

Result<Profile> load_profile(Files& files, const fs::path& path, const std::vector<Pack>& packs) {
    auto bytes = files.read(path, profile_bytes_max);
    if (!bytes) return fail(std::move(bytes.error()));
    Profile profile;
    profile.sha256 = hex(sha256(*bytes));
    auto document = XmlDocument::parse(std::move(*bytes), path.string());
    if (!document) return fail(std::move(document.error()));
    if (auto root = check_root(*document, "profile", "urn:isonomia:profile:1"); !root)
        return fail(root.error());
    XmlReader reader(document->root());
    profile.id = reader.required("id");
    for (const XmlNode node : reader.each("set")) {
        XmlReader one(node);
        Setting setting = read_setting(one);
        if (auto finished = one.finish(); !finished) return fail(finished.error());
        if (auto fault = check(setting, packs)) return fail(std::move(*fault).at(node.location()));
        for (const Setting& earlier : profile.settings)
            if (earlier.pack == setting.pack && earlier.parameter == setting.parameter)
                return fail(input_error("R0001", fmt::format("parameter '{}' of '{}' is set twice",
                                                             setting.parameter, setting.pack))
                                .at(node.location()));
        profile.settings.push_back(std::move(setting));
    }
    if (auto finished = reader.finish(); !finished) return fail(finished.error());
    return profile;
}

std::optional<double> value_of(const Parameter& parameter, const Pack& pack,
                               const Profile* profile) {
    if (profile != nullptr)
        for (const Setting& setting : profile->settings)
            if (setting.pack == pack.id && setting.parameter == parameter.id) return setting.value;
    return parameter.value;
}

}  // namespace isonomia::rules
