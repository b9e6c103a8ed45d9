#include "core/act_file.hpp"

#include <fmt/format.h>

#include "core/matter_parts.hpp"
#include "core/xml.hpp"

namespace isonomia {

namespace {

using namespace matter_reader;

constexpr std::string_view act_namespace = "urn:isonomia:matter:1";
constexpr std::uint64_t act_bytes_max = 16ULL << 20U;

template <class T>
void put(std::map<std::string, Location>& places, std::string_view kind,
         const Register<T>& objects) {
    for (const Recorded<T>& recorded : objects)
        places.emplace(fmt::format("{}/{}", kind, recorded.object.id), Location{});
}

Status check_act_root(const XmlNode& root) {
    if (root.name() == "activity" && root.attribute("xmlns") == act_namespace) return {};
    return fail(
        located("M0009",
                root.name() == "activity"
                    ? "<activity> does not name the format that this program reads"
                    : fmt::format("this is not an act: its first element is <{}>", root.name()),
                root.location(),
                fmt::format("an act begins with <activity xmlns=\"{}\" id=\"…\" kind=\"…\" …>",
                            act_namespace)));
}

}  // namespace

Result<Activity> parse_act(std::string text, const std::string& file, const CaseFile& known) {
    const auto document = XmlDocument::parse(std::move(text), file, {act_bytes_max, 256});
    if (!document) return fail(document.error());
    const XmlNode root = document->root();
    if (auto status = check_act_root(root); !status) return fail(status.error());
    std::map<std::string, Location> places;
    put(places, "agent", known.agents);
    put(places, "system", known.systems);
    put(places, "exhibit", known.exhibits);
    Names names(places);
    auto act = read_activity(root, names);
    if (!act) return act;
    if (auto status = names.resolve(); !status) return fail(status.error());
    if (!known.matter.empty())
        if (auto status =
                check_act_times(known.matter.front().object, *act, root.location("happened"));
            !status)
            return fail(status.error());
    return act;
}

Result<Activity> read_act(Files& files, const fs::path& path, const CaseFile& known) {
    auto text = files.read(path, act_bytes_max);
    if (!text) return fail(text.error());
    return parse_act(*std::move(text), path.string(), known);
}

}  // namespace isonomia
