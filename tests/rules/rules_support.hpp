// What the tests of rules share: files in memory, a small pack, facts.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/files.hpp"
#include "rules/evaluate.hpp"

namespace isonomia::rules::tests {

class MemoryFiles final : public Files {
public:
    std::map<std::string, std::string> content;

    Result<std::string> read(const fs::path& path, std::uint64_t bytes_max) override;
    Status write(const fs::path& path, std::string_view text) override;
    Result<FileFacts> take_in(const fs::path& source, const fs::path& folder,
                              const std::function<std::string(const Digest&)>& name_from) override;
    Result<FileFacts> facts(const fs::path& path) override;
    Status make_folder(const fs::path& path) override;
};

// A pack of these rules that declares boolean facts a, b, c, … l, 'when' (date), 'days' (number),
// 'what' (text), 'd.version-stated', and the parameters p_open (no default, 1 to 100) and p_set
// (default 10).
std::string pack_text(const std::string& rules);

// <rule id="R" …> with the texts that a sound rule needs, around the given logic.
std::string rule_text(const std::string& inside, const std::string& attributes = "");

// <test needs="a" xp="f[@id='a']='true'"/>
std::string is_true(const std::string& fact);
// A <test> with words of its own.
std::string leaf(const std::string& needs, const std::string& expression);

// load_pack() on that text as pack.xml; the instrument 'law' with paragraph '1' exists.
Result<Pack> load(const std::string& text);
Pack sound(const std::string& text);  // must load

Fact fact(const std::string& id, FactStatus status, const std::string& value = "",
          const std::string& otherwise = "");
Fact yes(const std::string& id);
Fact no(const std::string& id);

Grounds grounds(std::vector<Fact> facts);

// The outcome of the only rule.
Outcome outcome(const Pack& pack, std::vector<Fact> facts, const EvaluateOptions& options = {});

// A number that stands in an expression outside quotation marks, and where.
struct LiteralNumber {
    std::size_t at = 0;
    std::string text;
};
std::vector<LiteralNumber> literal_numbers(const std::string& expression);

// Whether the outcome asks for the fact.
[[nodiscard]] bool asks(const Outcome& outcome, const std::string& fact);

}  // namespace isonomia::rules::tests
