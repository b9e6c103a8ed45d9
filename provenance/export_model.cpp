#include "provenance/export_model.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/describe.hpp"

namespace isonomia::provenance {

namespace {

// 'witness_policy' -> 'WitnessPolicy'
std::string kind_of(std::string_view type) {
    std::string result;
    bool begins = true;
    for (const char c : type) {
        if (c != '_')
            result += begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        begins = c == '_';
    }
    return result;
}

Nature nature_of(std::string_view type) {
    if (type == "activity" || type == "handover" || type == "erasure" || type == "serving")
        return Nature::activity;
    return type == "agent" || type == "system" ? Nature::agent : Nature::entity;
}

std::string text_of(const Json::Object& fields, const char* name) {
    const auto it = fields.find(name);
    const std::string* text = it == fields.end() ? nullptr : it->second.string();
    return text == nullptr ? "" : *text;
}

// In UTC; "" for a mere date, because midnight would be an invention.
std::string instant_of(const std::string& claimed) {
    const auto instant = parse_instant(claimed);
    return instant && claimed.find('T') != std::string::npos ? to_rfc3339(*instant) : "";
}

class Builder {
public:
    explicit Builder(const CaseFile& file) : file_(file) {}

    Result<ExportModel> build(const std::string& origin) {
        add_record(origin);
        for_each_register(file_, [&](const char* type, const char*, const auto& objects) {
            for (const auto& object : objects)
                add_slot(type, object);
        });
        add_past();
        find_generators();
        for (const auto& act : file_.activities)
            add_activity(act.object);
        for (const auto& exhibit : file_.exhibits)
            relate_to_agent(RelationKind::attributed, {"exhibit", exhibit.object.id},
                            exhibit.object.received_from, "received_from");
        for (const auto& handover : file_.handovers)
            add_handover(handover.object);
        for (const auto& erasure : file_.erasures)
            add_erasure(erasure.object);
        for (const auto& serving : file_.servings)
            add_serving(serving.object);
        add_preservation();
        if (model_.relations.size() > export_relations_max)
            return fail(input_error(
                "P1003", fmt::format("the record has more than {} relations between its things",
                                     export_relations_max)));
        return std::move(model_);
    }

private:
    ExportThing& add(ExportThing thing) {
        known_.insert(thing.name);
        model_.things.push_back(std::move(thing));
        return model_.things.back();
    }

    void add_record(const std::string& origin) {
        Json::Object fields{{"entries", Json::integer(file_.entries)}};
        if (!origin.empty()) fields["origin"] = origin;
        if (!file_.root.empty()) fields["root"] = file_.root;
        if (!file_.checkpoint.empty()) fields["checkpoint"] = file_.checkpoint;
        if (file_.entries > 0) {
            fields["first_recorded"] = to_rfc3339(file_.first_recorded);
            fields["last_recorded"] = to_rfc3339(file_.last_recorded);
        }
        add({{"record", ""},
             Nature::entity,
             "Record",
             "the record",
             std::move(fields),
             {},
             "",
             ""});
    }

    template <class T>
    void add_slot(const std::string& type, const Recorded<T>& recorded) {
        Json json = to_json(recorded.object);
        ExportThing thing;
        thing.name = {type, recorded.object.id};
        thing.nature = nature_of(type);
        thing.kind = kind_of(type);
        thing.fields = std::move(*json.object());
        thing.fields["ledger_entry"] = Json::integer(recorded.entry);
        thing.fields["recorded"] = to_rfc3339(recorded.recorded);
        if (recorded.supersedes) thing.fields["supersedes"] = Json::integer(*recorded.supersedes);
        for (const char* name : {"title", "name", "id"})
            if (thing.label.empty()) thing.label = text_of(thing.fields, name);
        const std::string served_on = text_of(thing.fields, "served_on");
        thing.starts =
            instant_of(served_on.empty() ? text_of(thing.fields, "happened") : served_on);
        for (const char* name : {"happened_until", "answered"})
            if (thing.ends.empty()) thing.ends = instant_of(text_of(thing.fields, name));
        add(std::move(thing));
    }

