#include "reports/pdf/read_text.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "reports/pdf/qpdf.hpp"

namespace isonomia::reports::pdf {

namespace {

using Handle = QPDFObjectHandle;

std::string bytes_of(Handle stream) {
    const auto data = stream.getStreamData();
    return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
}

unsigned code_of(std::string_view bytes) {
    unsigned code = 0;
    for (const char c : bytes)
        code = code << 8U | static_cast<unsigned char>(c);
    return code;
}

// Which letters the codes of a font stand for (ISO 32000-1, 9.10.3).
class Letters {
public:
    explicit Letters(Handle font) {
        width_ = font.getKey("/Subtype").isNameAndEquals("/Type0") ? 2 : 1;
        Handle map = font.getKey("/ToUnicode");
        if (map.isStream()) read(bytes_of(map));
    }

    [[nodiscard]] std::string text(std::string_view codes) const {
        std::string out;
        for (; codes.size() >= width_; codes.remove_prefix(width_)) {
            const auto letter = letters_.find(code_of(codes.substr(0, width_)));
            out += letter == letters_.end() ? std::string("\uFFFD") : letter->second;
        }
        return out;
    }

private:
    // '<0041>' as bytes.
    static std::string from_hex(std::string_view token) {
        std::string out;
        for (std::size_t i = 1; i + 2 < token.size(); i += 2) {
            unsigned byte = 0;
            const std::string_view digits = token.substr(i, 2);
            std::from_chars(digits.begin(), digits.end(), byte, 16);
            out += static_cast<char>(byte);
        }
        return out;
    }

    static std::string from_utf16(std::string_view bytes) {
        return Handle::newString("\xFE\xFF" + std::string(bytes)).getUTF8Value();
    }

    // 'N beginbfchar <code> <letters> … endbfchar' and 'N beginbfrange <first> <last> <letter> …'.
    void read(const std::string& map) {
        std::vector<std::string> codes;
        bool range = false;
        for (std::size_t at = 0; at < map.size();) {
            if (map[at] == '<' && map.compare(at, 2, "<<") != 0) {
                const std::size_t end = std::min(map.find('>', at), map.size() - 1) + 1;
                codes.push_back(from_hex(std::string_view(map).substr(at, end - at)));
                at = end;
                if (codes.size() == (range ? 3U : 2U)) add(codes, range);
                continue;
            }
            if (map.compare(at, 5, "begin") == 0) {
                codes.clear();
                range = map.compare(at, 12, "beginbfrange") == 0;
            }
            at += map.compare(at, 2, "<<") == 0 ? 2U : 1U;
        }
    }

    void add(std::vector<std::string>& codes, bool range) {
        const unsigned first = code_of(codes.front());
        const unsigned last = range ? std::min(code_of(codes[1]), first + 0xFFFFU) : first;
        std::string letter = codes.back();
        for (unsigned code = first; code <= last; ++code) {
            letters_[code] = from_utf16(letter);
            if (!letter.empty()) ++letter.back();
        }
        codes.clear();
    }

    std::size_t width_ = 1;
    std::map<unsigned, std::string> letters_;
};

// The text of one page in the order of its content; a line per line of the page.
class PageText final : public QPDFObjectHandle::ParserCallbacks {
public:
    explicit PageText(Handle fonts) : fonts_(std::move(fonts)) {}

    void handleObject(Handle object, std::size_t, std::size_t) override {
        if (!object.isOperator()) return operands_.push_back(object);
        run(object.getOperatorValue());
        operands_.clear();
    }
    void handleEOF() override {}

    std::string text;

private:
    void run(const std::string& name) {
        if (name == "BDC")
            begin_marked();
        else if (name == "BMC")
            replaced_.push_back(inside_replaced());
        else if (name == "EMC" && !replaced_.empty())
            replaced_.pop_back();
        else if (name == "Tf" && operands_.size() == 2)
            choose_font(operands_[0].getName());
        else if (name == "Tj" && operands_.size() == 1)
            show(operands_[0]);
        else if (name == "TJ" && operands_.size() == 1)
            for (Handle item : operands_[0].getArrayAsVector())
                show(item);
        else if (name == "Tm" && operands_.size() == 6)
            move_to(operands_[5].getNumericValue());
        else if (name == "Td" && operands_.size() == 2)
            move_to(line_ + operands_[1].getNumericValue());
        else if (name == "cm" || name == "BT")
            moved_ = true;
    }

