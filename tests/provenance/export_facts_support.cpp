#include <algorithm>

#include <fmt/format.h>

#include "core/describe.hpp"
#include "provenance/export_names.hpp"
#include "tests/catch.hpp"
#include "tests/provenance/export_facts.hpp"

namespace isonomia::tests {

namespace {

using provenance::ExportNames;

std::string local(const std::string& type, const std::string& id) {
    return ExportNames(export_origin).local(type, id);
}

std::string instant(const std::string& claimed) {
    const auto parsed = parse_instant(claimed);
    return claimed.size() > 10 && parsed ? to_rfc3339(*parsed) : "";
}

class Expected {
public:
    explicit Expected(const CaseFile& file) : file_(file) {}

    ExportFacts all() {
        Json::Object record{{"origin", export_origin},
                            {"entries", Json::integer(file_.entries)},
                            {"root", file_.root},
                            {"first_recorded", to_rfc3339(file_.first_recorded)},
                            {"last_recorded", to_rfc3339(file_.last_recorded)}};
        if (!file_.checkpoint.empty()) record["checkpoint"] = file_.checkpoint;
        thing("record", "", "entity", std::move(record));
        for_each_register(file_, [&](const std::string& type, const char*, const auto& objects) {
            for (const auto& one : objects) {
                Json::Object fields = *to_json(one.object).object();
                fields["ledger_entry"] = Json::integer(one.entry);
                fields["recorded"] = to_rfc3339(one.recorded);
                if (one.supersedes) fields["supersedes"] = Json::integer(*one.supersedes);
                const bool agent = type == "agent" || type == "system";
                const bool act = type == "activity" || type == "handover" || type == "erasure" ||
                                 type == "serving";
                thing(type, one.object.id,
                      act     ? "activity"
                      : agent ? "agent"
                              : "entity",
                      std::move(fields));
            }
        });
        for (const auto& past : file_.history)
            thing("entry", std::to_string(past.entry), "entity",
                  {{"type", past.type},
                   {"id", past.id},
                   {"ledger_entry", Json::integer(past.entry)},
                   {"by", Json::integer(past.by)},
                   {"withdrawn", past.withdrawn}});
        for (const auto entry : file_.erased)
            thing("entry", std::to_string(entry), "entity",
                  {{"ledger_entry", Json::integer(entry)}, {"contents", "erased"}});
        for (const auto& one : file_.activities)
            act(one.object);
        rest();
        return std::move(facts_);
    }

private:
    void thing(const std::string& type, const std::string& id, const std::string& nature,
               Json::Object fields) {
        const std::string name = local(type, id);
        facts_.fields[name] = canonical(std::move(fields));
        facts_.natures[name] = nature;
    }
    void relation(const std::string& verb, const std::string& from, const std::string& to,
                  const std::string& role = "") {
        facts_.relations.insert({verb, from, to, role});
    }
    void times(const std::string& name, const std::string& from, const std::string& until) {
        const std::string both = instant(from) + "/" + instant(until);
        if (both != "/") facts_.times[name] = both;
    }
    std::string agent(const std::string& id) {
        if (find(file_.agents, id) == nullptr)
            thing("agent", id, "agent",
                  {{"id", id},
                   {"contents", id == "accused" ? "erased"
                                                : "not in the record: erased, withdrawn or never "
                                                  "recorded"}});
        return local("agent", id);
    }
    std::string exhibit(const std::string& id) {
        if (find(file_.exhibits, id) == nullptr)
            thing("exhibit", id, "entity",
                  {{"id", id},
                   {"contents", "not in the record: erased, withdrawn or never recorded"}});
        return local("exhibit", id);
    }
    // Who says first that it made this.
    const Activity* maker(const std::string& id) {
        for (const auto& one : file_.activities)
            if (one.object.kind != ActivityKind::intake)
                for (const std::string& made : one.object.generated)
                    if (made == id) return &one.object;
        return nullptr;
    }
    void use(const std::string& act, const std::string& id, const std::string& role) {
        relation("used", act, exhibit(id), role);
        const Activity* made = maker(id);
        if (made != nullptr && local("activity", made->id) != act)
            relation("informed", act, local("activity", made->id));
    }
    void made(const std::string& what, const std::string& act, const std::string& by) {
        relation("generated", what, act);
        relation("attributed", what, agent(by), "made_by");
    }

