#include <algorithm>
#include <functional>

#include "tests/rules/derived_support.hpp"

using namespace isonomia;
using namespace isonomia::rules;
using namespace isonomia::rules::tests;

TEST_CASE("an empty case file establishes nothing in anybody's favour") {
    for (const Fact& fact : derive_facts(CaseFile{})) {
        CAPTURE(fact.id, fact.value, fact.derivation);
        CHECK(fact.value != "true");
        CHECK((fact.value.empty() || fact.value == "0" || fact.value == "false"));
        CHECK_FALSE(fact.derivation.empty());
        CHECK_FALSE(fact.statement.empty());
    }
}

TEST_CASE("derived facts are sorted, and found by id only") {
    const auto facts = derived_facts();
    CHECK(std::is_sorted(facts.begin(), facts.end(),
                         [](const DerivedFact& a, const DerivedFact& b) { return a.id < b.id; }));
    CHECK(find_derived("d.nothing") == nullptr);
    CHECK(find_derived("") == nullptr);
}

TEST_CASE("what a system leaves out is unknown, and what it states is the preparer's word") {
    CaseFile case_file;
    Matter matter;
    matter.prepared_by = "defence";
    add(case_file.matter, matter);
    System system;
    system.id = "S";
    system.kind = SystemKind::risk_score;
    add(case_file.systems, system);
    CHECK(derived(case_file, "d.version-stated").value.empty());
    CHECK(derived(case_file, "d.version-stated").status == FactStatus::unknown);
    system.version = "1";
    system.model_digest = "sha256:00";
    system.threshold = 0.0;
    case_file.systems.front().object = system;
    for (const char* id : {"d.version-stated", "d.model-digest-stated", "d.threshold-stated"}) {
        CAPTURE(id);
        CHECK(derived(case_file, id).value == "true");
        CHECK(derived(case_file, id).status == FactStatus::asserted);
        CHECK(derived(case_file, id).stated_by == "defence");
    }
    System other;
    other.id = "S2";
    add(case_file.systems, other);
    CHECK(derived(case_file, "d.version-stated").status == FactStatus::unknown);
    CHECK(derived(case_file, "d.version-stated").derivation == "no version for S2");
    CHECK(derived(case_file, "d.kinds").value == "other risk-score");
}

TEST_CASE("a system declared for comparison does not answer for the system in use") {
    CaseFile case_file = with_use();
    System used;
    used.id = "used";
    used.kind = SystemKind::face_recognition;
    System published;
    published.id = "published";
    published.kind = SystemKind::summary;
    published.version = "4";
    add(case_file.systems, used);
    add(case_file.systems, published);
    CHECK(derived(case_file, "d.kinds").value == "face-recognition summary");  // none is named
    Activity& use = case_file.activities.front().object;
    use.system = "unheard of";
    CHECK(derived(case_file, "d.kinds").value == "face-recognition summary");
    use.system = "used";
    CHECK(derived(case_file, "d.kinds").value == "face-recognition summary");  // may yet be used
    CHECK(derived(case_file, "d.version-stated").derivation == "no version for used");
    use.system = "published";
    CHECK(derived(case_file, "d.version-stated").value == "true");
}

TEST_CASE("digests count only when they are digests") {
    CaseFile case_file;
    CHECK(derived(case_file, "d.digests-at-intake").status == FactStatus::unknown);
    add(case_file.exhibits, exhibit("E1"));
    CHECK(derived(case_file, "d.digests-at-intake").value == "true");
    case_file.exhibits.front().object.sha256 = "none";
    CHECK(derived(case_file, "d.digests-at-intake").value == "false");
}

