#include "tests/provenance/export_facts.hpp"

namespace isonomia::tests {

namespace {

class Maker {
public:
    template <class T>
    void add(Register<T>& objects, T object) {
        objects.push_back({std::move(object), file.entries, {1795356000}, {}});
        ++file.entries;
    }
    CaseFile file;
};

Exhibit exhibit(const std::string& id, const std::string& sha256) {
    Exhibit result;
    result.id = id;
    result.title = "Exhibit \"" + id + "\"";
    result.file = "a folder/" + id + " <b>.png";
    result.media_type = "image/png";
    result.sha256 = sha256;
    result.sha512_256 = std::string(64, 'd');
    result.size = (1ULL << 53U) + 2;
    result.received_from = "police";
    return result;
}

Activity activity(const std::string& id, ActivityKind kind) {
    Activity result;
    result.id = id;
    result.kind = kind;
    result.title = "Act " + id;
    result.agent = "police";
    return result;
}

void add_acts(Maker& make) {
    Activity took = activity("A1", ActivityKind::acquisition);
    took.happened = "2025-04-11";  // a date is no instant
    took.generated = {"F1"};
    make.add(make.file.activities, took);

    Activity edited = activity("A2", ActivityKind::transformation);
    edited.happened = "2025-04-18T08:55:00+01:00";
    edited.happened_until = "2025-04-18T08:58:00+01:00";
    edited.used = {"F1"};
    edited.generated = {"F2"};
    edited.authority = Authority{};  // none stated
    edited.parameters = {{"crop", "180 x 220"}, {"@id", "urn:x"}, {"", "empty name"}};
    make.add(make.file.activities, edited);

    Activity search = activity("A3: \u202Esearch\nof <all>", ActivityKind::inference);
    search.agent = "accused";  // erased below
    search.system = "match";
    search.used = {"F2", "gone"};
    search.generated = {"F3", "F2"};  // F2 is A2's
    search.authority = Authority{"Warrant 7/2026", "F1", "a judge", "2025-04-12", "", "this case"};
    search.candidates = {{1, "candidate 1", 0.671, false}, {1, "", std::nullopt, true}};
    search.result = "two candidates";
    make.add(make.file.activities, search);

    Activity intake = activity("isonomia.intake.F1", ActivityKind::intake);
    intake.agent = "isonomia";
    intake.generated = {"F1"};
    intake.produced = {"exhibit/F1"};
    make.add(make.file.activities, intake);

    Activity measured = activity("isonomia.measure", ActivityKind::measurement);
    measured.agent = "isonomia";
    measured.used = {"F3"};
    measured.produced = {"measurement/d/m/race=a", "measurement/not there", "nonsense"};
    make.add(make.file.activities, measured);
}

void add_custody(Maker& make) {
    Handover handover;
    handover.id = "H1";
    handover.from = "police";
    handover.to = "defence";
    handover.state = HandoverState::accepted;
    handover.happened = "2025-09-01T10:00:00Z";
    handover.answered = "2025-09-01T12:00:00Z";
    handover.items = {{"F1", std::string(64, 'a'), 3, "", false}};
    make.add(make.file.handovers, handover);

    Erasure erasure;
    erasure.id = "X1";
    erasure.subject = "accused";
    erasure.decided_by = "court";
    erasure.happened = "2026-01-01";
    erasure.entries = 2;
    make.add(make.file.erasures, erasure);

    Serving serving;
    serving.id = "S1";
    serving.to = "defence";
    serving.served_on = "2026-02-02T00:00:00Z";
    serving.withheld = {{4, "work product", "rule 26", "police", ""}};
    make.add(make.file.servings, serving);

    Hold hold;
    hold.id = "hold";
    hold.placed_by = "court";
    make.add(make.file.holds, hold);

    KeyRecord key;
    key.id = std::string(64, 'b');
    key.agent = "defence";
    make.add(make.file.keys, key);
}

}  // namespace

CaseFile case_to_export() {
    Maker make;
    Matter matter;
    matter.id = "m";
    matter.title = "</script><b>Title</b>";
    matter.question = "Is it \"@id\": {\"@type\": 1}?";
    make.add(make.file.matter, matter);
    make.add(make.file.agents,
             Agent{"police", "Police\nof Northgate", AgentKind::organization, Role::police});
    make.add(make.file.agents, Agent{"defence", "Ms B.", AgentKind::person, Role::defence});
    make.add(make.file.agents, Agent{"court", "Court", AgentKind::organization, Role::court});
    make.add(make.file.agents, Agent{"isonomia", "Isonomia", AgentKind::software, Role::other});
    System system;
    system.id = "match";
    system.kind = SystemKind::face_recognition;
    system.name = "Match";
    system.version = "4";
    system.model_digest = "sha256:" + std::string(64, 'c');
    system.threshold = 0.6;
    make.add(make.file.systems, system);
    make.add(make.file.exhibits, exhibit("F1", std::string(64, '1')));
    make.add(make.file.exhibits, exhibit("F2", std::string(64, '2')));
    make.add(make.file.exhibits, exhibit("F3", "no digest at all"));
    for (const char* id :
         {"@id", "a:b", "http://x y/#z", "\u202Ecba", "%41", "A", "-", "F1/", "\xC3\xA9"})
        make.add(make.file.exhibits, exhibit(id, std::string(64, '3')));
    Measurement measurement;
    measurement.id = "d/m/race=a";
    measurement.undefined_reason = "no rows";
    measurement.act = "isonomia.measure";
    make.add(make.file.measurements, measurement);
    add_acts(make);
    add_custody(make);
    make.file.history = {{"fact", "f", 2, 9, false}, {"exhibit", "F9", 3, 10, true}};
    make.file.erased = {4, 5};
    make.file.root = std::string(64, 'd');
    return std::move(make.file);
}

}  // namespace isonomia::tests