    void act(const Activity& a) {
        const std::string name = local("activity", a.id);
        times(name, a.happened, a.happened_until);
        relation("associated", name, agent(a.agent), "performer");
        if (!a.system.empty())
            relation("associated", name, local("system", a.system), "instrument");
        if (a.authority && !a.authority->cite.empty()) {
            thing("authority", "activity/" + a.id, "entity", *to_json(*a.authority).object());
            relation("used", name, local("authority", "activity/" + a.id), "legal_basis");
        }
        for (const std::string& id : a.used)
            use(name, id, "");
        for (const std::string& id : a.generated) {
            if (a.kind == ActivityKind::intake) {
                use(name, id, "taken_in");
                const Exhibit* original = find(file_.exhibits, id);
                Json::Object copy{{"sha256", original->sha256},
                                  {"size", Json::integer(original->size)}};
                if (!original->sha512_256.empty()) copy["sha512_256"] = original->sha512_256;
                thing("copy", id, "entity", copy);
                made(local("copy", id), name, a.agent);
                relation("derived", local("copy", id), exhibit(id));
            } else if (maker(id) == &a) {
                made(exhibit(id), name, a.agent);
                if (a.kind == ActivityKind::inference || a.kind == ActivityKind::transformation)
                    for (const std::string& source : a.used)
                        relation("derived", exhibit(id), exhibit(source));
            }
        }
        for (std::size_t i = 0; i < a.candidates.size(); ++i) {
            const std::string id = a.id + "/" + std::to_string(i + 1);
            thing("candidate", id, "entity", *to_json(a.candidates[i]).object());
            relation("generated", local("candidate", id), name);
        }
        for (const auto& measured : file_.measurements)
            if (measured.object.act == a.id)
                made(local("measurement", measured.object.id), name, a.agent);
    }

    void rest() {
        for (const auto& one : file_.exhibits)
            relation("attributed", local("exhibit", one.object.id), agent(one.object.received_from),
                     "received_from");
        for (const auto& one : file_.handovers) {
            const std::string name = local("handover", one.object.id);
            times(name, one.object.happened, one.object.answered);
            relation("associated", name, agent(one.object.from), "sender");
            relation("associated", name, agent(one.object.to), "receiver");
            for (const auto& item : one.object.items)
                use(name, item.exhibit, "item");
        }
        for (const auto& one : file_.erasures)
            relation("associated", local("erasure", one.object.id), agent(one.object.decided_by),
                     "decider");
        for (const auto& one : file_.servings) {
            const std::string name = local("serving", one.object.id);
            times(name, one.object.served_on, "");
            relation("associated", name, agent(one.object.to), "receiver");
            for (std::size_t i = 0; i < one.object.withheld.size(); ++i) {
                Json::Object fields = *to_json(one.object.withheld[i]).object();
                fields["contents"] = "withheld";
                const std::string id = one.object.id + "/" + std::to_string(i + 1);
                thing("withheld", id, "entity", fields);
                relation("attributed", local("withheld", id), agent(one.object.withheld[i].held_by),
                         "held_by");
            }
        }
        for (const auto& one : file_.holds)
            relation("attributed", local("hold", one.object.id), agent(one.object.placed_by),
                     "placed_by");
        for (const auto& one : file_.keys)
            relation("attributed", local("key", one.object.id), agent(one.object.agent), "held_by");
    }

    const CaseFile& file_;
    ExportFacts facts_;
};

template <class Map>
std::string first_difference(const Map& observed, const Map& expected) {
    for (const auto& one : expected)
        if (std::find(observed.begin(), observed.end(), one) == observed.end()) {
            if constexpr (requires { one.verb; })
                return fmt::format("missing: {} {} {} [{}]", one.verb, one.from, one.to, one.role);
            else
                return fmt::format("missing: {}: {}", one.first, one.second);
        }
    return "";
}

template <class Map>
void same(const Map& observed, const Map& expected) {
    CHECK(first_difference(observed, expected) == "");
    INFO("and the other way round, in the export only");
    CHECK(first_difference(expected, observed) == "");
}

}  // namespace

ExportFacts expected_facts(const CaseFile& case_file) { return Expected(case_file).all(); }

std::string exported(const std::string& id, const CaseFile& case_file) {
    DiskFiles files;
    std::string result;
    const auto chosen = provenance::find_export(id);
    REQUIRE(chosen);
    const auto written =
        (*chosen)->write({case_file, export_origin, {}, files},
                         [&](const std::string& path, std::string_view content) -> Status {
                             CHECK(path == (*chosen)->file);
                             result = content;
                             return {};
                         });
    REQUIRE(written);
    return result;
}

void check_same(const ExportFacts& observed, const ExportFacts& expected) {
    same(observed.fields, expected.fields);
    same(observed.times, expected.times);
    same(observed.natures, expected.natures);
    same(observed.relations, expected.relations);
}

}  // namespace isonomia::tests
