#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/readers/pmml_tree.hpp"

namespace isonomia::explain::pmml {

namespace {

using Ends = TreeWriter::Ends;

// What a value is compared with. Some writers tell missing values from all others by infinity.
Result<double> bound(Scope& scope, XmlNode predicate, const Field& field) {
    const std::string value = text(predicate, "value");
    if (value == "INF") return std::numeric_limits<double>::infinity();
    if (value == "-INF") return -std::numeric_limits<double>::infinity();
    return scope.code(predicate, field, value);
}

void append(std::vector<std::int32_t>& to, const std::vector<std::int32_t>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

// The items of an <Array>: blanks between them, double quotes around those that hold blanks.
std::vector<std::string> items_of(XmlNode array) {
    const std::string content = array.raw_text();
    std::vector<std::string> items;
    for (std::size_t i = 0; i < content.size();) {
        if (std::string_view(" \t\r\n").find(content[i]) != std::string_view::npos) {
            ++i;
            continue;
        }
        std::string item;
        const bool quoted = content[i] == '"';
        if (quoted) ++i;
        while (i < content.size()) {
            if (quoted && content[i] == '\\' && i + 1 < content.size() && content[i + 1] == '"')
                ++i;
            else if (quoted
                         ? content[i] == '"'
                         : std::string_view(" \t\r\n").find(content[i]) != std::string_view::npos)
                break;
            item += content[i++];
        }
        if (quoted) ++i;
        items.push_back(std::move(item));
    }
    return items;
}

}  // namespace

Result<XmlNode> predicate_of(XmlNode node) {
    for (const XmlNode child : node.children())
        for (const std::string_view name :
             {"True", "False", "SimplePredicate", "SimpleSetPredicate", "CompoundPredicate"})
            if (child.name() == name) return child;
    return wrong(node, fmt::format("<{}> has no predicate", node.name()));
}

bool TreeWriter::opposites(XmlNode first, XmlNode second) {
    if (second.name() == "True") return true;
    if (first.name() != second.name() || text(first, "field") != text(second, "field"))
        return false;
    const auto pair = [&](std::string_view attribute, std::string_view a, std::string_view b) {
        const std::string x = text(first, attribute);
        const std::string y = text(second, attribute);
        return (x == a && y == b) || (x == b && y == a);
    };
    if (first.name() == "SimpleSetPredicate")
        return pair("booleanOperator", "isIn", "isNotIn") &&
               items_of(first.child("Array")) == items_of(second.child("Array"));
    if (first.name() != "SimplePredicate") return false;
    if (pair("operator", "isMissing", "isNotMissing")) return true;
    return text(first, "value") == text(second, "value") &&
           (pair("operator", "lessThan", "greaterOrEqual") ||
            pair("operator", "lessOrEqual", "greaterThan") ||
            pair("operator", "equal", "notEqual"));
}

Result<Ends> TreeWriter::ask(std::int32_t end, XmlNode predicate, bool merge) {
    if (tree_.nodes.size() > nodes_max)
        return fail(input_error("E0406",
                                "written out as questions, the predicates need too many "
                                "nodes")
                        .at(predicate.location())
                        .hinted(fmt::format("at most {} are allowed", nodes_max)));
    if (predicate.name() == "True") return Ends{{end}, {}, {}};
    if (predicate.name() == "False") return Ends{{}, {end}, {}};
    if (predicate.name() == "SimplePredicate") return ask_simple(end, predicate, merge);
    if (predicate.name() == "SimpleSetPredicate") return ask_set(end, predicate, merge);
    if (predicate.name() == "CompoundPredicate") return ask_compound(end, predicate, merge);
    return wrong(predicate, fmt::format("<{}> is not a predicate", predicate.name()));
}

Ends TreeWriter::split(std::int32_t end, Node test, bool swapped, bool merge) {
    const auto first = static_cast<std::int32_t>(tree_.nodes.size());
    test.yes = first;
    test.no = first + 1;
    test.cover = node(end).cover;
    Ends ends;
    ends.yes = {swapped ? test.no : test.yes};
    ends.no = {swapped ? test.yes : test.no};
    tree_.nodes.resize(tree_.nodes.size() + 2);
    if (test.test != Test::is_missing) {
        test.missing = ends.no.front();
        if (!merge) {
            test.missing = first + 2;
            tree_.nodes.emplace_back().cover = 0;
            ends.unknown = {test.missing};
        }
    }
    node(end) = test;
    return ends;
}

Result<Ends> TreeWriter::ask_simple(std::int32_t end, XmlNode predicate, bool merge) {
    const auto field = scope_->field(predicate, text(predicate, "field"));
    if (!field) return fail(field.error());
    const std::string op = text(predicate, "operator");
    Node test;
    test.column = static_cast<std::int32_t>(scope_->column(*field));
    if (op == "isMissing" || op == "isNotMissing") {
        test.test = Test::is_missing;
        return split(end, test, op == "isNotMissing", merge);
    }
    const bool order =
        op == "lessThan" || op == "lessOrEqual" || op == "greaterThan" || op == "greaterOrEqual";
    if (!order && op != "equal" && op != "notEqual")
        return wrong(predicate, fmt::format("'{}' is not an operator", op));
    if (order && field->category)
        return unsupported(predicate, fmt::format("the order of the categories of '{}'",
                                                  text(predicate, "field")));
    const auto value = order ? bound(*scope_, predicate, *field)
                             : scope_->code(predicate, *field, text(predicate, "value"));
    if (!value) return fail(value.error());
    test.threshold = *value;
    test.test = !order                                       ? Test::equal
                : op == "lessThan" || op == "greaterOrEqual" ? Test::less
                                                             : Test::less_or_equal;
    const bool swapped = op == "notEqual" || op == "greaterThan" || op == "greaterOrEqual";
    return split(end, test, swapped, merge);
}

// A list of numbers becomes one column that is 1 inside the list.
Result<Ends> TreeWriter::ask_set(std::int32_t end, XmlNode predicate, bool merge) {
    auto field = scope_->field(predicate, text(predicate, "field"));
    if (!field) return fail(field.error());
    const XmlNode array = predicate.child("Array");
    if (!array) return wrong(predicate, "a set has no <Array>");
    const std::string op = text(predicate, "booleanOperator");
    if (op != "isIn" && op != "isNotIn")
        return wrong(predicate, fmt::format("'{}' is not an operator of sets", op));
    Node test;
    if (field->category) {
        test.test = Test::in_set;
        test.set = static_cast<std::int32_t>(tree_.sets.size());
        CategorySet set;
        for (const std::string& item : items_of(array)) {
            const auto code = scope_->code(array, *field, item);
            if (!code) return fail(code.error());
            set.add(static_cast<std::uint32_t>(*code));
        }
        tree_.sets.push_back(std::move(set));
    } else {
        Step step{.kind = StepKind::look_up, .value = 0};
        for (const std::string& item : items_of(array)) {
            const auto value = scope_->code(array, *field, item);
            if (!value) return fail(value.error());
            step.knots.push_back({*value, 1});
        }
        field->steps.push_back(std::move(step));
        test.test = Test::equal;
        test.threshold = 1;
    }
    test.column = static_cast<std::int32_t>(scope_->column(*field));
    return split(end, test, op == "isNotIn", merge);
}

// "from <= x and x < to" over one field of numbers is one question: is x in the interval?
Result<std::optional<Field>> TreeWriter::interval(XmlNode predicate) {
    Bin bin;
    bin.value = 1;
    std::string name;
    for (const XmlNode part : predicate.children()) {
        const std::string op = text(part, "operator");
        const auto value = parse_number(text(part, "value"));
        const bool upper = op == "lessThan" || op == "lessOrEqual";
        const bool lower = op == "greaterThan" || op == "greaterOrEqual";
        if (part.name() != "SimplePredicate" || (!upper && !lower) || !value ||
            (!name.empty() && text(part, "field") != name) ||
            (upper ? bin.high.has_value() : bin.low.has_value()))
            return std::optional<Field>{};
        name = text(part, "field");
        (upper ? bin.high : bin.low) = *value;
        (upper ? bin.high_belongs : bin.low_belongs) = op.ends_with("OrEqual");
    }
    auto field = scope_->field(predicate, name);
    if (!field) return fail(field.error());
    if (field->category) return std::optional<Field>{};
    for (auto* end : {&bin.low, &bin.high}) {
        const auto read = scope_->code(predicate, *field, shortest(end->value()));
        if (!read) return fail(read.error());
        *end = *read;
    }
    field->steps.push_back({.kind = StepKind::bin, .value = 0, .bins = {bin}});
    return std::optional<Field>(std::move(*field));
}

Result<Ends> TreeWriter::ask_compound(std::int32_t end, XmlNode predicate, bool merge) {
    const std::string op = text(predicate, "booleanOperator");
    const bool all = op == "and";
    const bool surrogate = op == "surrogate";
    if (!all && op != "or" && !surrogate)
        return unsupported(predicate, fmt::format("booleanOperator=\"{}\"", op));
    if (all && predicate.children().size() == 2) {
        const auto field = interval(predicate);
        if (!field) return fail(field.error());
        if (*field) {
            Node test;
            test.test = Test::equal;
            test.threshold = 1;
            test.column = static_cast<std::int32_t>(scope_->column(**field));
            return split(end, test, false, merge);
        }
    }
    Ends ends;
    std::vector<std::int32_t> open{end};  // every predicate so far has been known
    std::vector<std::int32_t> doubtful;   // one has been unknown
    for (const XmlNode part : predicate.children()) {
        std::vector<std::int32_t> still;
        std::vector<std::int32_t> doubt;
        for (const bool known : {true, false})
            for (const std::int32_t at : known ? open : doubtful) {
                const auto answer = ask(at, part, merge && !surrogate);
                if (!answer) return answer;
                append(all ? ends.no : ends.yes, all ? answer->no : answer->yes);
                if (surrogate) {
                    append(ends.no, answer->no);
                    append(still, answer->unknown);
                    continue;
                }
                append(known ? still : doubt, all ? answer->yes : answer->no);
                append(doubt, answer->unknown);
            }
        open = std::move(still);
        doubtful = std::move(doubt);
    }
    if (surrogate)
        append(merge ? ends.no : ends.unknown, open);
    else
        append(all ? ends.yes : ends.no, open);
    append(ends.unknown, doubtful);
    return ends;
}

}  // namespace isonomia::explain::pmml
