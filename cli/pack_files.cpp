#include "cli/pack_files.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/printable.hpp"
#include "core/clock.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

std::vector<std::string> pack_ids(const fs::path& folder) {
    std::vector<std::string> ids;
    std::error_code problem;
    for (fs::directory_iterator it(folder, problem), end; !problem && it != end;
         it.increment(problem))
        if (it->path().extension() == ".xml") ids.push_back(it->path().stem().string());
    std::sort(ids.begin(), ids.end());
    return ids;
}

bool is_pack_file(const std::string& name) {
    return name.ends_with(".xml") || name.find('/') != std::string::npos;
}

Error unknown_pack(const std::string& id, const std::vector<fs::path>& places) {
    std::vector<std::string> ids;
    for (const fs::path& place : places)
        for (std::string& known : pack_ids(place))
            if (std::find(ids.begin(), ids.end(), known) == ids.end())
                ids.push_back(std::move(known));
    return input_error("U0017", fmt::format("there is no pack '{}'", printable(id, 60)))
        .note("packs: " + printable(join(ids, ", "), 2000))
        .hinted("name one of them, or the file of a pack, ending in .xml" +
                did_you_mean_suffix(id, ids));
}

Result<fs::path> pack_path(const Context& context, const DataFolders& data,
                           const std::string& name) {
    if (is_pack_file(name)) return context.working_folder / name;
    const std::vector<fs::path> places = {context.working_folder / "packs", data.packs};
    for (const fs::path& place : places) {
        std::error_code problem;
        if (fs::path known = place / (name + ".xml"); fs::exists(known, problem)) return known;
    }
    return fail(unknown_pack(name, places));
}

std::string latest_day(const Clock& clock) {
    constexpr std::int64_t furthest_east = 14 * 3600;
    return to_rfc3339({clock.now().seconds + furthest_east}).substr(0, 10);
}

std::string signed_by(const rules::Pack& pack, const rules::Speaker& say) {
    if (!pack.signature) return say("; no lawyer has signed it", " ; aucun juriste ne l’a signé");
    return say("; stated to be signed by ", " ; signé, selon le recueil, par ") +
           printable(pack.signature->by) + ", " + printable(pack.signature->capacity) +
           say(", on ", ", le ") + pack.signature->on +
           say("; no signature was checked", " ; aucune signature n’a été vérifiée");
}

}  // namespace isonomia::cli
