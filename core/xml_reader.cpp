#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "core/xml.hpp"

namespace isonomia {

namespace {

std::string listed(const std::vector<std::string>& names) {
    return names.empty() ? "none" : join(names, ", ");
}

Error missing(const XmlNode& node, std::string_view what, std::string_view name) {
    return input_error("X0006", fmt::format("<{}> needs {} '{}'", node.name(), what, name))
        .at(node.location());
}

// "write xml:lang instead of lang" where an attribute of nearly that name is there, or "".
std::string misspelt(const XmlNode& node, std::string_view attribute) {
    std::vector<std::string> present;
    for (const auto& [name, value] : node.attributes())
        present.emplace_back(name);
    const auto near = did_you_mean(attribute.substr(attribute.find(':') + 1), present);
    return near ? fmt::format("write {} instead of {}", attribute, *near) : "";
}

Error wrong_value(const XmlNode& node, std::string_view attribute, std::string_view value,
                  std::string_view expected) {
    return input_error("X0007", fmt::format("{}=\"{}\" of <{}> is not {}", attribute, value,
                                            node.name(), expected))
        .at(node.location(attribute));
}

// What to write where a number is followed by its unit: '21 days'.
std::string number_in(std::string_view value) {
    const auto parts = words(value);
    if (parts.size() != 2 || !parse_number(parts.front())) return "";
    return fmt::format("write {} alone, without '{}'", parts.front(), parts.back());
}

}  // namespace

void XmlReader::reject(Error error) {
    if (!problem_) problem_ = std::move(error);
}

std::optional<std::string_view> XmlReader::take(std::string_view attribute) {
    attributes_known_.emplace_back(attribute);
    return node_.attribute(attribute);
}

std::string XmlReader::required(std::string_view attribute) {
    const auto value = take(attribute);
    if (!value)
        reject(missing(node_, "attribute", attribute).hinted(misspelt(node_, attribute)));
    else if (trim(*value).empty())
        reject(wrong_value(node_, attribute, *value, "filled in"));
    return std::string(value.value_or(""));
}

std::string XmlReader::optional(std::string_view attribute, std::string_view fallback) {
    return std::string(take(attribute).value_or(fallback));
}

std::optional<double> XmlReader::number(std::string_view attribute) {
    const auto value = take(attribute);
    if (!value) return std::nullopt;
    const auto parsed = parse_number(*value);
    if (!parsed)
        reject(wrong_value(node_, attribute, *value, "a number written with digits and '.'")
                   .hinted(number_in(*value)));
    return parsed;
}

std::optional<long long> XmlReader::integer(std::string_view attribute) {
    const auto value = take(attribute);
    if (!value) return std::nullopt;
    const auto parsed = parse_integer(*value);
    if (!parsed) reject(wrong_value(node_, attribute, *value, "a whole number"));
    return parsed;
}

bool XmlReader::flag(std::string_view attribute, bool fallback) {
    const auto value = take(attribute);
    if (!value) return fallback;
    if (*value != "true" && *value != "false")
        reject(wrong_value(node_, attribute, *value, "'true' or 'false'")
                   .hinted(fmt::format("write {0}=\"true\" or {0}=\"false\"", attribute)));
    return *value == "true";
}

std::string XmlReader::choice(std::string_view attribute, const std::vector<std::string>& allowed,
                              std::optional<std::string> fallback) {
    const auto value = take(attribute);
    if (!value) {
        if (!fallback)
            reject(missing(node_, "attribute", attribute).hinted("one of: " + join(allowed, ", ")));
        return fallback.value_or("");
    }
    if (std::find(allowed.begin(), allowed.end(), *value) == allowed.end())
        reject(wrong_value(node_, attribute, *value, "one of the words allowed here")
                   .note("allowed: " + join(allowed, ", "))
                   .hinted("use one of the allowed words" + did_you_mean_suffix(*value, allowed)));
    return std::string(*value);
}

std::vector<XmlNode> XmlReader::each(std::string_view name) {
    children_known_.emplace_back(name);
    return node_.children(name);
}

XmlNode XmlReader::optional_child(std::string_view name) {
    const auto found = each(name);
    if (found.size() > 1)
        reject(input_error("X0005", fmt::format("<{}> has more than one <{}>", node_.name(), name))
                   .at(found[1].location())
                   .note("the first is at " + to_string(found[0].location()))
                   .hinted("keep one and delete the other"));
    return found.empty() ? XmlNode() : found.front();
}

XmlNode XmlReader::required_child(std::string_view name) {
    const XmlNode found = optional_child(name);
    if (!found) reject(missing(node_, "an element", name));
    return found;
}

std::string XmlReader::text_of(std::string_view child) {
    const XmlNode node = required_child(child);
    const std::string text = node ? node.text() : "";
    if (node && text.empty())
        reject(input_error("X0007", fmt::format("<{}> is empty", child)).at(node.location()));
    return text;
}

std::string XmlReader::optional_text_of(std::string_view child) {
    const XmlNode node = optional_child(child);
    return node ? node.text() : "";
}

std::string XmlReader::own_text() {
    std::string text = node_.text();
    if (text.empty())
        reject(input_error("X0007", fmt::format("<{}> is empty", node_.name()))
                   .at(node_.location())
                   .hinted("write the text, or delete the element"));
    return text;
}

Status XmlReader::finish(bool text_allowed) {
    for (const auto& [name, value] : node_.attributes()) {
        if (problem_) break;
        if (name == "xmlns") continue;
        if (std::find(attributes_known_.begin(), attributes_known_.end(), name) !=
            attributes_known_.end())
            continue;
        reject(input_error("X0005", fmt::format("<{}> has no attribute '{}'", node_.name(), name))
                   .at(node_.location(name))
                   .note("its attributes: " + listed(attributes_known_))
                   .hinted("remove it or correct its name" +
                           did_you_mean_suffix(name, attributes_known_)));
    }
    for (const XmlNode& child : node_.children()) {
        if (problem_) break;
        if (std::find(children_known_.begin(), children_known_.end(), child.name()) !=
            children_known_.end())
            continue;
        reject(input_error("X0005",
                           fmt::format("<{}> does not belong in <{}>", child.name(), node_.name()))
                   .at(child.location())
                   .note("elements allowed here: " + listed(children_known_))
                   .hinted("remove it or correct its name" +
                           did_you_mean_suffix(child.name(), children_known_)));
    }
    if (const auto stray = node_.text_location(); stray && !text_allowed)
        reject(input_error("X0005",
                           fmt::format("<{}> holds text where only elements belong", node_.name()))
                   .at(*stray)
                   .hinted("delete the text, or make it a comment: <!-- ... -->"));
    if (problem_) return fail(*problem_);
    return {};
}

}  // namespace isonomia
