#include "core/measurement.hpp"

#include <fmt/format.h>

namespace isonomia {

namespace {

// Percent-encodes what separates parts of a key or id.
std::string encoded(std::string_view text) {
    constexpr std::string_view special = "%&=/~";
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F || special.find(c) != std::string_view::npos)
            result += fmt::format("%{:02X}", byte);
        else
            result += c;
    }
    return result;
}

}  // namespace

std::string group_key(const std::vector<GroupValue>& group) {
    std::string key;
    for (const GroupValue& part : group) {
        if (!key.empty()) key += '&';
        key += encoded(part.attribute) + "=" + encoded(part.value);
    }
    return key;
}

std::string group_title(const std::vector<GroupValue>& group) {
    if (group.empty()) return "everybody";
    std::string title;
    for (const GroupValue& part : group) {
        if (!title.empty()) title += ", ";
        title += part.value.empty() ? part.attribute + " not recorded" : part.value;
    }
    return title;
}

}  // namespace isonomia
