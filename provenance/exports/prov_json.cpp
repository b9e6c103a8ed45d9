// W3C PROV as JSON (https://www.w3.org/submissions/prov-json/): docs/exports/prov_json.md.
#include <algorithm>

#include <fmt/format.h>

#include "provenance/export.hpp"
#include "provenance/export_model.hpp"
#include "provenance/export_names.hpp"

namespace isonomia::provenance {

namespace {

Json qualified(const std::string& name) {
    return Json::Object{{"$", name}, {"type", "prov:QUALIFIED_NAME"}};
}

Json date_time(const std::string& text) {
    return Json::Object{{"$", text}, {"type", "xsd:dateTime"}};
}

bool is_literal(const Json& value) {
    return value.string() != nullptr || value.number() != nullptr || value.boolean() != nullptr;
}

// PROV knows literals and sets of literals; anything else goes as the JSON text that it is.
Json attribute(const Json& value) {
    if (is_literal(value)) return value;
    const auto* list = value.array();
    if (list != nullptr && !list->empty() && std::all_of(list->begin(), list->end(), is_literal))
        return value;
    return Json::Object{{"$", canonical(value)}, {"type", "isonomia:json"}};
}

struct Verb {
    const char* member;  // of the document
    const char* from;
    const char* to;
};

constexpr Verb verb_of(RelationKind kind) {
    switch (kind) {
        case RelationKind::used:
            return {"used", "prov:activity", "prov:entity"};
        case RelationKind::generated:
            return {"wasGeneratedBy", "prov:entity", "prov:activity"};
        case RelationKind::associated:
            return {"wasAssociatedWith", "prov:activity", "prov:agent"};
        case RelationKind::attributed:
            return {"wasAttributedTo", "prov:entity", "prov:agent"};
        case RelationKind::derived:
            return {"wasDerivedFrom", "prov:generatedEntity", "prov:usedEntity"};
        case RelationKind::informed:
            return {"wasInformedBy", "prov:informed", "prov:informant"};
    }
    return {};
}

constexpr const char* member_of(Nature nature) {
    switch (nature) {
        case Nature::entity:
            return "entity";
        case Nature::activity:
            return "activity";
        case Nature::agent:
            return "agent";
    }
    return "";
}

class Writer {
public:
    explicit Writer(const std::string& origin) : names_(origin) {}

    std::string write(const ExportModel& model) {
        document_["prefix"] =
            Json::Object{{"record", names_.base()}, {"isonomia", export_vocabulary}};
        for (const ExportThing& thing : model.things)
            put(member_of(thing.nature), name_of(thing.name), attributes(thing));
        for (const ExportRelation& relation : model.relations)
            add(relation);
        return pretty(document_) + "\n";
    }

private:
    std::string name_of(const ExportName& name) const {
        return "record:" + names_.local(name.type, name.id);
    }

    void put(const char* member, const std::string& key, Json::Object object) {
        Json& group = document_[member];
        if (group.object() == nullptr) group = Json::Object{};
        group.object()->emplace(key, std::move(object));
    }

    Json::Object attributes(const ExportThing& thing) const {
        Json::Object object;
        for (const auto& [name, value] : thing.fields)
            if (!value.is_null()) object["isonomia:" + name] = attribute(value);
        Json::Array types{qualified("isonomia:" + thing.kind)};
        if (thing.nature == Nature::agent) {
            const auto kind = thing.fields.find("kind");
            const std::string* word = kind == thing.fields.end() ? nullptr : kind->second.string();
            if (thing.name.type == "system" || (word != nullptr && *word == "software"))
                types.push_back(qualified("prov:SoftwareAgent"));
            else if (word != nullptr)
                types.push_back(qualified(*word == "person" ? "prov:Person" : "prov:Organization"));
        }
        object["prov:type"] = std::move(types);
        if (!thing.label.empty()) object["prov:label"] = thing.label;
        if (thing.part_of) object["isonomia:of"] = qualified(name_of(*thing.part_of));
        if (!thing.starts.empty()) object["prov:startTime"] = thing.starts;
        if (!thing.ends.empty()) object["prov:endTime"] = thing.ends;
        if (const auto at = object.find("isonomia:recorded"); at != object.end())
            at->second = date_time(*at->second.string());
        return object;
    }

    void add(const ExportRelation& relation) {
        const Verb verb = verb_of(relation.kind);
        Json::Object object{{verb.from, name_of(relation.from)}, {verb.to, name_of(relation.to)}};
        if (relation.act) object["prov:activity"] = name_of(*relation.act);
        if (!relation.role.empty()) object["prov:role"] = qualified("isonomia:" + relation.role);
        if (relation.kind == RelationKind::attributed && object.contains("prov:role")) {
            object["isonomia:role"] = object["prov:role"];  // PROV has roles for acts only
            object.erase("prov:role");
        }
        const std::string key = fmt::format("{}\n{}\n{}\n{}", verb.member, name_of(relation.from),
                                            name_of(relation.to), relation.role);
        put(verb.member, "_:" + names_.uuid(key), std::move(object));
    }

    ExportNames names_;
    Json::Object document_;
};

Status write(const ExportSource& source, const ExportSink& sink) {
    const auto model = export_model(source.case_file, source.origin);
    if (!model) return fail(model.error());
    return sink("prov.json", Writer(source.origin).write(*model));
}

}  // namespace

Export prov_json_export() { return {"prov-json", "W3C PROV as JSON", "prov.json", &write}; }

}  // namespace isonomia::provenance
