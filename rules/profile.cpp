#include "rules/profile.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/digest.hpp"
#include "core/text.hpp"
#include "rules/says_something.hpp"

namespace isonomia::rules {

namespace {

constexpr std::uint64_t profile_bytes_max = std::uint64_t{1} << 20U;

Error wrong(std::string message) { return input_error("R0008", std::move(message)); }

Result<const Pack*> pack_of(const std::string& id, const std::vector<Pack>& packs,
                            const XmlNode& node) {
    const auto found =
        std::find_if(packs.begin(), packs.end(), [&](const Pack& pack) { return pack.id == id; });
    if (found != packs.end()) return &*found;
    const auto known = ids_of(packs);
    return fail(
        wrong(fmt::format("the profile tailors '{}', which is not among the packs used here", id))
            .at(node.location("pack"))
            .hinted("packs used here: " + join(known, ", ") + did_you_mean_suffix(id, known)));
}

Status check_setting(const Setting& setting, const std::vector<Pack>& packs, const XmlNode& node) {
    const auto pack = pack_of(setting.pack, packs, node);
    if (!pack) return fail(pack.error());
    const Parameter* parameter = (*pack)->parameter(setting.parameter);
    if (parameter == nullptr) {
        const auto known = ids_of((*pack)->parameters);
        return fail(
            wrong(fmt::format("pack '{}' has no parameter '{}'", setting.pack, setting.parameter))
                .at(node.location("parameter"))
                .hinted("parameters: " + join(known, ", ") +
                        did_you_mean_suffix(setting.parameter, known)));
    }
    const bool low = parameter->floor && setting.value < *parameter->floor;
    const bool high = parameter->ceiling && setting.value > *parameter->ceiling;
    if (!low && !high) return {};
    return fail(wrong(fmt::format("{} is {} the {} of parameter '{}', {}", shortest(setting.value),
                                  low ? "below" : "above", low ? "floor" : "ceiling", parameter->id,
                                  shortest(low ? *parameter->floor : *parameter->ceiling)))
                    .at(node.location("value"))
                    .hinted("the pack allows no other; it has to be changed first"));
}

Status check_off(const SwitchedOff& off, const std::vector<Pack>& packs, const XmlNode& node) {
    const auto pack = pack_of(off.pack, packs, node);
    if (!pack) return fail(pack.error());
    if ((*pack)->rule(off.rule) != nullptr) return {};
    const auto known = ids_of((*pack)->rules);
    return fail(wrong(fmt::format("pack '{}' has no rule '{}'", off.pack, off.rule))
                    .at(node.location("rule"))
                    .hinted("rules: " + join(known, ", ") + did_you_mean_suffix(off.rule, known)));
}

// What every departure from a pack must say.
template <class T>
void read_grounds(XmlReader& reader, std::string_view today, T& departure) {
    departure.pack = reader.required("pack");
    departure.approver = reader.required("approver");
    departure.on = read_date(reader, "on");
    departure.justification = reader.text_of("justification");
    if (departure.on.empty())
        reader.reject(
            wrong(fmt::format("<{}> needs 'on', the day of approval", reader.node().name()))
                .at(reader.node().location())
                .hinted("write on=\"YYYY-MM-DD\""));
    if (departure.on > today)
        reader.reject(wrong(fmt::format("it was approved on {}, a day to come", departure.on))
                          .at(reader.node().location("on"))
                          .hinted("write the day on which it was approved"));
    if (!says_something(departure.approver))
        reader.reject(wrong(fmt::format("the approver is only '{}'", departure.approver))
                          .at(reader.node().location("approver"))
                          .hinted("name who approved it"));
    if (!says_something(departure.justification))
        reader.reject(wrong(fmt::format("the justification is only '{}'", departure.justification))
                          .at(reader.node().child("justification").location())
                          .hinted("say in words why the court departs from the pack"));
}

Setting read_setting(XmlReader& reader, std::string_view today) {
    Setting setting;
    read_grounds(reader, today, setting);
    setting.parameter = reader.required("parameter");
    const auto value = reader.number("value");
    if (!value)
        reader.reject(wrong("the setting has no value")
                          .at(reader.node().location())
                          .hinted("write value=\"…\", a number"));
    setting.value = value.value_or(0);
    return setting;
}

SwitchedOff read_off(XmlReader& reader, std::string_view today) {
    SwitchedOff off;
    read_grounds(reader, today, off);
    off.rule = reader.required("rule");
    return off;
}

// Reads each element of that name, checks it against the packs, and keeps it.
template <class T, class Read, class Check, class Known>
Status read_each(XmlReader& reader, const char* element, std::string_view today, Read read,
                 Check check, Known known, std::vector<T>& into) {
    for (const XmlNode node : reader.each(element)) {
        XmlReader one(node);
        T departure = read(one, today);
        if (auto finished = one.finish(); !finished) return finished;
        if (auto sound = check(departure, node); !sound) return sound;
        if (known(departure))
            return fail(input_error("R0001", fmt::format("<{}> repeats an earlier one", element))
                            .at(node.location())
                            .hinted("keep the one that was approved"));
        into.push_back(std::move(departure));
    }
    return {};
}

}  // namespace

const Setting* Profile::setting(std::string_view pack, std::string_view parameter) const {
    const auto found = std::find_if(settings.begin(), settings.end(), [&](const Setting& one) {
        return one.pack == pack && one.parameter == parameter;
    });
    return found == settings.end() ? nullptr : &*found;
}

const SwitchedOff* Profile::off(std::string_view pack, std::string_view rule) const {
    const auto found =
        std::find_if(switched_off.begin(), switched_off.end(),
                     [&](const SwitchedOff& one) { return one.pack == pack && one.rule == rule; });
    return found == switched_off.end() ? nullptr : &*found;
}

Result<Profile> load_profile(Files& files, const fs::path& path, const std::vector<Pack>& packs,
                             std::string_view today, const std::string& file) {
    auto bytes = files.read(path, profile_bytes_max);
    if (!bytes) return fail(std::move(bytes.error()));
    Profile profile;
    profile.sha256 = hex(sha256(*bytes));
    auto document = XmlDocument::parse(std::move(*bytes), file.empty() ? path.string() : file);
    if (!document) return fail(std::move(document.error()));
    if (auto root = check_root(*document, "profile", "urn:isonomia:profile:1"); !root)
        return fail(root.error());
    XmlReader reader(document->root());
    profile.id = reader.required("id");
    auto set = read_each(
        reader, "set", today, read_setting,
        [&](const Setting& s, const XmlNode& node) { return check_setting(s, packs, node); },
        [&](const Setting& s) { return profile.setting(s.pack, s.parameter) != nullptr; },
        profile.settings);
    if (!set) return fail(set.error());
    auto off = read_each(
        reader, "switch-off", today, read_off,
        [&](const SwitchedOff& s, const XmlNode& node) { return check_off(s, packs, node); },
        [&](const SwitchedOff& s) { return profile.off(s.pack, s.rule) != nullptr; },
        profile.switched_off);
    if (!off) return fail(off.error());
    if (auto finished = reader.finish(); !finished) return fail(finished.error());
    return profile;
}

std::optional<double> value_of(const Parameter& parameter, const Pack& pack,
                               const Profile* profile) {
    const Setting* setting = profile != nullptr ? profile->setting(pack.id, parameter.id) : nullptr;
    return setting != nullptr ? setting->value : parameter.value;
}

}  // namespace isonomia::rules