TEST_CASE("computed figures are established, published ones asserted") {
    CaseFile case_file;
    CHECK(derived(case_file, "d.measurements").status == FactStatus::unknown);  // silence
    add(case_file.systems, system_of("S"));
    Measurement figure;
    figure.system = "S";
    figure.dataset = "D";
    figure.value = 0.5;
    figure.group = {{"race", "x"}};
    figure.basis = Basis::reported;
    add(case_file.measurements, figure);
    CHECK(derived(case_file, "d.groups-measured").value == "1");
    CHECK(derived(case_file, "d.groups-measured").status == FactStatus::asserted);
    figure.basis = Basis::computed;
    add(case_file.measurements, figure);
    add(case_file.measurements, figure);
    CHECK(derived(case_file, "d.groups-measured").value == "1");
    CHECK(derived(case_file, "d.groups-measured").status == FactStatus::established);
    CHECK(derived(case_file, "d.measurements").value == "2");
    figure.basis = Basis::reported;
    for (const char* other : {"y", "z", "w"}) {
        figure.group = {{"race", other}};
        add(case_file.measurements, figure);
    }
    CHECK(derived(case_file, "d.groups-measured").value == "1");  // more paper weakens nothing
    CHECK(derived(case_file, "d.groups-measured").status == FactStatus::established);
    CHECK(derived(case_file, "d.measurements").value == "2");
}

TEST_CASE("what has no value, no data set or no single number is not counted among figures") {
    const auto counted = [](const std::function<void(Measurement&)>& change) {
        CaseFile case_file;
        add(case_file.systems, system_of("S"));
        Measurement figure;
        figure.system = "S";
        figure.dataset = "D";
        figure.value = 0.5;
        figure.basis = Basis::computed;
        change(figure);
        add(case_file.measurements, figure);
        return derived(case_file, "d.measurements").value + " " +
               derived(case_file, "d.groups-measured").value;
    };
    const auto nothing = [](Measurement&) {};
    const auto grouped = [](Measurement& figure) { figure.group = {{"race", "x"}}; };
    CHECK(counted(nothing) == "1 ");
    CHECK(counted(grouped) == "1 1");
    CHECK(counted([&](Measurement& figure) {
              grouped(figure);
              figure.value.reset();
          }) == " ");
    CHECK(counted([&](Measurement& figure) {
              grouped(figure);
              figure.dataset.clear();
          }) == " ");
    CHECK(counted([&](Measurement& figure) {
              grouped(figure);
              figure.form = ResultForm::series;
          }) == " ");
}

TEST_CASE("figures of what was not used are not counted, and are told of") {
    CaseFile case_file;
    add(case_file.systems, system_of("S"));
    add(case_file.systems, system_of("T"));
    Activity use = act("A1", ActivityKind::inference);
    use.system = "S";
    add(case_file.activities, use);
    Measurement figure;
    figure.system = "T";
    figure.dataset = "D";
    figure.value = 0.5;
    figure.group = {{"race", "x"}};
    add(case_file.measurements, figure);
    for (const char* fact : {"d.groups-measured", "d.measurements"}) {
        CHECK(derived(case_file, fact).status == FactStatus::unknown);
        CHECK(derived(case_file, fact)
                  .derivation.ends_with(
                      " is recorded; 1 figure of what is not known to have been used"));
    }
    figure.system = "S";
    add(case_file.measurements, figure);
    CHECK(derived(case_file, "d.groups-measured").value == "1");
    CHECK(derived(case_file, "d.measurements").value == "1");
    CHECK(derived(case_file, "d.measurements").derivation ==
          "1 figure computed from data, 0 published; 1 figure of what is not known to have been "
          "used");
}

TEST_CASE("ground truth is a matter of every data set") {
    CaseFile case_file;
    CHECK(derived(case_file, "d.ground-truth-stated").status == FactStatus::unknown);
    Dataset data;
    data.id = "D";
    add(case_file.datasets, data);
    CHECK(derived(case_file, "d.ground-truth-stated").status == FactStatus::unknown);
    case_file.datasets.front().object.ground_truth = "two-year re-arrest";
    CHECK(derived(case_file, "d.ground-truth-stated").value == "true");
    CHECK(derived(case_file, "d.ground-truth-stated").status == FactStatus::asserted);
}

TEST_CASE("our own acts are read from the ledger") {
    CaseFile case_file;
    Activity explained = act("x", ActivityKind::explanation);
    add(case_file.activities, explained);
    CHECK(derived(case_file, "d.explained").value == "false");  // somebody else's
    case_file.activities.front().object.act_key = "00";
    CHECK(derived(case_file, "d.explained").value == "true");
    CHECK(derived(case_file, "d.code-reviewed").value == "false");
    Coverage coverage;
    coverage.units_clean = 1;
    add(case_file.coverages, coverage);
    CHECK(derived(case_file, "d.code-reviewed").value == "true");
}
