#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "cli/printable.hpp"
#include "cli/record/act_of.hpp"
#include "core/text.hpp"
#include "stats/table.hpp"

namespace isonomia::cli {

namespace {

constexpr std::size_t rows_max = 100'000;

class CandidateReader final : public stats::TableVisitor {
public:
    Status header(const stats::TableRow& names) override {
        for (std::size_t i = 0; i < names.size(); ++i) {
            const std::string name(names[i]);
            if (std::find(columns_known.begin(), columns_known.end(), name) == columns_known.end())
                return fail(wrong(names, i,
                                  fmt::format("there is no column '{}'", printable(name, 60)),
                                  "the columns are rank, label, score, chosen" +
                                      did_you_mean_suffix(name, columns_known)));
            column_[name] = i;
        }
        for (const char* needed : {"rank", "label"})
            if (!column_.contains(needed))
                return fail(wrong(names, 0, fmt::format("the column '{}' is missing", needed),
                                  "the first line is: rank,label,score,chosen"));
        return {};
    }

    Status row(const stats::TableRow& row) override {
        if (candidates.size() == rows_max)
            return fail(
                wrong(row, 0, fmt::format("there are more than {} candidates", rows_max), ""));
        Candidate candidate;
        const auto rank = parse_integer(row[column_.at("rank")]);
        if (!rank || *rank < 1 || !ranks_.insert(*rank).second)
            return fail(wrong(row, column_.at("rank"),
                              fmt::format("'{}' is no rank, or one that was there before",
                                          printable(row[column_.at("rank")], 60)),
                              "number the list from 1, best first"));
        candidate.rank = static_cast<std::uint64_t>(*rank);
        candidate.label = row[column_.at("label")];
        if (trim(candidate.label).empty())
            return fail(wrong(row, column_.at("label"), "a candidate has no label",
                              "write a pseudonym, not a name"));
        if (const auto status = read_score(row, candidate); !status) return status;
        if (const auto status = read_chosen(row, candidate); !status) return status;
        candidates.push_back(std::move(candidate));
        return {};
    }

    std::vector<Candidate> candidates;

private:
    static Error wrong(const stats::TableRow& row, std::size_t field, std::string message,
                       std::string hint) {
        return input_error("M0004", "candidate list: " + std::move(message))
            .at(row.location(field))
            .hinted(std::move(hint));
    }

    Status read_score(const stats::TableRow& row, Candidate& candidate) const {
        const auto at = column_.find("score");
        if (at == column_.end() || row[at->second].empty()) return {};
        candidate.score = parse_number(row[at->second]);
        if (candidate.score) return {};
        return fail(wrong(row, at->second,
                          fmt::format("'{}' is no number", printable(row[at->second], 60)),
                          "write it with a point: 0.93"));
    }

    Status read_chosen(const stats::TableRow& row, Candidate& candidate) const {
        const auto at = column_.find("chosen");
        if (at == column_.end() || row[at->second].empty()) return {};
        candidate.chosen = row[at->second] == "yes";
        if (candidate.chosen || row[at->second] == "no") return {};
        return fail(wrong(row, at->second, "'chosen' is yes, no or empty", "write yes or no"));
    }

    static inline const std::vector<std::string> columns_known{"rank", "label", "score", "chosen"};
    std::map<std::string, std::size_t> column_;
    std::set<long long> ranks_;
};

}  // namespace

Result<std::vector<Candidate>> read_candidates(const fs::path& file) {
    stats::TableOptions options;
    options.separator = stats::separator_for(file.filename().string());
    CandidateReader reader;
    const auto facts = stats::read_table(file, file.string(), options, reader);
    if (!facts) return fail(facts.error());
    return std::move(reader.candidates);
}

}  // namespace isonomia::cli
