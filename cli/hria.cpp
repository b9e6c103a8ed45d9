#include "cli/hria.hpp"

#include <fmt/format.h>

#include "cli/case_reader.hpp"
#include "cli/case_writer.hpp"
#include "cli/data_folder.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "core/describe.hpp"
#include "core/text.hpp"
#include "rules/impact_record.hpp"

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
    for (const WronglyFlagged& one : hria.flagged) {
        Json::Object row{{"group", one.group}, {"persons_per_year", one.persons_per_year}};
        if (one.number) {
            row.emplace("number", *one.number);
            row.emplace("low", one.low.value_or(0));
            row.emplace("high", one.high.value_or(0));
        } else {
            row.emplace("undefined_reason", one.undefined_reason);
        }
        if (one.currently) row.emplace("now", *one.currently);
        row.emplace("measurements", texts(one.measurements));
        flagged.emplace_back(std::move(row));
    }
    return flagged;
}

Json::Object in_json(const rules::Assessment& assessment, const rules::Hria& hria,
                     const ImpactAssessment& record) {
    return {{"assessment", assessment.id},
            {"sha256", assessment.sha256},
            {"decision", to_text(assessment.decision)},
            {"complete", hria.complete()},
            {"unanswered", texts(hria.unanswered)},
            {"set_aside", texts(hria.set_aside)},
            {"against_decision", texts(hria.against_decision)},
            {"rights", rights_json(hria)},
            {"wrongly_flagged", flagged_json(hria)},
            {"follows", record.follows},
            {"changes", texts(record.changes)}};
}

struct Opened {
    CaseFile case_file;
    std::optional<WritableCase> writable;  // none for a draft
};

Result<Opened> open(Context& context, const Arguments& arguments) {
    Opened opened;
    if (arguments.has("draft")) {
        const auto reading = open_case(context, arguments);
        if (!reading) return fail(reading.error());
        auto file = replay(reading->entries);
        if (!file) return fail(file.error());
        opened.case_file = std::move(*file);
        return opened;
    }
    auto writing = open_case_for_writing(context, arguments);
    if (!writing) return fail(writing.error());
    opened.case_file = writing->case_file;
    opened.writable = std::move(*writing);
    return opened;
}

// The assessment to compare with: the one that --since names, on record or in a file, else the last
// one of the same system on record.
Result<std::optional<ImpactAssessment>> older_of(Context& context, const Arguments& arguments,
                                                 const rules::Questionnaire& questions,
                                                 const CaseFile& file,
                                                 const ImpactAssessment& newer) {
    using Older = std::optional<ImpactAssessment>;
    if (!arguments.has("since")) {
        const ImpactAssessment* last = rules::before(file, newer);
        return last == nullptr ? Older() : Older(*last);
    }
    const std::string name = arguments.value("since");
    if (const ImpactAssessment* known = find(file.impact_assessments, name)) return Older(*known);
    const auto loaded =
        rules::load_assessment(context.files, context.working_folder / name, questions);
    if (!loaded) {
        std::vector<std::string> ids;
        for (const auto& recorded : file.impact_assessments)
            ids.push_back(recorded.object.id);
        Error error = loaded.error();
        if (!ids.empty()) error.notes.push_back("on record are: " + join(ids, ", "));
        return fail(std::move(error));
    }
    return Older(rules::impact_record(questions, *loaded,
                                      rules::judge(questions, *loaded, file, newer.language),
                                      newer.language));
}

// Records the assessment, unless it is on record as it stands. Returns its entry.
Result<std::uint64_t> keep(Context& context, const Arguments& arguments, WritableCase& opened,
                           const ImpactAssessment& record) {
    for (const auto& known : opened.case_file.impact_assessments) {
        if (known.object.id != record.id) continue;
        if (to_json(known.object) == to_json(record)) return known.entry;
        if (known.object.on == record.on && known.object.system == record.system) continue;
        return fail(
            input_error("R0012", fmt::format("an assessment '{}' of {} on {} is on record",
                                             printable(record.id, 60),
                                             printable(known.object.system, 60), known.object.on))
                .hinted("give the new one an id of its own; the same id, system and date is a "
                        "correction"));
    }
    const auto own = own_signer(context, arguments);
    if (!own) return fail(own.error());
    return opened.record("impact_assessment", record, own->signer.get());
}

}  // namespace

Result<ExitCode> assess_impact(Context& context, const Arguments& arguments) {
    const auto data = data_folders(context);
    if (!data) return fail(data.error());
    const auto questions = rules::load_questionnaire(
        context.files, data->packs.parent_path() / "questionnaires/hria.xml");
    if (!questions) return fail(questions.error());
    const auto assessment = rules::load_assessment(
        context.files, context.working_folder / arguments.value("hria"), *questions);
    if (!assessment) return fail(assessment.error());
    auto opened = open(context, arguments);
    if (!opened) return fail(opened.error());
    if (auto known = rules::check_exhibits(*assessment, opened->case_file); !known)
        return fail(known.error());
    const std::string language = arguments.value("lang");
    const rules::Hria hria = rules::judge(*questions, *assessment, opened->case_file, language);
    ImpactAssessment record = rules::impact_record(*questions, *assessment, hria, language);
    const auto older = older_of(context, arguments, *questions, opened->case_file, record);
    if (!older) return fail(older.error());
    if (*older) {
        const bool recorded = find(opened->case_file.impact_assessments, (*older)->id) != nullptr;
        record.follows = recorded ? (*older)->id : "";
        record.changes = rules::changes(**older, record, language);
    }
    std::optional<std::uint64_t> entry;
    if (opened->writable) {
        const auto recorded = keep(context, arguments, *opened->writable, record);
        if (!recorded) return fail(recorded.error());
        entry = *recorded;
    }
    if (context.json) {
        Json::Object json = in_json(*assessment, hria, record);
        if (entry) json.emplace("entry", Json::integer(*entry));
        write_json(context, std::move(json));
    } else if (!context.quiet) {
        const rules::HriaPageOptions page{language, arguments.has("public"), record.changes};
        context.out << rules::hria_page(*questions, *assessment, hria, page);
        context.err << (entry ? fmt::format("recorded      {}, entry {}\n", printable(record.id),
                                            *entry)
                              : std::string("a draft: nothing is recorded\n"));
    }
    return hria.complete() && hria.against_decision.empty() ? ExitCode::done : ExitCode::adverse;
}

}  // namespace isonomia::cli