    [[nodiscard]] bool inside_replaced() const { return !replaced_.empty() && replaced_.back(); }

    // Text that stands for what is drawn: '/Span << /ActualText (…) >> BDC'.
    void begin_marked() {
        Handle properties = operands_.size() == 2 ? operands_[1] : Handle::newNull();
        Handle actual =
            properties.isDictionary() ? properties.getKey("/ActualText") : Handle::newNull();
        if (actual.isString() && !inside_replaced()) {
            text += actual.getUTF8Value();
            replaced_.push_back(true);
        } else {
            replaced_.push_back(inside_replaced());
        }
    }

    void choose_font(const std::string& name) {
        auto found = known_.find(name);
        if (found == known_.end())
            found = known_
                        .emplace(name, Letters(fonts_.isDictionary() ? fonts_.getKey(name)
                                                                     : Handle::newNull()))
                        .first;
        font_ = &found->second;
    }

    void move_to(double line) {
        if (!moved_ && line != line_ && !text.ends_with('\n')) text += '\n';
        line_ = line;
        moved_ = false;
    }

    void show(Handle codes) {
        if (codes.isString() && font_ != nullptr && !inside_replaced())
            text += font_->text(codes.getStringValue());
    }

    Handle fonts_;
    std::vector<Handle> operands_;
    std::map<std::string, Letters> known_;
    const Letters* font_ = nullptr;
    std::vector<bool> replaced_;
    double line_ = 0;
    bool moved_ = false;
};

// Words that a line end breaks in one piece: with the hyphen before it, or without.
std::string joined(const std::string& lines, bool keep_hyphens) {
    std::string out;
    for (const char c : lines) {
        if (c != '\n')
            out += c;
        else if (!keep_hyphens && out.ends_with('-'))
            out.pop_back();
    }
    return out;
}

// Every text and name of an object, and of those that stand in it.
void add_strings(Handle object, std::string& out, int depth = 0) {
    if (depth > 100) return;
    if (object.isString()) out += object.getUTF8Value() + "\n";
    if (object.isName()) out += object.getName().substr(1) + "\n";
    if (object.isArray())
        for (Handle item : object.getArrayAsVector())
            if (!item.isIndirect()) add_strings(item, out, depth + 1);
    if (object.isStream()) object = object.getDict();
    if (!object.isDictionary()) return;
    for (const auto& [name, value] : object.getDictAsMap()) {
        out += name.substr(1) + "\n";
        if (!value.isIndirect()) add_strings(value, out, depth + 1);
    }
}

void read(QPDF& pdf, const std::string& name, ReadPdf& out) {
    std::size_t number = 0;
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
        PageText reader(page.getAttribute("/Resources", false).getKey("/Font"));
        page.parseContents(&reader);
        const std::string where = name + ": page " + std::to_string(++number);
        out.texts.push_back({where, reader.text});
        out.texts.push_back({where, joined(reader.text, true)});
        out.texts.push_back({where, joined(reader.text, false)});
    }
    std::string strings;
    for (Handle& object : pdf.getAllObjects()) {
        add_strings(object, strings);
        if (!object.isStream()) continue;
        Handle type = object.getDict().getKey("/Type");
        if (type.isNameAndEquals("/EmbeddedFile") || type.isNameAndEquals("/Metadata"))
            out.files.push_back({name + ": " + type.getName().substr(1), bytes_of(object)});
    }
    out.texts.push_back({name + ": properties", std::move(strings)});
}

}  // namespace

Result<ReadPdf> read_text(std::string_view file, const std::string& name) {
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile(name.c_str(), file.data(), file.size());
        ReadPdf out;
        read(pdf, name, out);
        return out;
    } catch (const std::exception& e) {
        return fail(internal_error("D0205", "'" + name + "' cannot be read again: " + e.what()));
    }
}

}  // namespace isonomia::reports::pdf
