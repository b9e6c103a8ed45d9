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

Result<fs::path> pack_path(const Context& context, const DataFolders& data,
                           const std::string& name) {
    std::error_code problem;
    if (name.ends_with(".xml") || name.find('/') != std::string::npos)
        return context.working_folder / name;
    if (fs::path known = data.packs / (name + ".xml"); fs::exists(known, problem)) return known;
    const std::vector<std::string> ids = pack_ids(data.packs);
    return fail(input_error("U0017", fmt::format("there is no pack '{}'", printable(name, 60)))
                    .note("packs: " + join(ids, ", "))
                    .hinted("name one of them, or the file of a pack, ending in .xml" +
                            did_you_mean_suffix(name, ids)));
}

std::string latest_day(const Clock& clock) {
    constexpr std::int64_t furthest_east = 14 * 3600;
    return to_rfc3339({clock.now().seconds + furthest_east}).substr(0, 10);
}

std::string signed_by(const rules::Pack& pack) {
    if (!pack.signature) return "; no lawyer has signed it";
    return fmt::format("; stated to be signed by {}, {}, on {}; no signature was checked",
                       printable(pack.signature->by), printable(pack.signature->capacity),
                       pack.signature->on);
}

}  // namespace isonomia::cli
