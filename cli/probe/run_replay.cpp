#include "cli/probe/run_replay.hpp"

#include <fmt/format.h>

#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/probe/asking.hpp"
#include "cli/probe/replay.hpp"
#include "cli/terminal.hpp"

namespace isonomia::cli {

namespace {

std::string replayed_in_words(const Replayed& replayed) {
    std::string text =
        fmt::format("{} of {} queries are answered as on record", replayed.alike, replayed.queries);
    if (replayed.differing > 0)
        text += fmt::format("; {} otherwise, for example {}", replayed.differing, replayed.example);
    if (replayed.not_asked > 0)
        text += fmt::format("; {} could not be asked: {}", replayed.not_asked, replayed.lost);
    return text;
}

}  // namespace

Result<ExitCode> run_replay(Context& context, const Arguments& arguments) {
    for (const char* option : {"model", "case"})
        if (arguments.has(option) || arguments.positional("PLAN.xml"))
            return unusable_option("replay", arguments.value("replay"),
                                   "it goes with --oracle alone, without plan, model and case");
    if (!arguments.has("oracle"))
        return fail(usage_error("U0007", "'--replay' needs '--oracle'")
                        .hinted("the program that is asked again"));
    std::vector<fs::path> searched;
    for (const std::string& path : arguments.values("readable"))
        searched.push_back(context.working_folder / path);
    if (arguments.has("input"))
        searched.push_back(context.working_folder / arguments.value("input"));
    const auto images = ImageFolder::create();
    if (!images) return fail(images.error());
    auto record = new_record(context, arguments, "replay");
    if (!record) return fail(record.error());
    auto readable = searched;
    readable.push_back(images->path());
    const auto chosen = oracle_of(context, arguments, readable, *record);
    if (!chosen) return fail(chosen.error());
    const auto replayed = replay(context.files, context.working_folder / arguments.value("replay"),
                                 searched, *images, *chosen->oracle);
    if (!replayed) return fail(replayed.error());
    const Asking asking = asking_of(*chosen, {}, *record);
    const std::string words = replayed_in_words(*replayed);
    if (context.json) {
        Json::Object members = asking_json(asking);
        members["queries"] = Json::integer(replayed->queries);
        members["alike"] = Json::integer(replayed->alike);
        members["differing"] = Json::integer(replayed->differing);
        members["not_asked"] = Json::integer(replayed->not_asked);
        members["in_words"] = words;
        write_json(context, std::move(members));
    } else if (!context.quiet) {
        const std::size_t width = context.out_terminal.width;
        context.out << wrapped(printable(words, 2000), width) << "\n" << asking_text(asking, width);
    }
    const bool all = replayed->alike == replayed->queries && !asking.is_open();
    return all ? ExitCode::done : ExitCode::adverse;
}

}  // namespace isonomia::cli
