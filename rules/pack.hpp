// A rule pack as it was read: law as data. Format: docs/formats/rule_pack.md.
//
// A pack that load_pack() returns is sound: every expression compiles, reads exactly what it
// declares, and compares facts in a way that cannot silently be false; every id resolves. What is
// merely missing (a translation, a fixture) is for lint (rules/lint.hpp).
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/fact.hpp"
#include "core/files.hpp"
#include "core/outcome.hpp"
#include "rules/by_id.hpp"
#include "rules/instrument.hpp"

namespace isonomia::rules {

enum class Principle {
    legality,
    proportionality,
    non_discrimination,
    transparency,
    custody,
    human_oversight,
    equality_of_arms,
    reliability,
    data_protection,
    exchange
};
constexpr std::array<std::string_view, 10> names_of(Principle) {
    return {"legality",        "proportionality", "non-discrimination", "transparency",
            "custody",         "human-oversight", "equality-of-arms",   "reliability",
            "data-protection", "exchange"};
}

// An evaluative rule never ends as "met": its factors are recorded, the weighing is for the court.
enum class RuleKind { strict, evaluative };
constexpr std::array<std::string_view, 2> names_of(RuleKind) { return {"strict", "evaluative"}; }

enum class NodeKind { all, any, not_, test, measure };
constexpr std::array<std::string_view, 5> names_of(NodeKind) {
    return {"all", "any", "not", "test", "measure"};
}

enum class Quantifier { all, any };
constexpr std::array<std::string_view, 2> names_of(Quantifier) { return {"all", "any"}; }

enum class Comparison { lt, le, ge, gt };
constexpr std::array<std::string_view, 4> names_of(Comparison) { return {"lt", "le", "ge", "gt"}; }

struct FactDeclaration {
    std::string id;
    FactType type = FactType::boolean;
    std::string holder;  // role of the agent who is asked when the matter names no holder, or ""
    Text says;           // the fact in a sentence, as if it were true
    Text request;        // what to ask for when it is unknown
    Location where;
};

// A number that the instrument leaves open. Without a default it comes from a justified profile
// only.
struct Parameter {
    std::string id;
    std::string unit;
    std::optional<double> value;
    std::optional<double> floor;
    std::optional<double> ceiling;
    Text says;
    Location where;
};

struct Test {
    std::string expression;  // XPath 1.0, the part described in rules/expression.hpp
    std::vector<std::string> needs;
    XmlSpelling written;  // the expression as the file spells it, for the places of faults
    Location needs_where;
};

struct Measure {
    std::string metric;
    std::string dataset;  // "" means whichever measured it
    std::string group;  // "" everybody, "each" every group, or a group key 'race=African-American'
    Quantifier quantifier = Quantifier::all;
    Comparison comparison = Comparison::le;
    std::optional<double> limit;
    std::string parameter;  // instead of a limit
};

struct Node {
    NodeKind kind = NodeKind::all;
    std::vector<Node> children;  // all, any: one or more; not: one
    Test test;
    Measure measure;
    Text says;  // leaves
    Location where;
};

// How a rule names its source, as a hint.
constexpr std::string_view how_to_cite =
    "add <authority ref=\"INSTRUMENT\" at=\"…\"/>, or in place <authority cite=\"…\" at=\"…\" "
    "status=\"unverified\"><says xml:lang=\"en\">in your own words</says></authority>";

struct PackAuthority {
    std::string instrument;  // id, or "" when cited in place
    Citation citation;       // `says` is empty here, see below
    Text says;
    Text note;
    std::string date;        // of the instrument, as Instrument has it
    std::string valid_from;  // of the instrument, or ""
    Confirmation confirmed;  // of one cited in place
};

struct Exception {
    std::string id;
    std::optional<long long> rank;       // 1 is the strongest
    std::vector<std::string> overrides;  // ids of weaker exceptions of the same rule
    Text title;
    std::vector<PackAuthority> authorities;
    Node when;
    Location where;
};

struct Rule {
    std::string id;
    Principle principle = Principle::legality;
    RuleKind kind = RuleKind::strict;
    bool only_records = false;  // its verdict is the same whichever value is on record
    // 'any', a code as in Matter::jurisdiction ('US' covers 'US-NJ'), or a territory of the pack.
    std::string jurisdiction;
    std::string valid_from;   // the law at the date of the AI use decides; "" means no limit
    std::string valid_until;  // last day
    std::string burden;       // role of the party on whom the burden lies, or ""
    std::string seed;         // row of the requirements table that it answers to, or ""
    Text title;
    Text requirement;
    Text remedy;
    std::vector<PackAuthority> authorities;
    std::optional<Node> applies;
    Text otherwise;  // why the rule does not apply where `applies` is false
    Node logic;
    std::vector<Exception> exceptions;
    Location where;
    Location jurisdiction_where;
    Location burden_where;
};

// Where a law holds, and on which days.
struct Covered {
    std::string code;
    std::string from;   // first day, "" means no limit
    std::string until;  // last day
};

// A name for the jurisdictions in which a law holds: 'EU' covers 'AT', 'BE', …
struct Territory {
    std::string id;
    std::vector<Covered> covers;
    Location where;
};

// Whether a matter lies where a rule is law.
enum class Reach {
    inside,
    outside,
    too_coarse,  // the matter names a whole of which the rule covers a part: 'GB' and 'GB-EAW'
    undated,     // it depends on the day, which is not known
};

struct Signature {
    std::string by;
    std::string capacity;
    std::string on;
    Location where;  // of the date
};

template <class Things>
[[nodiscard]] std::vector<std::string> ids_of(const Things& things) {
    std::vector<std::string> ids;
    ids.reserve(things.size());
    for (const auto& thing : things)
        ids.push_back(thing.id);
    return ids;
}

struct Pack {
    std::string id;
    std::string version;
    std::vector<std::string> languages;
    Text title;
    Text about;
    std::optional<Signature> signature;  // none: reports carry a banner
    std::vector<Territory> territories;
    ById<FactDeclaration> facts;
    ById<Parameter> parameters;
    ById<Rule> rules;
    std::string file;
    std::string sha256;  // of the file, hex
    Location id_where;

