#include "core/case_document.hpp"

#include "core/describe.hpp"
#include "core/text.hpp"
#include "core/xml.hpp"

namespace isonomia {

namespace {

std::string xml_name(const char* name) {
    std::string result = name;
    for (char& c : result)
        if (c == '_') c = '-';
    return result;
}

// Writes a described object as XML: members that are words, numbers or flags become attributes,
// lists and parts become elements of their own. Names are the described names with '-' for '_'.
class XmlDescriber {
public:
    explicit XmlDescriber(XmlWriter& out) : out_(out) {}

    template <class T>
    void object(const std::string& element, const T& object) {
        out_.open(element);
        own_members(object);
        out_.close();
    }

    // The attributes of the object, then its parts, inside an element that is already open.
    template <class T>
    void own_members(const T& object) {
        Attributes attributes{*this};
        describe(attributes, const_cast<T&>(object));  // one description serves reading and writing
        Parts parts{*this};
        describe(parts, const_cast<T&>(object));
    }

private:
    // Members that are written as attributes; all others are parts.
    template <class T>
    static constexpr bool is_word =
        std::is_same_v<T, std::string> || std::is_arithmetic_v<T> || Named<T>;

    struct Attributes {
        XmlDescriber& self;

        template <class T>
        void operator()(const char* name, const T& value) {
            if constexpr (std::is_same_v<T, bool>)
                put(name, value ? "true" : "");
            else if constexpr (std::is_same_v<T, double>)
                put(name, shortest(value));
            else if constexpr (std::is_integral_v<T>)
                put(name, std::to_string(value));
            else if constexpr (Named<T>)
                put(name, to_text(value));
            else if constexpr (std::is_same_v<T, std::string>)
                put(name, value);
        }
        template <class T>
        void operator()(const char* name, const std::optional<T>& value) {
            if (value) (*this)(name, *value);
        }

        void put(const char* name, std::string_view value) {
            if (!value.empty()) self.out_.attribute(xml_name(name), value);
        }
    };

    struct Parts {
        XmlDescriber& self;

        template <class T>
        void operator()(const char* name, const T& value) {
            if constexpr (!is_word<T>) self.object(xml_name(name), value);
        }
        template <class T>
        void operator()(const char* name, const std::optional<T>& value) {
            if (value) (*this)(name, *value);
        }
        template <class T>
        void operator()(const char* name, const std::vector<T>& values) {
            for (const T& value : values) {
                if constexpr (is_word<T>)
                    self.out_.element(xml_name(name), value);
                else
                    self.object(xml_name(name), value);
            }
        }
        void operator()(const char* name, const std::map<std::string, std::string>& values) {
            for (const auto& [key, value] : values)
                self.out_.open(xml_name(name))
                    .attribute("name", key)
                    .attribute("value", value)
                    .close();
        }
    };

    XmlWriter& out_;
};

template <class T>
void write_register(XmlWriter& out, const std::string& element, const Register<T>& objects) {
    XmlDescriber describer(out);
    for (const Recorded<T>& recorded : objects) {
        out.open(element)
            .attribute("ledger-entry", std::to_string(recorded.entry))
            .attribute("recorded", to_rfc3339(recorded.recorded));
        describer.own_members(recorded.object);
        out.close();
    }
}

void write_history(XmlWriter& out, const CaseFile& file) {
    for (const Superseded& past : file.history)
        out.open(past.withdrawn ? "withdrawn" : "superseded")
            .attribute("type", past.type)
            .attribute("id", past.id)
            .attribute("entry", std::to_string(past.entry))
            .attribute("by", std::to_string(past.by))
            .close();
    for (const std::uint64_t entry : file.erased)
        out.open("erased").attribute("entry", std::to_string(entry)).close();
}

}  // namespace

std::string case_document(const CaseFile& file) {
    XmlWriter out;
    out.open("case")
        .attribute("xmlns", "urn:isonomia:case:1")
        .attribute("entries", std::to_string(file.entries))
        .attribute("root", file.root)
        .attribute("first-recorded", to_rfc3339(file.first_recorded))
        .attribute("last-recorded", to_rfc3339(file.last_recorded));
    for_each_register(file, [&](const char* type, const char*, const auto& objects) {
        write_register(out, xml_name(type), objects);
    });
    write_history(out, file);
    out.close();
    return out.finish();
}

}  // namespace isonomia
