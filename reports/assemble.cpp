#include "reports/assemble.hpp"

#include "reports/authorities.hpp"
#include "reports/declarations.hpp"
#include "reports/explanation.hpp"
#include "reports/finish.hpp"
#include "reports/record.hpp"
#include "reports/section_assessment.hpp"

namespace isonomia::reports {

namespace {

using Sections = std::vector<Section>;

void add_if(Sections& sections, std::optional<Section> section) {
    if (section) sections.push_back(std::move(*section));
}

// What was measured, read and checked; the same for every reader who wants to check it.
void add_substance(Sections& sections, Record& record) {
    sections.push_back(reliability_section(record));
    add_if(sections, score_section(record));
    add_if(sections, probe_section(record));
    add_if(sections, code_section(record));
    sections.push_back(rules_section(record));
}

void add_close(Sections& sections, const Record& record) {
    // The schedule of the prosecution is the register of gaps, with the steps taken.
    if (record.options.audience != Audience::prosecution) sections.push_back(gaps_section(record));
    sections.push_back(changes_section(record));
    sections.push_back(limits_section(record));
    sections.push_back(method_section(record));
}

void add_appendices(Sections& sections, const Record& record) {
    sections.push_back(exhibits_section(record));
    add_if(sections, facts_section(record));
    add_if(sections, figures_section(record));
    add_if(sections, authorities_section(record));
    sections.push_back(glossary_section(record));
}

Sections substance_of(Record& record) {
    Sections substance;  // first: it decides where figures stand, and other parts point there
    add_substance(substance, record);
    return substance;
}

void append(Sections& sections, Sections more) {
    for (Section& section : more)
        sections.push_back(std::move(section));
}

Result<Sections> sections_for(Record& record) {
    if (record.options.audience == Audience::accused) return accused_sections(record);
    Sections sections;
    Sections substance = substance_of(record);
    const auto add = [&](Section section) { sections.push_back(std::move(section)); };
    switch (record.options.audience) {
        case Audience::court:
        case Audience::accused:
            add(glance_section(record));
            add(positions_section(record));
            add(evidence_section(record));
            add(custody_section(record));
            add(access_section(record));
            break;
        case Audience::prosecution:
            add(certificate_section(record));
            add(certification_section(record));
            add(schedule_section(record));
            add(undermining_section(record));
            add(evidence_section(record));
            add(custody_section(record));
            break;
        case Audience::defence:
            add(glance_section(record));
            add(expert_section(record));
            add(evidence_section(record));
            add(custody_section(record));
            break;
        case Audience::oversight:
            add(glance_section(record));
            add(assessment_section(record));
            add(impact_section(record));
            add(evidence_section(record));
            add(custody_section(record));
            break;
        case Audience::mla:
            add(annex_section(record));
            add(evidence_section(record));
            add(custody_section(record));
            break;
    }
    append(sections, std::move(substance));
    add_if(sections, opinions_section(record));
    add_close(sections, record);
    if (record.options.audience == Audience::oversight) add(approval_section(record));
    if (record.options.audience == Audience::prosecution ||
        record.options.audience == Audience::defence) {
        auto declaration = declaration_section(record);
        if (!declaration) return fail(declaration.error());
        add(std::move(*declaration));
    }
    add_appendices(sections, record);
    return sections;
}

}  // namespace

Result<Document> assemble(const CaseFile& case_file, const ReportOptions& options) {
    Record record(case_file, options);
    Document document;
    furnish(document, record);
    auto sections = sections_for(record);
    if (!sections) return fail(sections.error());
    document.sections = std::move(*sections);
    if (!options.redactions.empty()) document.sections.push_back(redactions_section(record));
    if (options.audience == Audience::accused) {
        document.contents = false;
        document.cover = {};
    }
    document.record = machine_record(record);
    if (auto status = finish(document, record); !status) return fail(status.error());
    return document;
}

}  // namespace isonomia::reports
