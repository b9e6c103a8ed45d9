#include "reports/data_intro.hpp"

#include "core/text.hpp"

namespace isonomia::reports {

void dataset_intro(std::vector<Block>& blocks, const Record& record,
                   const Recorded<Dataset>& recorded, const std::string& anchor) {
    const Dataset& d = recorded.object;
    const Catalogue& words = record.words;
    const Supports supports = record.from(recorded) + record.exhibit(d.exhibit);
    blocks.push_back(
        paragraph(words.say("{0}. Who was measured: {1}",
                            {strong(value(d.title.empty() ? d.id : d.title)),
                             record.or_words(d.population, "the record does not say.")}),
                  supports, anchor));
    blocks.push_back(paragraph(
        words.say("Who set the outcome, and what it records: {0} Who set the group labels: {1}",
                  {record.or_words(d.ground_truth, "the record does not say."),
                   record.or_words(d.group_labels, "the record does not say.")}),
        supports));
    for (const Column& column : d.columns)
        if (has_positive_values(column.role) && !column.positive.empty())
            blocks.push_back(
                paragraph(words.say("In column {0} these values count as yes: {1}. Every other "
                                    "value that is not missing counts as no.",
                                    {code(column.name), code(join(column.positive, ", "))}),
                          supports));
    if (!d.not_shown.empty())
        blocks.push_back(paragraph(
            words.say("What these data do not show: {0}", {value(d.not_shown)}), supports));
    if (d.form == DataForm::rates)
        blocks.push_back(
            paragraph(words.say("These figures were printed by others. The counts behind them "
                                "are not held, so nobody can recompute them from this record."),
                      supports));
}

}  // namespace isonomia::reports
