#include "rules/pack_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/matter_file.hpp"
#include "core/text.hpp"
#include "rules/says_something.hpp"

namespace isonomia::rules {

namespace {

const std::vector<std::string> logic_names = {"all", "any", "not", "test", "measure"};

template <Named E>
E chosen(XmlReader& reader, std::string_view attribute, std::optional<std::string> fallback = {}) {
    return from_text<E>(reader.choice(attribute, all_names<E>(), std::move(fallback)))
        .value_or(E{});
}

Error not_an_id(const std::string& id) {
    return input_error("R0005", fmt::format("'{}' is not an id", id))
        .hinted("a letter, then letters, digits, '.', '_' or '-'; at most 64");
}

std::string read_id(XmlReader& reader, std::string_view attribute) {
    std::string id = reader.required(attribute);
    if (!reader.failed() && !valid_id(id))
        reader.reject(not_an_id(id).at(reader.node().location(attribute)));
    return id;
}

// Whether a child carries nearly the name of a logic element: then that is what finish() reports.
bool is_misspelt(const XmlNode& parent) {
    const auto children = parent.children();
    return std::any_of(children.begin(), children.end(), [](const XmlNode& child) {
        const auto near = did_you_mean(child.name(), logic_names);
        return near && *near != child.name();
    });
}

}  // namespace

void PackReader::reject(Error error) {
    if (problems_.size() < problems_max) problems_.push_back(std::move(error));
}

void PackReader::finish(XmlReader& reader, bool text_allowed) {
    if (auto finished = reader.finish(text_allowed); !finished) reject(finished.error());
}

Result<Pack> PackReader::read(const XmlDocument& document) {
    if (auto root = check_root(document, "pack", "urn:isonomia:rule-pack:1"); !root) {
        reject(root.error());
        return fail(root.error());
    }
    Pack pack;
    XmlReader reader(document.root());
    read_head(reader, pack);
    for (const XmlNode node : reader.each("territory"))
        pack.territories.push_back(read_territory(node));
    for (const XmlNode node : reader.each("fact"))
        pack.facts.push_back(read_fact(node));
    for (const XmlNode node : reader.each("parameter"))
        pack.parameters.push_back(read_parameter(node));
    const auto rules = reader.each("rule");
    if (rules.size() > rules_max) {
        reject(input_error("R0009", fmt::format("the pack has more than {} rules", rules_max))
                   .at(reader.node().location())
                   .hinted("make several packs of it"));
        return fail(problems_.front());
    }
    for (const XmlNode node : rules)
        pack.rules.push_back(read_rule(node));
    finish(reader);
    if (pack.rules.empty() && problems_.empty())
        reject(input_error("R0006", "the pack has no rule")
                   .at(reader.node().location())
                   .hinted("a rule to begin with is in `isonomia help tutorial`"));
    if (!problems_.empty()) return fail(problems_.front());
    return pack;
}

void PackReader::read_head(XmlReader& reader, Pack& pack) {
    pack.id = read_id(reader, "id");
    pack.id_where = reader.node().location("id");
    pack.version = reader.required("version");
    pack.languages = words(reader.required("languages"));
    pack.title = read_text(reader, "title");
    pack.about = read_text(reader, "about");
    if (const XmlNode node = reader.optional_child("signature")) {
        XmlReader one(node);
        Signature signature;
        signature.by = one.required("by");
        signature.capacity = one.required("capacity");
        signature.on = read_date(one, "on");
        signature.where = node.location("on");
        for (const std::string& said : {signature.by, signature.capacity})
            if (!says_something(said))
                one.reject(input_error("R0005", "the signature does not say who signs, and as what")
                               .at(node.location())
                               .hinted("write by=\"the name\" capacity=\"advocate\""));
        if (signature.on.empty())
            one.reject(input_error("R0005", "the signature has no date")
                           .at(node.location())
                           .hinted("write on=\"YYYY-MM-DD\", the day on which it was signed"));
        finish(one);
        pack.signature = std::move(signature);
    }
}

Territory PackReader::read_territory(XmlNode node) {
    XmlReader reader(node);
    Territory territory{read_id(reader, "id"), {}, node.location()};
    for (std::string& code : words(reader.required("covers")))
        territory.covers.push_back({std::move(code), "", ""});
    for (const XmlNode part : reader.each("part")) {
        XmlReader one(part);
        Covered covered{one.required("code"), read_date(one, "from"), read_date(one, "until")};
        if (!covered.from.empty() && !covered.until.empty() && covered.until < covered.from)
            one.reject(input_error("R0005", fmt::format("it ends on {}, before it begins on {}",
                                                        covered.until, covered.from))
                           .at(part.location("until"))
                           .hinted("correct one of the two"));
        finish(one);
        territory.covers.push_back(std::move(covered));
    }
    finish(reader);
    return territory;
}

FactDeclaration PackReader::read_fact(XmlNode node) {
    XmlReader reader(node);
    FactDeclaration fact;
    fact.where = node.location();
    fact.id = read_id(reader, "id");
    fact.type = chosen<FactType>(reader, "type", "boolean");
    fact.holder = reader.optional("holder");
    if (!fact.holder.empty() && !from_text<Role>(fact.holder))
        reader.reject(input_error("R0002", fmt::format("'{}' is not a role", fact.holder))
                          .at(node.location("holder"))
                          .hinted("roles: " + join(all_names<Role>(), ", ") +
                                  did_you_mean_suffix(fact.holder, all_names<Role>())));
    fact.says = read_text(reader, "says");
    fact.request = read_text(reader, "request");
    finish(reader);
    return fact;
}

Parameter PackReader::read_parameter(XmlNode node) {
    XmlReader reader(node);
    Parameter parameter;
    parameter.where = node.location();
    parameter.id = read_id(reader, "id");
    parameter.unit = reader.required("unit");
    parameter.value = reader.number("default");
    parameter.floor = reader.number("floor");
    parameter.ceiling = reader.number("ceiling");
    parameter.says = read_text(reader, "says");
    finish(reader);
    return parameter;
}

Rule PackReader::read_rule(XmlNode node) {
    XmlReader reader(node);
    Rule rule;
    rule.where = node.location();
    rule.id = read_id(reader, "id");
    rule.principle = chosen<Principle>(reader, "principle");
    rule.kind = chosen<RuleKind>(reader, "kind", "strict");
    rule.only_records = reader.flag("only-records");
    rule.jurisdiction = reader.optional("jurisdiction", "any");
    rule.valid_from = read_date(reader, "valid-from");
    rule.valid_until = read_date(reader, "valid-until");
    rule.burden = reader.optional("burden");
    rule.jurisdiction_where = node.location("jurisdiction");
    rule.burden_where = node.location("burden");
    rule.seed = reader.optional("seed");
    rule.title = read_text(reader, "title");
    rule.requirement = read_text(reader, "requirement");
    rule.remedy = read_text(reader, "remedy");
    rule.authorities = read_authorities(reader);
    if (const XmlNode applies = reader.optional_child("applies")) {
        XmlReader inside(applies);
        rule.applies = read_logic(inside);
        rule.otherwise = read_text(inside, "otherwise");
        if (rule.otherwise.empty())
            inside.reject(
                input_error("R0006", "<applies> does not say why the rule would not apply")
                    .at(applies.location())
                    .hinted("add <otherwise xml:lang=\"en\">the reason</otherwise>"));
        finish(inside);
    }
    rule.logic = read_logic(reader);
    for (const XmlNode exception : reader.each("exception"))
        rule.exceptions.push_back(read_exception(exception));
    finish(reader);
    return rule;
}

Exception PackReader::read_exception(XmlNode node) {
    XmlReader reader(node);
    Exception exception;
    exception.where = node.location();
    exception.id = read_id(reader, "id");
    exception.rank = reader.integer("rank");
    exception.overrides = words(reader.optional("overrides"));
    exception.title = read_text(reader, "title");
    exception.authorities = read_authorities(reader);
    exception.when = read_logic(reader);
    finish(reader);
    return exception;
}

std::vector<PackAuthority> PackReader::read_authorities(XmlReader& reader) {
    std::vector<PackAuthority> authorities;
    for (const XmlNode node : reader.each("authority"))
        authorities.push_back(read_authority(node));
    return authorities;
}

PackAuthority PackReader::read_authority(XmlNode node) {
    XmlReader reader(node);
    PackAuthority authority;
    authority.instrument = reader.optional("ref");
    authority.citation.pinpoint = reader.optional("at");
    if (!authority.instrument.empty()) {
        resolve(authority, node);
    } else if (node.attribute("cite")) {
        authority.citation.cite = reader.required("cite");
        authority.citation.status = chosen<AuthorityStatus>(reader, "status");
        authority.says = read_text(reader, "says");
        authority.note = read_text(reader, "note");
        authority.confirmed = read_confirmed(reader, authority.citation.status);
    } else {
        reader.reject(
            input_error("X0006", "<authority> names no source: it has no 'ref', and no 'cite'")
                .at(node.location())
                .hinted(std::string(how_to_cite)));
    }
    finish(reader);
    return authority;
}

void PackReader::resolve(PackAuthority& authority, XmlNode node) {
    const Instrument* found = instrument(authority.instrument, node);
    if (found == nullptr) return;
    authority.citation.cite = found->cite;
    authority.note = found->note;
    authority.date = found->date;
    authority.valid_from = found->valid_from;
    const std::string& at = authority.citation.pinpoint;
    const auto paragraph = found->paragraphs.find(at);
    if (paragraph != found->paragraphs.end()) {
        authority.citation.status = paragraph->second.status;
        authority.says = paragraph->second.says;
        return;
    }
    std::vector<std::string> known;
    known.reserve(found->paragraphs.size());
    for (const auto& [pinpoint, unused] : found->paragraphs)
        known.push_back(pinpoint);
    reject(input_error("R0002", fmt::format("instrument '{}' has no paragraph '{}'", found->id, at))
               .at(node.location("at"))
               .note("paragraphs: " + join(known, ", "))
               .hinted("add it to the instrument's file, in your own words" +
                       did_you_mean_suffix(at, known)));
}

const Instrument* PackReader::instrument(const std::string& id, XmlNode node) {
    const auto known = instruments_.find(id);
    if (known != instruments_.end()) return known->second ? &*known->second : nullptr;
    std::optional<Instrument>& kept = instruments_[id];
    if (!valid_id(id)) {  // the id becomes a file name
        reject(not_an_id(id).at(node.location("ref")));
        return nullptr;
    }
    auto loaded = find_instrument(files_, instrument_folders_, id);
    if (loaded) return &kept.emplace(std::move(*loaded));
    Error error = std::move(loaded.error());
    if (error.code == "F0001") {
        std::vector<std::string> paths;
        for (const fs::path& folder : instrument_folders_)
            paths.push_back((folder / (id + ".xml")).string());
        error =
            input_error("R0002", fmt::format("there is no instrument '{}'", id))
                .at(node.location("ref"))
                .note("looked for " + join(paths, ", then for "))
                .hinted(fmt::format("write instruments/{}.xml beside the pack, or cite in place "
                                    "with cite=\"…\" status=\"unverified\"",
                                    id));
    }
    reject(std::move(error));
    return nullptr;
}

Node PackReader::read_logic(XmlReader& parent) {
    std::vector<XmlNode> found;
    for (const std::string& name : logic_names)
        for (const XmlNode node : parent.each(name))
            found.push_back(node);
    if (found.size() == 1) return read_node(found.front(), 1);
    const std::string_view name = parent.node().name();
    if (found.size() > 1)
        parent.reject(input_error("R0006", fmt::format("<{}> has {} of <all>, <any>, <not>, <test> "
                                                       "and <measure> where it may have one",
                                                       name, found.size()))
                          .at(found[1].location())
                          .hinted("put several tests into one <all> or <any>"));
    else if (!is_misspelt(parent.node()))
        parent.reject(input_error("R0006", fmt::format("<{}> has no <test>", name))
                          .at(parent.node().location())
                          .hinted("add <test needs=\"FACT\" xp=\"f[@id='FACT']='true'\"/>"));
    return {};
}

Node PackReader::read_node(XmlNode node, std::size_t depth) {
    Node into;
    into.where = node.location();
    into.kind = from_text<NodeKind>(node.name()).value_or(NodeKind{});
    XmlReader reader(node);
    if (into.kind == NodeKind::test || into.kind == NodeKind::measure) {
        into.kind == NodeKind::test ? read_test(reader, into) : read_measure(reader, into);
        into.says = read_text(reader, "says");
        finish(reader);
        return into;
    }
    if (depth > logic_depth_max) {
        reject(input_error("R0009", fmt::format("logic is nested deeper than {}", logic_depth_max))
                   .at(node.location()));
        return into;
    }
    for (const std::string& name : logic_names)
        (void)reader.each(name);  // makes the names known
    for (const XmlNode child : node.children())
        if (from_text<NodeKind>(child.name())) into.children.push_back(read_node(child, depth + 1));
    const bool wrong =
        into.children.empty() || (into.kind == NodeKind::not_ && into.children.size() > 1);
    if (wrong && !is_misspelt(node))
        reader.reject(input_error("R0006", fmt::format("<{}> has {} children", node.name(),
                                                       into.children.size()))
                          .at(node.location())
                          .hinted("<all> and <any> take one or more, <not> takes one"));
    finish(reader);
    return into;
}

void PackReader::read_test(XmlReader& reader, Node& into) {
    into.test.needs = words(reader.optional("needs"));
    into.test.expression = reader.required("xp");
    into.test.written = reader.node().spelling("xp");
    into.test.needs_where = reader.node().location("needs");
}

void PackReader::read_measure(XmlReader& reader, Node& into) {
    Measure& measure = into.measure;
    measure.metric = reader.required("metric");
    measure.dataset = reader.optional("dataset");
    measure.group = reader.optional("group");
    measure.quantifier = chosen<Quantifier>(reader, "quantifier", "all");
    measure.comparison = chosen<Comparison>(reader, "comparison");
    measure.limit = reader.number("limit");
    measure.parameter = reader.optional("parameter");
    if (measure.limit.has_value() == !measure.parameter.empty())
        reader.reject(
            input_error("R0006", "a <measure> has either a limit or a parameter")
                .at(reader.node().location())
                .hinted("a limit that the instrument states, or a parameter that a profile "
                        "justifies"));
}

}  // namespace isonomia::rules
