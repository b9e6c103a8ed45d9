// Every word that the program itself writes passes through here, so that a language is a catalogue
// and not a change of assembly. Phrases are keyed by their English text, as in gettext.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/agent.hpp"
#include "core/fact.hpp"
#include "core/outcome.hpp"
#include "core/system.hpp"
#include "reports/document.hpp"

namespace isonomia::reports {

// What a language gives to a catalogue (reports/language.hpp).
class Wording {
public:
    virtual ~Wording() = default;
    [[nodiscard]] virtual std::string text(std::string_view english) const = 0;
    [[nodiscard]] virtual std::string plural(std::uint64_t n, std::string_view one,
                                             std::string_view many) const = 0;
    [[nodiscard]] virtual std::string number(std::string_view english) const = 0;
    [[nodiscard]] virtual std::string date(std::string_view iso) const = 0;
    [[nodiscard]] virtual bool has(std::string_view english) const = 0;
};

class Catalogue {
public:
    // English: every phrase is its own translation.
    Catalogue() = default;
    Catalogue(std::string language, std::string direction, std::shared_ptr<const Wording> wording)
        : language_(std::move(language)),
          direction_(std::move(direction)),
          wording_(std::move(wording)) {}
    // `translate` gets the English phrase and answers in the language.
    Catalogue(std::string language, std::string direction,
              std::function<std::string(std::string_view)> translate)
        : language_(std::move(language)),
          direction_(std::move(direction)),
          translate_(std::move(translate)) {}

    [[nodiscard]] std::string text(std::string_view english) const;
    // '-1,234.5' as the language writes it, with a minus sign (U+2212) for people to read.
    [[nodiscard]] std::string number(std::string_view english) const;
    // '2026-11-22', or with ' 14:00 UTC' behind it, as the language writes it; else as it stands.
    [[nodiscard]] std::string date(std::string_view iso) const;
    // Translated, or the language is English.
    [[nodiscard]] bool has(std::string_view english) const;
    [[nodiscard]] const std::string& language() const { return language_; }
    [[nodiscard]] const std::string& direction() const { return direction_; }

    // The phrase with its places {0}, {1}, … filled. A place may be used once, more often or not at
    // all.
    [[nodiscard]] Inline say(std::string_view english,
                             const std::vector<Inline>& arguments = {}) const;

    // Chooses by number; {0} is the number itself, arguments follow from {1}.
    [[nodiscard]] Inline count(std::uint64_t n, std::string_view one, std::string_view many,
                               const std::vector<Inline>& arguments = {}) const;

private:
    [[nodiscard]] static Inline filled(std::string_view phrase,
                                       const std::vector<Inline>& arguments);

    std::string language_ = "en";
    std::string direction_ = "ltr";
    std::function<std::string(std::string_view)> translate_;
    std::shared_ptr<const Wording> wording_;
};

// Runs that hold data.
[[nodiscard]] Inline value(std::string_view text);
[[nodiscard]] Inline number(std::string text);
// A date, or date and time, as ISO 8601 writes it; a value when it is not one.
[[nodiscard]] Inline date(std::string_view text);
[[nodiscard]] Inline code(std::string_view text);
[[nodiscard]] Inline link_to(std::string anchor);  // shows the paragraph's number
[[nodiscard]] Inline link_to(std::string anchor, std::string text);
// A footnote, called where it stands.
[[nodiscard]] Inline note(Statement statement);
[[nodiscard]] Inline strong(Inline text);
[[nodiscard]] Inline operator+(Inline left, const Inline& right);

// How reports speak of a metric. Unknown metrics get words made from their title.
struct MetricWords {
    std::string_view question;  // what it asks, in one sentence a layman understands
    std::string_view not_mean;  // what the figure does not mean
};
[[nodiscard]] MetricWords metric_words(std::string_view metric);

[[nodiscard]] std::string_view title_of_audience(
    std::string_view audience);  // the name itself when unknown
[[nodiscard]] std::string_view title_of(SystemKind kind);
[[nodiscard]] std::string_view title_of(Role role);
[[nodiscard]] std::string_view title_of(FactStatus status);
[[nodiscard]] std::string_view title_of(AuthorityStatus status);
[[nodiscard]] std::string_view title_of(Truth truth);
[[nodiscard]] std::string_view title_of(Verdict verdict);
[[nodiscard]] std::string_view title_of_principle(std::string_view principle);  // "" when unknown
[[nodiscard]] std::string_view title_of_method(std::string_view method);        // "" when unknown

[[nodiscard]] Badge badge_of(const Catalogue& catalogue, Verdict verdict);

struct GlossaryTerm {
    std::string_view term;
    std::string_view meaning;
};
[[nodiscard]] std::span<const GlossaryTerm> glossary();

}  // namespace isonomia::reports
