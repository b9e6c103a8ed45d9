#include <fmt/format.h>

#include "cli/run/program_act.hpp"
#include "cli/run/stages.hpp"
#include "core/xml.hpp"

namespace isonomia::cli {

namespace {

constexpr std::string_view to_fill_in = "FILL IN";

Location place_in(const MatterFile& matter, const std::string& slot) {
    const auto it = matter.places.find(slot);
    return it != matter.places.end() ? it->second : Location{matter.path.string(), 0, 0};
}

// A symbolic link may lead out of the matter's folder although the name does not.
bool inside(const fs::path& file, const fs::path& folder) {
    std::error_code problem;
    const fs::path real_file = fs::canonical(file, problem);
    if (problem) return true;  // missing files are reported as such
    const fs::path real_folder = fs::canonical(folder.empty() ? "." : folder, problem);
    const auto relative = real_file.lexically_relative(real_folder);
    return !relative.empty() && *relative.begin() != "..";
}

Status check_exhibit(const MatterFile& matter, const Exhibit& exhibit) {
    const fs::path file = matter.folder / exhibit.file;
    const Location place = place_in(matter, "exhibit/" + exhibit.id);
    std::error_code problem;
    if (!fs::exists(file, problem))
        return fail(input_error("M0101", fmt::format("the file '{}' of exhibit '{}' is not there",
                                                     exhibit.file, exhibit.id))
                        .at(place)
                        .hinted(fmt::format(
                            "put it at '{}', or correct the name; names are relative to the "
                            "folder of the matter",
                            file.string())));
    if (!inside(file, matter.folder))
        return fail(
            input_error("M0103", fmt::format("the file '{}' of exhibit '{}' is a link that leads "
                                             "outside the folder of the matter",
                                             exhibit.file, exhibit.id))
                .at(place)
                .hinted("copy the file itself into the folder of the matter"));
    return {};
}

// Elements whose text or attributes were never filled in, in document order.
void collect_to_fill_in(const XmlNode& node, std::vector<Location>& places) {
    for (const auto& [name, value] : node.attributes())
        if (value.find(to_fill_in) != std::string_view::npos) places.push_back(node.location(name));
    const auto children = node.children();
    if (children.empty() && node.raw_text().find(to_fill_in) != std::string::npos)
        places.push_back(node.location());
    for (const XmlNode& child : children)
        collect_to_fill_in(child, places);
}

// A report must not state what a template says in place of the facts.
Status check_filled_in(Files& files, const MatterFile& matter) {
    auto text = files.read(matter.path);
    if (!text) return fail(text.error());
    if (text->find(to_fill_in) == std::string::npos) return {};
    const auto document = XmlDocument::parse(std::move(*text), matter.path.string());
    if (!document) return fail(document.error());
    std::vector<Location> places;
    collect_to_fill_in(document->root(), places);
    if (places.empty()) return {};
    return fail(
        input_error("M0104", "this matter still says 'FILL IN' where a fact belongs")
            .at(places.front())
            .note(fmt::format("{} places are left", places.size()))
            .hinted("write what is known, or remove the element where nothing is; then run again"));
}

// Ids under which the program records its own acts.
Status check_reserved(const MatterFile& matter) {
    const auto reserved = [&](const std::string& slot, std::string_view id) {
        return fail(
            input_error("M0106", fmt::format("the id '{}' is reserved for the program itself", id))
                .at(place_in(matter, slot))
                .hinted("choose another id"));
    };
    const std::string prefix = fmt::format("{}.", program_agent);
    for (const Exhibit& exhibit : matter.exhibits)
        if (exhibit.id == declaration_exhibit) return reserved("exhibit/" + exhibit.id, exhibit.id);
    for (const Agent& agent : matter.agents)
        if (agent.id == program_agent) return reserved("agent/" + agent.id, agent.id);
    for (const Activity& activity : matter.activities)
        if (activity.id.starts_with(prefix))
            return reserved("activity/" + activity.id, activity.id);
    return {};
}

}  // namespace

Location RunState::place(const std::string& slot) const { return place_in(matter, slot); }

Status check_inputs(Files& files, const MatterFile& matter) {
    if (auto status = check_filled_in(files, matter); !status) return status;
    if (auto status = check_reserved(matter); !status) return status;
    for (const Exhibit& exhibit : matter.exhibits)
        if (auto status = check_exhibit(matter, exhibit); !status) return status;
    return {};
}

}  // namespace isonomia::cli
