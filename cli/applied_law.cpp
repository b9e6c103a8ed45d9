#include "cli/applied_law.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/pack_files.hpp"
#include "cli/printable.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

constexpr std::size_t shown_digits = 16;  // of a digest

// The edition of a pack whose outcomes are on record; nullptr when there is none.
const Outcome* recorded_edition(const CaseFile& file, const std::string& pack) {
    const auto found =
        std::find_if(file.outcomes.begin(), file.outcomes.end(),
                     [&](const Recorded<Outcome>& one) { return one.object.pack == pack; });
    return found == file.outcomes.end() ? nullptr : &found->object;
}

class Library {
public:
    Library(const Context& context, const DataFolders& data, const OpenCase& opened,
            const CaseFile& file)
        : context_(context), data_(data), file_(file) {
        std::error_code problem;
        const fs::path folder = fs::weakly_canonical(opened.folder, problem);
        places_ = {(problem ? opened.folder : folder).parent_path() / "packs",
                   context.working_folder / "packs", data.packs};
    }

    [[nodiscard]] Result<rules::Pack> load(const std::string& name) const {
        const auto path = is_pack_file(name) ? context_.working_folder / name : find(name);
        if (!path) return fail(path.error());
        auto pack = rules::load_pack(context_.files, *path, data_.instruments);
        if (!pack) return fail(pack.error());
        if (auto named = rules::check_name(*pack); !named) return fail(named.error());
        return pack;
    }

private:
    [[nodiscard]] Result<fs::path> find(const std::string& id) const {
        const Outcome* recorded = recorded_edition(file_, id);
        std::optional<fs::path> first;
        for (const fs::path& place : places_) {
            const fs::path path = place / (id + ".xml");
            std::error_code problem;
            if (!fs::exists(path, problem)) continue;
            if (!first) first = path;
            const auto facts = context_.files.facts(path);
            if (recorded == nullptr || (facts && hex(facts->sha256) == recorded->pack_sha256))
                return path;
        }
        if (first) return *first;
        return fail(unknown(id, recorded));
    }

    [[nodiscard]] bool is_of_matter(const std::string& id) const {
        if (file_.matter.empty()) return false;
        const auto& packs = file_.matter.front().object.packs;
        return std::find(packs.begin(), packs.end(), id) != packs.end();
    }

    [[nodiscard]] Error unknown(const std::string& id, const Outcome* recorded) const {
        Error error = unknown_pack(id, places_);
        if (is_of_matter(id)) {
            error.message = fmt::format("the matter names the pack '{}', which is not found here",
                                        printable(id, 60));
            error.hint = fmt::format(
                "put {}.xml into 'packs' beside the case folder, or name it with --pack FILE",
                printable(id, 60));
        }
        if (recorded != nullptr)
            error.notes.push_back(fmt::format("on record is version {}, SHA-256 {}",
                                              printable(recorded->pack_version),
                                              recorded->pack_sha256.substr(0, shown_digits)));
        return error;
    }

    const Context& context_;
    const DataFolders& data_;
    const CaseFile& file_;
    std::vector<fs::path> places_;
};

std::optional<Error> other_edition(const rules::Pack& pack, const CaseFile& file) {
    const Outcome* recorded = recorded_edition(file, pack.id);
    if (recorded == nullptr || recorded->pack_sha256 == pack.sha256) return std::nullopt;
    const auto edition = [](const std::string& version, const std::string& sha256) {
        return fmt::format("version {}, SHA-256 {}", printable(version),
                           sha256.substr(0, shown_digits));
    };
    return input_error("U0022", fmt::format("the pack '{}' is not the edition on record", pack.id))
        .at({pack.file, 0, 0})
        .note("on record: " + edition(recorded->pack_version, recorded->pack_sha256))
        .note("applied here: " + edition(pack.version, pack.sha256))
        .hinted(
            "'isonomia run' records its outcomes; to apply the edition on record, name its "
            "file with --pack");
}

