// What the readers of matter.xml share: fields with their forms, ids, and references that are
// looked up when everything has been read. Used by core/matter_*.cpp only.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/matter_file.hpp"
#include "core/names.hpp"
#include "core/xml.hpp"

namespace isonomia::matter_reader {

// One element of matter.xml. The first problem is kept by the XmlReader and reported by finish().
class Fields {
public:
    // `what` is how messages name the element: "exhibit", "party".
    Fields(XmlNode node, std::string what);

    // Attributes. Required ones reject absence, all reject blank values.
    [[nodiscard]] std::string id();
    [[nodiscard]] std::string required(std::string_view attribute);
    [[nodiscard]] std::string optional(std::string_view attribute);
    [[nodiscard]] std::string any_text(std::string_view attribute);  // required, may be empty
    [[nodiscard]] std::string date(std::string_view attribute);      // optional
    [[nodiscard]] std::string instant(std::string_view attribute);   // optional
    [[nodiscard]] std::optional<double> number(std::string_view attribute);
    [[nodiscard]] std::optional<std::uint64_t> count(std::string_view attribute);
    [[nodiscard]] std::uint64_t required_count(std::string_view attribute);
    [[nodiscard]] bool flag(std::string_view attribute);
    template <Named E>
    [[nodiscard]] E one_of(std::string_view attribute);  // required
    template <Named E>
    [[nodiscard]] E one_of(std::string_view attribute, E fallback);

    [[nodiscard]] bool absent(std::string_view attribute);  // and then rejected

    // Children.
    [[nodiscard]] std::string required_words(std::string_view child);
    [[nodiscard]] std::string words(std::string_view child);  // optional
    [[nodiscard]] std::vector<std::string> words_of_each(std::string_view child);
    [[nodiscard]] std::string own_words(std::string_view advice);
    // M0008 and none of them when there are more than `most`.
    [[nodiscard]] std::vector<XmlNode> each(std::string_view child, std::size_t most = 5'000);
    [[nodiscard]] XmlNode child(std::string_view name) { return reader_.optional_child(name); }

    // One of the given words, required. For enumerations of which only some values may be written.
    [[nodiscard]] std::string word(std::string_view attribute,
                                   const std::vector<std::string>& allowed) {
        return absent(attribute) ? "" : reader_.choice(attribute, allowed);
    }

    // At the attribute when there is one of that name, else at the element.
    void reject(std::string code, std::string message, std::string_view attribute, std::string hint,
                std::vector<std::string> notes = {});
    void reject(Error error) { reader_.reject(std::move(error)); }
    Status finish(bool text_allowed = false) { return reader_.finish(text_allowed); }

    [[nodiscard]] XmlNode node() const { return reader_.node(); }
    [[nodiscard]] Location place(std::string_view attribute) const;
    [[nodiscard]] bool has(std::string_view attribute) const;
    // "exhibit 'E1'", or "the exhibit" before the id is known.
    [[nodiscard]] std::string name() const;

private:
    void wrong_form(std::string_view attribute, std::string_view value, std::string expected,
                    std::string hint = "");
    XmlReader reader_;
    std::string what_;
    std::string id_;
};

template <Named E>
E Fields::one_of(std::string_view attribute) {
    return from_text<E>(word(attribute, all_names<E>())).value_or(E{});
}

template <Named E>
E Fields::one_of(std::string_view attribute, E fallback) {
    const std::string text =
        reader_.choice(attribute, all_names<E>(), std::string(to_text(fallback)));
    return from_text<E>(text).value_or(fallback);
}

// Ids as they are declared, and references to them.
class Names {
public:
    explicit Names(std::map<std::string, Location>& places) : places_(&places) {}

    // M0001 when `kind` already has that id. `kind` is the ledger's word: 'agent', 'exhibit'.
    Status declare(std::string_view kind, std::string_view id, Location where);

    // The id in an optional attribute, to be looked up later.
    [[nodiscard]] std::string reference(Fields& fields, std::string_view attribute,
                                        std::string_view kind);
    [[nodiscard]] std::string required_reference(Fields& fields, std::string_view attribute,
                                                 std::string_view kind);
    // Several ids with blanks between them.
    [[nodiscard]] std::vector<std::string> references(Fields& fields, std::string_view attribute,
                                                      std::string_view kind);
    void refer(std::string_view kind, std::string_view id, std::string by, Location where);

    // M0003 for the first reference, in the order of the file, that leads nowhere.
    [[nodiscard]] Status resolve() const;

private:
    struct Reference {
        std::string kind;
        std::string id;
        std::string by;  // "activity 'A1'"
        Location where;
    };
    std::map<std::string, Location>* places_;
    std::vector<Reference> references_;
};

// The word of the format for a kind of the ledger: 'agent' is a party.
[[nodiscard]] std::string_view word_of(std::string_view kind);

[[nodiscard]] Error located(std::string code, std::string message, Location where,
                            std::string hint);

struct Objection {
    std::string problem;  // "leaves the matter's folder"
    std::string hint;
};
// Why a name cannot be the name of a file below the folder of the matter.
[[nodiscard]] std::optional<Objection> objection_to_file_name(std::string_view name);

}  // namespace isonomia::matter_reader