    [[nodiscard]] const FactDeclaration* fact(std::string_view id) const;
    [[nodiscard]] const Parameter* parameter(std::string_view id) const;
    [[nodiscard]] const Rule* rule(std::string_view id) const;
    // Whether a rule of that jurisdiction is law in a matter's jurisdiction on that day
    // (YYYY-MM-DD, "" when it is not known).
    [[nodiscard]] Reach reach(std::string_view rule_jurisdiction, std::string_view matter,
                              std::string_view day) const;
};

// Every leaf of the rule in document order: applies, logic, exceptions.
[[nodiscard]] std::vector<const Node*> leaves(const Rule& rule);

// The fact of a leaf that is f[@id='x']='true' and nothing else, so that its own words say the
// leaf; or "".
[[nodiscard]] std::string fact_asked(const Node& leaf);

// Ids of the parameters that a leaf reads.
[[nodiscard]] std::set<std::string> parameters_of(const Node& leaf);

// Only what the file says; references and expressions are not checked. For lint, which wants every
// fault. Errors: F…, X…, R0001 a duplicate id, R0002 an instrument or paragraph that does not
// exist, R0005 a value of the wrong form, R0006 a construct that makes no sense, R0009 too large,
// R0010 a standing that nobody confirmed. The first that is found is the error; `all` takes the
// first of each element, at most 100 of them. Instruments are looked for in the folder
// 'instruments' beside the pack, then in the folder given.
[[nodiscard]] Result<Pack> read_pack(Files& files, const fs::path& path,
                                     const fs::path& instruments,
                                     std::vector<Error>* all = nullptr);

// read_pack() and check_pack(): the first fault is the error.
[[nodiscard]] Result<Pack> load_pack(Files& files, const fs::path& path,
                                     const fs::path& instruments);

// A pack that is applied bears the name of its file, by which a matter names it. Error: R0014.
[[nodiscard]] Status check_name(const Pack& pack);

// R0005 a signature of a day to come, at its place. `today` is YYYY-MM-DD.
[[nodiscard]] std::optional<Error> signed_later(const Pack& pack, std::string_view today);

// What packs that are evaluated together must not be: R0001 two of one id, R0005 signed on a day
// that is later than `today` (YYYY-MM-DD).
[[nodiscard]] Status check_together(const std::vector<Pack>& packs, std::string_view today);

// A warning (R0112) for each two packs that hold a rule of the same id and requirement.
[[nodiscard]] std::vector<Error> repeated_rules(const std::vector<Pack>& packs);

// All faults that make a pack unsound: R0001, R0002, R0003 an expression that is refused, R0004
// `needs` that differ from what the expression reads, R0005, R0006.
[[nodiscard]] std::vector<Error> check_pack(const Pack& pack);

}  // namespace isonomia::rules
