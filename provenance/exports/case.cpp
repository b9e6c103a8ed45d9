// CASE 1.4 (with UCO 1.4) as JSON-LD: docs/exports/case.md.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/ensure.hpp"
#include "provenance/export.hpp"
#include "provenance/export_model.hpp"
#include "provenance/export_names.hpp"

namespace isonomia::provenance {

namespace {

Json typed(std::string_view type, std::string value) {
    return Json::Object{{"@type", type}, {"@value", std::move(value)}};
}

bool is_literal(const Json& value) {
    return value.string() != nullptr || value.number() != nullptr || value.boolean() != nullptr;
}

Json literal(const Json& value) {
    if (is_literal(value)) return value;
    const auto* list = value.array();
    if (list != nullptr && std::all_of(list->begin(), list->end(), is_literal)) return value;
    return typed("isonomia:json", canonical(value));
}

Json::Object context(const ExportNames& names) {
    return {{"kb", names.base()},
            {"isonomia", export_vocabulary},
            {"case-investigation", "https://ontology.caseontology.org/case/investigation/"},
            {"uco-action", "https://ontology.unifiedcyberontology.org/uco/action/"},
            {"uco-core", "https://ontology.unifiedcyberontology.org/uco/core/"},
            {"uco-identity", "https://ontology.unifiedcyberontology.org/uco/identity/"},
            {"uco-observable", "https://ontology.unifiedcyberontology.org/uco/observable/"},
            {"uco-tool", "https://ontology.unifiedcyberontology.org/uco/tool/"},
            {"uco-types", "https://ontology.unifiedcyberontology.org/uco/types/"},
            {"xsd", "http://www.w3.org/2001/XMLSchema#"}};
}

std::string field(const ExportThing& thing, const char* name) {
    const auto it = thing.fields.find(name);
    const std::string* text = it == thing.fields.end() ? nullptr : it->second.string();
    return text == nullptr ? "" : *text;
}

// The class of CASE or UCO that comes nearest; "uco-core:UcoObject" says no more than that it is
// something.
std::string class_of(const ExportThing& thing) {
    const std::string& type = thing.name.type;
    if (type == "system") return "uco-tool:AnalyticTool";
    if (type == "agent") {
        const std::string kind = field(thing, "kind");
        if (kind == "software") return "uco-tool:Tool";
        if (kind == "person") return "uco-identity:Person";
        return kind == "organization" ? "uco-identity:Organization" : "uco-identity:Identity";
    }
    if (thing.nature == Nature::activity) return "case-investigation:InvestigativeAction";
    if (type == "exhibit" || type == "copy" || type == "report") return "uco-observable:File";
    if (type == "matter") return "case-investigation:Investigation";
    if (type == "authority") return "case-investigation:Authorization";
    return "uco-core:UcoObject";
}

// A node of the graph; a property that is said twice becomes a list.
class Node {
public:
    Node(std::string id, Json::Array types) {
        object_["@id"] = std::move(id);
        object_["@type"] = std::move(types);
    }
    [[nodiscard]] std::string id() const { return *object_.at("@id").string(); }

    void set(const std::string& property, Json value) { object_[property] = std::move(value); }
    void refer(const std::string& property, const std::string& id) {
        Json& list = object_[property];
        if (list.is_null()) list = Json::Array{};
        ensure(list.array() != nullptr, "no reference and field of one name");
        list.array()->push_back(Json::Object{{"@id", id}});
    }
    [[nodiscard]] bool has(const std::string& property) const { return object_.contains(property); }
    Json::Object take() && { return std::move(object_); }

private:
    Json::Object object_;
};

class Writer {
public:
    explicit Writer(const std::string& origin) : names_(origin) {}

    std::string write(const ExportModel& model) {
        for (const ExportThing& thing : model.things)
            add(thing);
        for (const ExportRelation& relation : model.relations)
            if (relation.kind == RelationKind::generated) add_provenance_record(relation);
        for (const ExportRelation& relation : model.relations)
            add(relation);
        gather(model);
        Json::Array graph;
        for (Node& node : nodes_)
            graph.emplace_back(std::move(node).take());
        return pretty(Json::Object{{"@context", context(names_)}, {"@graph", std::move(graph)}}) +
               "\n";
    }

private:
    std::string id_of(const ExportName& name) const {
        return "kb:" + names_.local(name.type, name.id);
    }
    Node& node_of(const ExportName& name) { return nodes_[places_.at(name)]; }

    void add(const ExportThing& thing) {
        Node node(id_of(thing.name), {class_of(thing), "isonomia:" + thing.kind});
        for (const auto& [name, value] : thing.fields)
            if (!value.is_null()) node.set("isonomia:" + name, literal(value));
        if (node.has("isonomia:recorded"))
            node.set("isonomia:recorded", typed("xsd:dateTime", field(thing, "recorded")));
        if (thing.part_of) node.refer("isonomia:of", id_of(*thing.part_of));
        if (!thing.label.empty()) node.set("uco-core:name", thing.label);
        describe(thing, node);
        if (!thing.starts.empty())
            node.set("uco-action:startTime", typed("xsd:dateTime", thing.starts));
        if (!thing.ends.empty()) node.set("uco-action:endTime", typed("xsd:dateTime", thing.ends));
        places_[thing.name] = nodes_.size();
        nodes_.push_back(std::move(node));
    }

