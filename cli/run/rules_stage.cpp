#include <algorithm>

#include <fmt/format.h>

#include "cli/pack_files.hpp"
#include "cli/run/program_act.hpp"
#include "cli/run/stages.hpp"
#include "cli/run/tree_digest.hpp"
#include "core/text.hpp"
#include "rules/evaluate.hpp"
#include "rules/lint.hpp"

namespace isonomia::cli {

namespace {

Error unknown_pack(const std::string& id, const MatterFile& matter,
                   const std::vector<std::string>& known) {
    const auto place = matter.places.find("pack/" + id);
    return input_error("M0105", fmt::format("there is no rule pack '{}'", id))
        .at(place != matter.places.end() ? place->second : Location{matter.path.string(), 0, 0})
        .note("packs that are there: " + join(known, ", "))
        .hinted("name one of these, or put a pack of your own at 'packs/" + id +
                ".xml' beside the matter" + did_you_mean_suffix(id, known));
}

}  // namespace

Result<std::vector<rules::Pack>> load_packs(Context& context, const MatterFile& matter) {
    const auto data = data_folders(context);
    if (!data) return fail(data.error());
    const fs::path own = matter.folder / "packs";
    std::vector<rules::Pack> packs;
    for (const std::string& id : matter.matter.packs) {
        std::error_code ignored;
        fs::path path = own / (id + ".xml");
        if (!fs::exists(path, ignored)) path = data->packs / (id + ".xml");
        if (!fs::exists(path, ignored)) {
            auto known = pack_ids(data->packs);
            const auto more = pack_ids(own);
            known.insert(known.end(), more.begin(), more.end());
            return fail(unknown_pack(id, matter, known));
        }
        auto pack = rules::load_pack(context.files, path, data->instruments);
        if (!pack) return fail(pack.error());
        if (auto named = rules::check_name(*pack); !named) return fail(named.error());
        packs.push_back(std::move(*pack));
    }
    if (auto sound = rules::check_together(packs, latest_day(context.clock)); !sound)
        return fail(sound.error());
    return packs;
}

std::vector<Error> incomplete_packs(Context& context, const std::vector<rules::Pack>& packs) {
    std::vector<Error> found = rules::repeated_rules(packs);
    const auto data = data_folders(context);
    if (!data) return found;
    rules::LintOptions options;
    options.instruments = data->instruments;
    for (const rules::Pack& pack : packs)
        for (Error& fault : rules::lint_pack(context.files, pack.file, options))
            if (fault.code == "R0101" || fault.code == "R0102") found.push_back(std::move(fault));
    return found;
}

Result<std::optional<rules::Profile>> load_profile(Context& context, const MatterFile& matter,
                                                   const std::vector<rules::Pack>& packs) {
    const auto exhibit =
        std::find_if(matter.exhibits.begin(), matter.exhibits.end(),
                     [&](const Exhibit& one) { return one.id == matter.matter.profile; });
    if (exhibit == matter.exhibits.end()) return std::optional<rules::Profile>();
    auto profile = rules::load_profile(context.files, matter.folder / exhibit->file, packs,
                                       latest_day(context.clock));
    if (!profile) return fail(profile.error());
    return std::optional(std::move(*profile));
}

Status evaluate_rules(RunState& state, const std::vector<rules::Pack>& packs,
                      const std::optional<rules::Profile>& profile) {
    state.progress.step("evaluating rules");
    Activity act;
    act.id = fmt::format("{}.rules", program_agent);
    act.kind = ActivityKind::rule_evaluation;
    act.title = "Evaluation of rules";
    ActInputs key{act.kind, std::string(version()), {state.journal.digest()}, {}, std::nullopt};
    for (const rules::Pack& pack : packs)
        key.parameters[pack.id] = pack.version + " sha256:" + pack.sha256;

    if (profile) key.parameters["profile"] = profile->id + " sha256:" + profile->sha256;

    const auto data = data_folders(state.context);
    if (!data) return fail(data.error());
    for (const fs::path& folder :
         {data->instruments, state.matter.folder / "packs" / "instruments"}) {
        std::error_code problem;
        if (folder != data->instruments && !fs::is_directory(folder, problem)) continue;
        const auto instruments = tree_digest(state.context.files, folder);
        if (!instruments) return fail(instruments.error());
        key.inputs.push_back(*instruments);
    }

    auto done = perform(state.journal, act, key, [&]() -> Result<Product> {
        const auto entries = state.ledger.entries();
        if (!entries) return fail(entries.error());
        const auto case_file = replay(*entries);
        if (!case_file) return fail(case_file.error());
        rules::EvaluateOptions options;
        options.act = act.id;
        options.profile = profile ? &*profile : nullptr;
        if (!state.matter.matter.language.empty()) options.language = state.matter.matter.language;
        Product product;
        for (const Outcome& outcome : rules::evaluate(*case_file, packs, options))
            product.add("outcome", outcome);
        product.result = fmt::format("{} outcomes on the record of {} entries",
                                     product.objects.size(), case_file->entries);
        return product;
    });
    if (!done) return fail(done.error());
    state.count(*done);
    return {};
}

}  // namespace isonomia::cli
