// The visitor that turns rows into compared pairs. For read_comparisons.cpp only.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "fairness/biometrics/comparisons.hpp"
#include "fairness/group_index.hpp"
#include "fairness/labels.hpp"
#include "stats/table_in_parts.hpp"

namespace isonomia::fairness {

struct ComparisonRoles {
    Column score;
    Column probe;
    Column gallery;
    std::optional<Column> truth;
    std::optional<Column> sample;
    std::array<std::vector<Column>, 2> groups;  // probe, gallery
    std::size_t comparisons = comparisons_max;  // at most
};

class ComparisonReader final : public stats::DividedVisitor {
public:
    // `blocks`: about how many parts there will be; 0: not known.
    explicit ComparisonReader(ComparisonRoles roles, std::uint64_t blocks = 0)
        : ComparisonReader(std::move(roles), Places{}, blocks) {}

    Status header(const stats::TableRow& names) override;
    Status row(const stats::TableRow& row) override;
    [[nodiscard]] std::unique_ptr<stats::DividedVisitor> part() const override;
    [[nodiscard]] bool absorb(stats::DividedVisitor& part) override;
    [[nodiscard]] Comparisons finish(const stats::TableFacts& facts);

private:
    // Of columns, in the header.
    struct Places {
        std::size_t score = 0;
        std::size_t probe = 0;
        std::size_t gallery = 0;
        std::size_t truth = 0;
        std::size_t sample = 0;
        std::array<std::vector<std::size_t>, 2> groups;  // probe, gallery
    };
    ComparisonReader(ComparisonRoles roles, Places places, std::uint64_t blocks);

    // Both sides, probe and gallery, share one numbering of people and of combinations.
    [[nodiscard]] Result<std::uint16_t> leaf(const stats::TableRow& row, std::size_t side);
    [[nodiscard]] Result<std::optional<bool>> mated(const stats::TableRow& row,
                                                    std::string_view probe,
                                                    std::string_view gallery);
    // The number of a person's probe sample: two people's may bear one name.
    [[nodiscard]] std::uint32_t search(std::uint32_t probe, std::string_view sample);
    [[nodiscard]] std::vector<std::uint32_t> searches_of(
        const ComparisonReader& part, const std::vector<std::uint32_t>& person_here);

    ComparisonRoles roles_;
    Places places_;
    std::uint64_t blocks_;
    LabelReader truth_;
    GroupIndex sides_;
    std::vector<std::string_view> values_;
    ValueIndex people_;
    std::array<ValueIndex::Memory, 2> last_people_;  // probe, gallery
    ValueIndex samples_;                             // one per person, in the order of appearance
    ValueIndex::Memory last_samples_;
    std::string sample_key_;
    std::uint32_t search_ = 0;  // the last one
    Comparisons data_;
};

}  // namespace isonomia::fairness