    // What CASE and UCO have terms for.
    void describe(const ExportThing& thing, Node& node) const {
        for (const char* name : {"question", "result", "source", "intended_use"})
            if (const std::string text = field(thing, name);
                !text.empty() && !node.has("uco-core:description"))
                node.set("uco-core:description", text);
        if (class_of(thing) == "uco-observable:File") add_facets(thing, node);
        if (thing.name.type == "system" && !field(thing, "version").empty())
            node.set("uco-tool:version", field(thing, "version"));
        if (thing.name.type == "authority")
            node.set("case-investigation:authorizationIdentifier", field(thing, "cite"));
        if (thing.name.type == "matter" && !field(thing, "reference").empty())
            node.set("uco-core:tag", field(thing, "reference"));
    }

    Json facet(const ExportThing& thing, const std::string& type, Json::Object object) const {
        object["@id"] = id_of({type, thing.name.type + "/" + thing.name.id});
        return object;
    }

    void add_facets(const ExportThing& thing, Node& node) const {
        Json::Array facets;
        const auto size = thing.fields.find("size");
        const std::string file = thing.name.type == "report" ? thing.name.id : field(thing, "file");
        if (!file.empty())
            facets.push_back(
                facet(thing, "file_facet",
                      {{"@type", "uco-observable:FileFacet"}, {"uco-observable:fileName", file}}));
        Json::Object data{{"@type", "uco-observable:ContentDataFacet"}};
        if (!field(thing, "media_type").empty())
            data["uco-observable:mimeType"] = field(thing, "media_type");
        if (size != thing.fields.end()) {
            const std::string* large = size->second.string();  // beyond 2^53
            data["uco-observable:sizeInBytes"] =
                typed("xsd:integer", large != nullptr ? *large : canonical(size->second));
        }
        if (const std::string sha256 = field(thing, "sha256"); digest_from_hex(sha256))
            data["uco-observable:hash"] =
                facet(thing, "hash",
                      {{"@type", "uco-types:Hash"},
                       {"uco-types:hashMethod", "SHA256"},
                       {"uco-types:hashValue", typed("xsd:hexBinary", sha256)}});
        if (data.size() > 1) facets.push_back(facet(thing, "content_data_facet", std::move(data)));
        if (!facets.empty()) node.set("uco-core:hasFacet", std::move(facets));
    }

    // CASE chains acts through records: what an act made, it made together with a record of it.
    void add_provenance_record(const ExportRelation& made) {
        if (made.from.type != "exhibit" && made.from.type != "copy") return;
        const ExportName name{"provenance_record", made.from.type + "/" + made.from.id};
        Node node(id_of(name), {"case-investigation:ProvenanceRecord"});
        node.set("case-investigation:exhibitNumber", made.from.id);
        node.refer("uco-core:object", id_of(made.from));
        records_[made.from] = node.id();
        places_[name] = nodes_.size();
        nodes_.push_back(std::move(node));
        node_of(made.to).refer("uco-action:result", records_[made.from]);
    }

    void add(const ExportRelation& relation) {
        const std::string to = id_of(relation.to);
        Node& from = node_of(relation.from);
        switch (relation.kind) {
            case RelationKind::used:
                if (relation.role != "legal_basis") use(from, relation.to);
                break;
            case RelationKind::generated:
                node_of(relation.to).refer("uco-action:result", from.id());
                return;
            case RelationKind::associated:
                if (relation.role == "performer")
                    from.refer("uco-action:performer", to);
                else if (relation.role == "instrument")
                    from.refer("uco-action:instrument", to);
                else
                    from.refer("uco-action:participant", to);
                break;
            case RelationKind::attributed:
                add_relationship(relation);
                return;
            case RelationKind::derived:
                from.refer("case-investigation:wasDerivedFrom", to);
                return;
            case RelationKind::informed:
                from.refer("case-investigation:wasInformedBy", to);
                return;
        }
        if (!relation.role.empty() && relation.role != "performer" && relation.role != "instrument")
            from.refer("isonomia:" + relation.role, to);
    }

    void use(Node& act, const ExportName& thing) {
        act.refer("uco-action:object", id_of(thing));
        const auto record = records_.find(thing);
        if (record != records_.end()) act.refer("uco-action:object", record->second);
    }

    void add_relationship(const ExportRelation& relation) {
        const ExportName name{"relationship", fmt::format("{}\n{}\n{}", id_of(relation.from),
                                                          relation.role, id_of(relation.to))};
        Node node("kb:relationship-" + names_.uuid(name.id), {"uco-core:Relationship"});
        node.refer("uco-core:source", id_of(relation.from));
        node.refer("uco-core:target", id_of(relation.to));
        node.set("uco-core:kindOfRelationship", relation.role);
        node.set("uco-core:isDirectional", true);
        nodes_.push_back(std::move(node));
    }

    // The investigation holds acts, exhibits and authorizations together.
    void gather(const ExportModel& model) {
        const auto matter =
            std::find_if(model.things.begin(), model.things.end(),
                         [](const ExportThing& thing) { return thing.name.type == "matter"; });
        if (matter == model.things.end()) return;
        Node& node = node_of(matter->name);
        for (const ExportThing& thing : model.things) {
            if (thing.name.type == "authority")
                node.refer("case-investigation:relevantAuthorization", id_of(thing.name));
            else if (thing.nature == Nature::activity || thing.name.type == "exhibit")
                node.refer("uco-core:object", id_of(thing.name));
        }
    }

    ExportNames names_;
    std::vector<Node> nodes_;
    std::map<ExportName, std::size_t> places_;
    std::map<ExportName, std::string> records_;  // provenance record of an exhibit or copy
};

Status write(const ExportSource& source, const ExportSink& sink) {
    const auto model = export_model(source.case_file, source.origin);
    if (!model) return fail(model.error());
    return sink("case.jsonld", Writer(source.origin).write(*model));
}

}  // namespace

Export case_export() { return {"case", "CASE/UCO 1.4 as JSON-LD", "case.jsonld", &write}; }

}  // namespace isonomia::provenance
