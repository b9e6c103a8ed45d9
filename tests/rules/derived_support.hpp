// What the tests of derived facts share: a case file with one use of a system.
#pragma once

#include "rules/derived.hpp"
#include "tests/catch.hpp"

namespace isonomia::rules::tests {

template <class T>
void add(Register<T>& objects, T object) {
    objects.push_back({std::move(object), 0, {}, {}});
}

inline Fact derived(const CaseFile& case_file, const std::string& id) {
    const DerivedFact* found = find_derived(id);
    REQUIRE(found != nullptr);
    return found->derive(case_file);
}

inline Exhibit exhibit(const std::string& id) {
    Exhibit made;
    made.id = id;
    made.sha256 = std::string(64, 'a');
    return made;
}

inline Activity act(const std::string& id, ActivityKind kind, const std::string& happened = "") {
    Activity made;
    made.id = id;
    made.kind = kind;
    made.happened = happened;
    return made;
}

inline System system_of(const std::string& id, const std::string& version = "") {
    System made;
    made.id = id;
    made.version = version;
    return made;
}

inline CaseFile with_use() {
    CaseFile case_file;
    Matter matter;
    matter.prepared_by = "defence";
    add(case_file.matter, matter);
    add(case_file.exhibits, exhibit("E1"));
    Agent officer;
    officer.id = "officer";
    officer.kind = AgentKind::person;
    add(case_file.agents, officer);
    add(case_file.activities, act("use", ActivityKind::inference, "2026-03-02"));
    return case_file;
}

}  // namespace isonomia::rules::tests