const rules::Pack* pack_of(const std::vector<rules::Pack>& packs, const std::string& id) {
    const auto found = std::find_if(packs.begin(), packs.end(),
                                    [&](const rules::Pack& one) { return one.id == id; });
    return found == packs.end() ? nullptr : &*found;
}

// An adopted profile tailors packs of the matter, also those that are not applied this time.
Result<AppliedProfile> adopted(const Context& context, const OpenCase& opened, const CaseFile& file,
                               const Library& library, std::vector<rules::Pack> packs) {
    const Matter& matter = file.matter.front().object;
    const Exhibit* exhibit = find(file.exhibits, matter.profile);
    const auto path = exhibit == nullptr ? Result<fs::path>(fail(Error{}))
                                         : opened.ledger.exhibit_path(exhibit->sha256);
    if (!path)
        return fail(input_error("U0023", fmt::format("the profile that the matter adopts, exhibit "
                                                     "'{}', is not in the case folder",
                                                     printable(matter.profile)))
                        .hinted("name a copy of it with --profile"));
    for (const std::string& id : matter.packs) {
        if (pack_of(packs, id) != nullptr) continue;
        auto pack = library.load(id);
        if (!pack) return fail(pack.error());
        packs.push_back(std::move(*pack));
    }
    auto profile =
        rules::load_profile(context.files, *path, packs, latest_day(context.clock), exhibit->file);
    if (!profile) return fail(profile.error());
    if (profile->sha256 != exhibit->sha256)
        return fail(integrity_error("P0112", fmt::format("exhibit {} is not what was taken in",
                                                         printable(exhibit->id)))
                        .hinted("'isonomia verify' examines the whole record"));
    return AppliedProfile{std::move(*profile), exhibit->id, ""};
}

Result<AppliedProfile> named(const Context& context, const CaseFile& file, const std::string& name,
                             const std::vector<rules::Pack>& packs) {
    auto profile = rules::load_profile(context.files, context.working_folder / name, packs,
                                       latest_day(context.clock));
    if (!profile) return fail(profile.error());
    AppliedProfile applied{std::move(*profile), "", ""};
    const std::string id = file.matter.empty() ? "" : file.matter.front().object.profile;
    const Exhibit* exhibit = find(file.exhibits, id);
    if (exhibit != nullptr && exhibit->sha256 == applied.profile.sha256)
        applied.exhibit = id;
    else
        applied.instead_of = id;
    return applied;
}

}  // namespace

Result<AppliedLaw> applied_law(const Context& context, const OpenCase& opened, const CaseFile& file,
                               const Arguments& arguments) {
    const auto data = data_folders(context);
    if (!data) return fail(data.error());
    const Library library(context, *data, opened, file);
    std::vector<std::string> names = arguments.values("pack");
    if (names.empty() && !file.matter.empty()) names = file.matter.front().object.packs;
    if (names.empty())
        return fail(
            input_error("U0017", "the matter names no rule pack")
                .hinted("name one with --pack; 'isonomia rules list' shows those there are"));
    AppliedLaw law;
    for (const std::string& name : names) {
        auto pack = library.load(name);
        if (!pack) return fail(pack.error());
        if (auto other = other_edition(*pack, file)) law.warnings.push_back(*other);
        law.packs.push_back(std::move(*pack));
    }
    if (auto sound = rules::check_together(law.packs, latest_day(context.clock)); !sound)
        return fail(sound.error());
    for (Error& twice : rules::repeated_rules(law.packs))
        law.warnings.push_back(std::move(twice));
    const bool adopts = !file.matter.empty() && !file.matter.front().object.profile.empty();
    if (!arguments.has("profile") && !adopts) return law;
    auto profile = arguments.has("profile")
                       ? named(context, file, arguments.value("profile"), law.packs)
                       : adopted(context, opened, file, library, law.packs);
    if (!profile) return fail(profile.error());
    law.profile = std::move(*profile);
    return law;
}

}  // namespace isonomia::cli
