#include "cli/hria.hpp"

#include "cli/data_folder.hpp"
#include "cli/output.hpp"
#include "rules/hria.hpp"

namespace isonomia::cli {

namespace {

Json::Array texts(const std::vector<std::string>& list) {
    Json::Array json;
    for (const std::string& one : list)
        json.emplace_back(one);
    return json;
}

Json::Array rights_json(const rules::Hria& hria) {
    Json::Array rights;
    for (const rules::RightRisk& one : hria.rights)
        rights.emplace_back(
            Json::Object{{"right", one.right},
                         {"touched", one.touched},
                         {"severity", to_text(one.severity)},
                         {"probability", to_text(one.probability)},
                         {"residual_severity", to_text(one.residual_severity)},
                         {"residual_probability", to_text(one.residual_probability)},
                         {"counted_as_worst", texts(one.raised)}});
    return rights;
}

Json::Array flagged_json(const rules::Hria& hria) {
    Json::Array flagged;
    for (const rules::WronglyFlagged& one : hria.flagged) {
        Json::Object row{{"group", one.group}, {"persons_per_year", one.persons}};
        if (one.number) {
            row.emplace("number", *one.number);
            row.emplace("low", one.low);
            row.emplace("high", one.high);
        } else {
            row.emplace("undefined_reason", one.undefined_reason);
        }
        if (one.currently) row.emplace("now", *one.currently);
        row.emplace("measurements", texts(one.measurements));
        flagged.emplace_back(std::move(row));
    }
    return flagged;
}

}  // namespace

Result<ExitCode> assess_impact(Context& context, const Arguments& arguments,
                               const CaseFile& case_file) {
    const auto data = data_folders(context);
    if (!data) return fail(data.error());
    const auto questions = rules::load_questionnaire(
        context.files, data->packs.parent_path() / "questionnaires/hria.xml");
    if (!questions) return fail(questions.error());
    const auto load = [&](const std::string& file) {
        return rules::load_assessment(context.files, context.working_folder / file, *questions);
    };
    const auto assessment = load(arguments.value("hria"));
    if (!assessment) return fail(assessment.error());
    const std::string language = arguments.value("lang");
    const rules::Hria hria = rules::judge(*questions, *assessment, case_file, language);

    rules::HriaPageOptions options{language, arguments.has("public"), {}};
    if (arguments.has("since")) {
        const auto older = load(arguments.value("since"));
        if (!older) return fail(older.error());
        const rules::Hria before = rules::judge(*questions, *older, case_file, language);
        options.changes = rules::changes(*questions, *older, before, *assessment, hria, language);
    }
    if (context.json)
        write_json(context, {{"assessment", assessment->id},
                             {"sha256", assessment->sha256},
                             {"decision", to_text(assessment->decision)},
                             {"complete", hria.complete()},
                             {"unanswered", texts(hria.unanswered)},
                             {"set_aside", texts(hria.set_aside)},
                             {"against_decision", texts(hria.against_decision)},
                             {"rights", rights_json(hria)},
                             {"wrongly_flagged", flagged_json(hria)},
                             {"changes", texts(options.changes)}});
    else if (!context.quiet)
        context.out << rules::hria_page(*questions, *assessment, hria, options);
    return hria.complete() && hria.against_decision.empty() ? ExitCode::done : ExitCode::adverse;
}

}  // namespace isonomia::cli
