#include "tests/rules/rules_support.hpp"

#include <algorithm>
#include <cctype>

#include "tests/catch.hpp"

namespace isonomia::rules::tests {

Result<std::string> MemoryFiles::read(const fs::path& path, std::uint64_t bytes_max) {
    const auto found = content.find(path.string());
    if (found == content.end()) return fail(system_error("F0001", "cannot read " + path.string()));
    if (found->second.size() > bytes_max) return fail(input_error("F0004", "too large"));
    return found->second;
}

Status MemoryFiles::write(const fs::path& path, std::string_view text) {
    content[path.string()] = text;
    return {};
}

Result<FileFacts> MemoryFiles::take_in(const fs::path&, const fs::path&,
                                       const std::function<std::string(const Digest&)>&) {
    return fail(system_error("F0002", "files in memory take nothing in"));
}

Result<FileFacts> MemoryFiles::facts(const fs::path&) {
    return fail(system_error("F0001", "files in memory have no facts"));
}

Status MemoryFiles::make_folder(const fs::path&) { return {}; }

std::string pack_text(const std::string& rules) {
    std::string text =
        R"(<pack xmlns="urn:isonomia:rule-pack:1" id="p" version="1" languages="en">
<title xml:lang="en">P</title>)";
    for (const std::string id : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"})
        text += "<fact id=\"" + id + "\" holder=\"vendor\"><says xml:lang=\"en\">" + id +
                " is so</says><request xml:lang=\"en\">Ask " + id + "</request></fact>";
    text += R"(<fact id="when" type="date"><says xml:lang="en">When</says></fact>
<fact id="days" type="number"><says xml:lang="en">Days</says></fact>
<fact id="what" type="text"><says xml:lang="en">What</says></fact>
<fact id="d.version-stated"><says xml:lang="en">The version is stated</says></fact>
<parameter id="p_open" unit="days" floor="1" ceiling="100">
<says xml:lang="en">the open number</says></parameter>
<parameter id="p_set" unit="days" default="10"><says xml:lang="en">the set number</says></parameter>
)";
    return text + rules + "</pack>";
}

std::string rule_text(const std::string& inside, const std::string& attributes) {
    return "<rule id=\"R\" principle=\"legality\" " + attributes +
           R"(><title xml:lang="en">T</title>
<requirement xml:lang="en">Q</requirement><remedy xml:lang="en">Do</remedy>
<authority ref="law" at="1"/>)" +
           inside + "</rule>";
}

std::string is_true(const std::string& fact) {
    return "<test needs=\"" + fact + "\" xp=\"f[@id='" + fact + "']='true'\"/>";
}

std::string leaf(const std::string& needs, const std::string& expression) {
    return "<test needs=\"" + needs + "\" xp=\"" + expression +
           "\"><says xml:lang=\"en\">S</says></test>";
}

Result<Pack> load(const std::string& text) {
    MemoryFiles files;
    files.content["law/law.xml"] =
        R"(<instrument xmlns="urn:isonomia:instrument:1" id="law" status="in-force">
<cite>The Law</cite><body>B</body><confirmed by="X" on="2026-01-01"/><source>S</source>
<paragraph at="1"><says xml:lang="en">So it is</says></paragraph></instrument>)";
    files.content["pack.xml"] = text;
    return load_pack(files, "pack.xml", "law");
}

Pack sound(const std::string& text) {
    auto pack = load(text);
    INFO((pack ? std::string() : pack.error().message));
    REQUIRE(pack);
    return std::move(*pack);
}

Fact fact(const std::string& id, FactStatus status, const std::string& value,
          const std::string& otherwise) {
    Fact made;
    made.id = id;
    made.status = status;
    made.value = value;
    made.otherwise = otherwise;
    made.admitted_by = "defence";
    return made;
}

Fact yes(const std::string& id) { return fact(id, FactStatus::established, "true"); }
Fact no(const std::string& id) { return fact(id, FactStatus::established, "false"); }

Grounds grounds(std::vector<Fact> facts) {
    Grounds made;
    for (Fact& one : facts) {
        const std::string id = one.id;
        made.facts.insert_or_assign(id, sober(std::move(one), made.exhibits));
    }
    return made;
}

Outcome outcome(const Pack& pack, std::vector<Fact> facts, const EvaluateOptions& options) {
    return evaluate_rule(pack.rules.front(), pack, grounds(std::move(facts)), options);
}

std::vector<LiteralNumber> literal_numbers(const std::string& expression) {
    std::vector<LiteralNumber> found;
    char quote = '\0';
    bool is_in_name = false;
    for (std::size_t at = 0; at < expression.size(); ++at) {
        const char c = expression[at];
        if (quote != '\0') {
            if (c == quote) quote = '\0';
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c >= '0' && c <= '9' && !is_in_name) {
            const auto end =
                std::min(expression.find_first_not_of("0123456789.", at), expression.size());
            found.push_back({at, expression.substr(at, end - at)});
            at = end - 1;
        }
        is_in_name = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$';
    }
    return found;
}

bool asks(const Outcome& outcome, const std::string& fact) {
    return std::any_of(outcome.requests.begin(), outcome.requests.end(),
                       [&](const Request& request) { return request.fact == fact; });
}

}  // namespace isonomia::rules::tests
