// Writing JSON: canonical (RFC 8785) and indented. Both print the same numbers and escapes.
#include <algorithm>

#include <fmt/format.h>

#include "core/json.hpp"
#include "core/text.hpp"

namespace isonomia {

namespace {

void write_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t plain = 0;  // from here on nothing needs an escape
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') continue;
        out += text.substr(plain, i - plain);
        plain = i + 1;
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\b':
                out += "\\b";
                break;
            case '\f':
                out += "\\f";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        }
    }
    out += text.substr(plain);
    out += '"';
}

// RFC 8785 sorts by UTF-16 code units. UTF-8 order differs from it only where a code point above
// U+FFFF (lead byte F0 or more, a surrogate pair D800.. in UTF-16) meets one from U+E000 to U+FFFF
// (lead EE, EF).
bool utf16_less(std::string_view a, std::string_view b) {
    const auto [at, bt] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (at == a.end() || bt == b.end()) return at == a.end() && bt != b.end();
    const auto x = static_cast<unsigned char>(*at);
    const auto y = static_cast<unsigned char>(*bt);
    const bool x_pair = x >= 0xF0;
    const bool y_pair = y >= 0xF0;
    if (x_pair != y_pair && (x_pair ? y : x) >= 0xEE) return x_pair;
    return x < y;
}

std::vector<const Json::Object::value_type*> in_canonical_order(const Json::Object& object) {
    std::vector<const Json::Object::value_type*> members;
    members.reserve(object.size());
    for (const auto& member : object)
        members.push_back(&member);
    std::sort(members.begin(), members.end(),
              [](const auto* a, const auto* b) { return utf16_less(a->first, b->first); });
    return members;
}

// `indent` < 0 writes the canonical form without any white space.
void write(std::string& out, const Json& value, int indent) {
    const auto line_break = [&](int level) {
        if (level >= 0) out += "\n" + std::string(static_cast<std::size_t>(level), ' ');
    };
    const int inner = indent < 0 ? -1 : indent + 2;
    if (const bool* flag = value.boolean()) {
        out += *flag ? "true" : "false";
    } else if (const double* number = value.number()) {
        out += shortest(*number);
    } else if (const std::string* text = value.string()) {
        write_string(out, *text);
    } else if (const Json::Array* array = value.array()) {
        out += '[';
        for (std::size_t i = 0; i < array->size(); ++i) {
            if (i > 0) out += ',';
            line_break(inner);
            write(out, (*array)[i], inner);
        }
        if (!array->empty()) line_break(indent);
        out += ']';
    } else if (const Json::Object* object = value.object()) {
        out += '{';
        bool first = true;
        for (const auto* member : in_canonical_order(*object)) {
            if (!first) out += ',';
            first = false;
            line_break(inner);
            write_string(out, member->first);
            out += indent < 0 ? ":" : ": ";
            write(out, member->second, inner);
        }
        if (!object->empty()) line_break(indent);
        out += '}';
    } else {
        out += "null";
    }
}

}  // namespace

std::string canonical(const Json& value) {
    std::string out;
    write(out, value, -1);
    return out;
}

std::string pretty(const Json& value) {
    std::string out;
    write(out, value, 0);
    out += '\n';
    return out;
}

}  // namespace isonomia
