#include "explain/table_model.hpp"

#include <algorithm>
#include <limits>

#include "core/text.hpp"

namespace isonomia::explain {

namespace {

constexpr double no_answer = std::numeric_limits<double>::quiet_NaN();

std::int32_t add(Tree& tree, Node node) {
    tree.nodes.push_back(node);
    return static_cast<std::int32_t>(tree.nodes.size()) - 1;
}

std::int32_t add_leaf(Tree& tree, double value) {
    Node leaf;
    leaf.value = value;
    return add(tree, leaf);
}

// Asks whether the value lies in the band; returns the node to go on with when it does not.
std::int32_t add_band(Tree& tree, std::int32_t at, const Band& band, std::size_t column,
                      const ModelInput& input) {
    Node test;
    test.column = static_cast<std::int32_t>(column);
    const auto place = [&](std::int32_t n) -> Node& {
        return tree.nodes[static_cast<std::size_t>(n)];
    };
    if (band.value) {
        const auto known = std::find(input.categories.begin(), input.categories.end(), *band.value);
        test.test = Test::equal;
        test.threshold = input.categories.empty()
                             ? parse_number(*band.value).value_or(no_answer)
                             : static_cast<double>(known - input.categories.begin());
        test.yes = add_leaf(tree, band.points);
        test.no = add_leaf(tree, no_answer);
        test.missing = test.no;
        place(at) = test;
        return test.no;
    }
    // from <= x is "not x < from". Each bound has its own way out; what is above the band goes on,
    // and so must what is below it: the bands are asked in ascending order, so nothing is.
    Node above = test;
    above.test = Test::less_or_equal;
    above.threshold = band.to.value_or(std::numeric_limits<double>::max());
    const std::int32_t within = add_leaf(tree, band.points);
    above.yes = within;
    above.no = add_leaf(tree, no_answer);
    above.missing = above.no;
    if (band.from) {
        Node below = test;
        below.test = Test::less;
        below.threshold = *band.from;
        below.yes = add_leaf(tree, no_answer);
        below.no = add(tree, above);
        below.missing = below.yes;
        place(at) = below;
    } else {
        place(at) = above;
    }
    return above.no;
}

Result<Tree> tree_of(const Feature& feature, std::size_t column, const ModelInput& input,
                     std::size_t columns, const std::string& file) {
    std::vector<const Band*> bands;
    for (const Band& band : feature.bands)
        bands.push_back(&band);
    static constexpr double lowest = std::numeric_limits<double>::lowest();
    std::stable_sort(bands.begin(), bands.end(), [](const Band* a, const Band* b) {
        if (a->value.has_value() != b->value.has_value()) return a->value.has_value();
        return !a->value && a->from.value_or(lowest) < b->from.value_or(lowest);
    });
    Tree tree;
    std::int32_t at = add_leaf(tree, no_answer);
    for (const Band* band : bands)
        at = add_band(tree, at, *band, column, input);
    return sealed(std::move(tree), columns, file, "the feature " + feature.name);
}

}  // namespace

Result<Model> model_of(const AdditiveModel& table) {
    Model model;
    model.file = table.file;
    const bool linear = table.form == ModelForm::linear;
    model.kind = linear ? "linear score (CSV)" : "points table (CSV)";
    model.family = linear ? "linear score" : "points table";
    model.outputs = {"score"};
    model.base = {table.intercept};
    model.missing_rule = "has no rule: the table gives no answer";
    if (linear) model.weights.emplace_back();
    for (std::size_t f = 0; f < table.features.size(); ++f) {
        const Feature& feature = table.features[f];
        ModelInput input{feature.name};
        bool numbers = true;
        for (const Band& band : feature.bands)
            numbers = numbers && (!band.value || parse_number(*band.value).has_value());
        for (const Band& band : feature.bands)
            if (!numbers && band.value) input.categories.push_back(*band.value);
        if (!numbers) input.type = InputType::category;
        for (const Band& band : feature.bands)
            if (!numbers && !band.value)
                return fail(input_error("E0402", "the table scores '" + feature.name +
                                                     "' by words and by bands of numbers; such a "
                                                     "mixture is not supported here")
                                .at(band.place)
                                .hinted("its score can be recomputed, but not searched"));
        model.columns.push_back({f, {}});
        if (linear) {
            model.weights[0].push_back(feature.weight);
        } else {
            auto tree = tree_of(feature, f, input, table.features.size(), table.file);
            if (!tree) return fail(tree.error());
            model.trees.push_back(std::move(*tree));
        }
        model.inputs.push_back(std::move(input));
    }
    if (auto status = check_model(model); !status) return fail(status.error());
    return model;
}

Result<Model> read_table_model(const std::string& bytes, const fs::path& path) {
    const std::string_view header = std::string_view(bytes).substr(0, bytes.find('\n'));
    bool linear = false;
    for (const char separator : {',', '\t'})
        for (const std::string_view name : split(header, separator))
            linear = linear || trim(name) == "weight";
    const auto table =
        read_additive_model(linear ? ModelForm::linear : ModelForm::points_table, path);
    if (!table) return fail(table.error());
    return model_of(*table);
}

}  // namespace isonomia::explain