    // Entries that are not current: what they said is not here, that they were is.
    void add_past() {
        for (const Superseded& past : file_.history) {
            Json::Object fields{{"type", past.type},
                                {"id", past.id},
                                {"ledger_entry", Json::integer(past.entry)},
                                {"by", Json::integer(past.by)},
                                {"withdrawn", past.withdrawn}};
            const std::string entry = std::to_string(past.entry);
            if (known_.contains({"entry", entry})) continue;
            add({{"entry", entry},
                 Nature::entity,
                 "SupersededEntry",
                 "entry " + entry,
                 std::move(fields),
                 {},
                 "",
                 ""});
        }
        for (const std::uint64_t erased : file_.erased) {
            const std::string entry = std::to_string(erased);
            if (known_.contains({"entry", entry})) continue;
            Json::Object fields{{"ledger_entry", Json::integer(erased)}, {"contents", "erased"}};
            add({{"entry", entry},
                 Nature::entity,
                 "ErasedEntry",
                 "entry " + entry + ", its contents were erased",
                 std::move(fields),
                 {},
                 "",
                 ""});
        }
    }

    // The first act that says it made an exhibit. An intake made only our copy of it.
    void find_generators() {
        for (const auto& act : file_.activities)
            if (act.object.kind != ActivityKind::intake)
                for (const std::string& exhibit : act.object.generated)
                    generators_.try_emplace(exhibit, act.object.id);
    }

    // Something that is referred to and is not there gets a place that says so.
    ExportName refer(const std::string& type, const std::string& id) {
        ExportName name{type, id};
        if (known_.contains(name)) return name;
        const bool erased = std::any_of(
            file_.erasures.begin(), file_.erasures.end(),
            [&](const auto& erasure) { return type == "agent" && erasure.object.subject == id; });
        Json::Object fields{
            {"id", id},
            {"contents",
             erased ? "erased" : "not in the record: erased, withdrawn or never recorded"}};
        add({name, nature_of(type), "Absent", id, std::move(fields), {}, "", ""});
        return name;
    }

    void relate(RelationKind kind, const ExportName& from, const ExportName& to,
                const std::string& role = "", std::optional<ExportName> act = {}) {
        if (model_.relations.size() <= export_relations_max)
            model_.relations.insert({kind, from, to, role, std::move(act)});
    }
    void relate_to_agent(RelationKind kind, const ExportName& from, const std::string& agent,
                         const std::string& role) {
        if (!agent.empty()) relate(kind, from, refer("agent", agent), role);
    }

    void add_authority(const ExportName& act, const std::optional<Authority>& authority) {
        if (!authority || authority->cite.empty()) return;  // 'none stated' is among the fields
        Json json = to_json(*authority);
        const ExportName name{"authority", act.type + "/" + act.id};
        add({name, Nature::entity, "Authority", authority->cite, std::move(*json.object()), act, "",
             ""});
        relate(RelationKind::used, act, name, "legal_basis");
    }

    void generated(const ExportName& entity, const ExportName& act, const std::string& agent) {
        relate(RelationKind::generated, entity, act);
        relate_to_agent(RelationKind::attributed, entity, agent, "made_by");
    }

    void add_activity(const Activity& activity) {
        const ExportName act{"activity", activity.id};
        relate_to_agent(RelationKind::associated, act, activity.agent, "performer");
        if (!activity.system.empty())
            relate(RelationKind::associated, act, refer("system", activity.system), "instrument");
        add_authority(act, activity.authority);
        for (const std::string& exhibit : activity.used)
            add_use(act, exhibit, "");
        if (activity.kind == ActivityKind::intake) {
            for (const std::string& exhibit : activity.generated)
                add_copy(act, exhibit, activity.agent);
        } else {
            add_generated(act, activity);
        }
        for (const std::string& slot : activity.produced)
            add_produced(act, slot, activity.agent);
        for (std::size_t i = 0; i < activity.candidates.size(); ++i) {
            const ExportName name{"candidate", fmt::format("{}/{}", activity.id, i + 1)};
            Json json = to_json(activity.candidates[i]);
            add({name, Nature::entity, "Candidate", activity.candidates[i].label,
                 std::move(*json.object()), act, "", ""});
            relate(RelationKind::generated, name, act);
        }
    }

    void add_use(const ExportName& act, const std::string& exhibit, const std::string& role) {
        relate(RelationKind::used, act, refer("exhibit", exhibit), role);
        const auto maker = generators_.find(exhibit);
        if (maker != generators_.end() && ExportName{"activity", maker->second} != act)
            relate(RelationKind::informed, act, {"activity", maker->second});
    }

    void add_generated(const ExportName& act, const Activity& activity) {
        const bool derives = activity.kind == ActivityKind::transformation ||
                             activity.kind == ActivityKind::inference;
        for (const std::string& exhibit : activity.generated) {
            const ExportName made = refer("exhibit", exhibit);
            if (generators_[exhibit] != activity.id) continue;
            generated(made, act, activity.agent);
            if (!derives) continue;
            for (const std::string& source : activity.used)
                relate(RelationKind::derived, made, refer("exhibit", source), "", act);
        }
    }

    void add_copy(const ExportName& act, const std::string& exhibit, const std::string& agent) {
        add_use(act, exhibit, "taken_in");
        const ExportName copy{"copy", exhibit};
        if (known_.contains(copy)) return;
        const Exhibit* original = find(file_.exhibits, exhibit);
        Json::Object fields;
        if (original != nullptr && !original->sha256.empty()) {
            fields["sha256"] = original->sha256;
            if (!original->sha512_256.empty()) fields["sha512_256"] = original->sha512_256;
            fields["size"] = Json::integer(original->size);
        }
        add({copy, Nature::entity, "StoredCopy", "copy of " + exhibit + " in the case folder",
             std::move(fields), ExportName{"exhibit", exhibit}, "", ""});
        generated(copy, act, agent);
        relate(RelationKind::derived, copy, refer("exhibit", exhibit), "", act);
    }

    // Measurements, findings, outcomes, reports: the current ones, by the act that they name.
    void add_produced(const ExportName& act, const std::string& slot, const std::string& agent) {
        const auto separator = slot.find('/');
        if (separator == std::string::npos) return;
        const ExportName name{slot.substr(0, separator), slot.substr(separator + 1)};
        if (name.type == "exhibit" || !known_.contains(name) ||
            nature_of(name.type) != Nature::entity || !produced_.insert(name).second)
            return;
        generated(name, act, agent);
    }

    void add_handover(const Handover& handover) {
        const ExportName act{"handover", handover.id};
        relate_to_agent(RelationKind::associated, act, handover.from, "sender");
        relate_to_agent(RelationKind::associated, act, handover.to, "receiver");
        add_authority(act, handover.authority);
        for (const HandoverItem& item : handover.items)
            add_use(act, item.exhibit, "item");
    }

    void add_erasure(const Erasure& erasure) {
        const ExportName act{"erasure", erasure.id};
        relate_to_agent(RelationKind::associated, act, erasure.decided_by, "decider");
        add_authority(act, erasure.authority);
        if (!erasure.subject.empty()) refer("agent", erasure.subject);
    }

    void add_serving(const Serving& serving) {
        const ExportName act{"serving", serving.id};
        relate_to_agent(RelationKind::associated, act, serving.to, "receiver");
        for (std::size_t i = 0; i < serving.withheld.size(); ++i) {
            const WithheldItem& item = serving.withheld[i];
            const ExportName name{"withheld", fmt::format("{}/{}", serving.id, i + 1)};
            Json json = to_json(item);
            json.object()->emplace("contents", "withheld");
            add({name, Nature::entity, "WithheldItem",
                 fmt::format("entry {}, withheld", item.entry), std::move(*json.object()), act, "",
                 ""});
            relate_to_agent(RelationKind::attributed, name, item.held_by, "held_by");
        }
    }

    void add_preservation() {
        for (const auto& hold : file_.holds)
            relate_to_agent(RelationKind::attributed, {"hold", hold.object.id},
                            hold.object.placed_by, "placed_by");
        for (const auto& key : file_.keys)
            relate_to_agent(RelationKind::attributed, {"key", key.object.id}, key.object.agent,
                            "held_by");
    }

    const CaseFile& file_;
    ExportModel model_;
    std::set<ExportName> known_;
    std::set<ExportName> produced_;
    std::map<std::string, std::string> generators_;  // exhibit -> activity
};

}  // namespace

Result<ExportModel> export_model(const CaseFile& case_file, const std::string& origin) {
    return Builder(case_file).build(origin);
}

}  // namespace isonomia::provenance
