#include "core/subjects.hpp"

#include "tests/catch.hpp"

using namespace isonomia;

namespace {

struct Objects {
    std::vector<std::pair<std::string, std::string>> names;
    std::vector<Json> payloads;
    std::vector<std::string> stated;

    void add(const std::string& type, const std::string& id, Json::Object members,
             const std::string& subject = "") {
        members["id"] = id;
        names.emplace_back(type, id);
        payloads.emplace_back(std::move(members));
        stated.push_back(subject);
    }
    [[nodiscard]] std::vector<std::string> judged(std::string_view declaration = "matter") const {
        std::vector<ObjectView> views;
        for (std::size_t i = 0; i < names.size(); ++i)
            views.push_back({names[i].first, names[i].second, &payloads[i], stated[i]});
        return subjects_of(views, declaration);
    }
    [[nodiscard]] std::string of(std::string_view type, std::string_view id) const {
        const auto all = judged();
        for (std::size_t i = 0; i < names.size(); ++i)
            if (names[i].first == type && names[i].second == id) return all[i];
        FAIL("no such object");
        return "";
    }
};

Objects with_person() {
    Objects objects;
    objects.add("agent", "accused", {{"kind", "person"}, {"name", "Jean Dupont"}});
    objects.add("agent", "lab", {{"kind", "organization"}, {"name", "State laboratory"}});
    objects.add("exhibit", "E1",
                {{"subject", "accused"},
                 {"sha256", std::string(64, 'a')},
                 {"title", "Probe image"},
                 {"file", "probe.png"}});
    return objects;
}

}  // namespace

TEST_CASE("nothing, a null and a short name concern nobody") {
    CHECK(Objects{}.judged().empty());
    CHECK(subjects_of({}, "").empty());
    Objects objects;
    objects.add("agent", "x", {{"kind", "person"}, {"name", "Li"}});
    objects.add("fact", "F1", {{"statement", "Listed in the Lille office"}, {"value", nullptr}});
    objects.add("fact", "F2", {{"statement", ""}});
    CHECK(objects.of("agent", "x") == "x");
    CHECK(objects.of("fact", "F1").empty());
    CHECK(objects.of("fact", "F2").empty());
}

TEST_CASE("a subject text names agents in order, each once") {
    CHECK(subject_text({}).empty());
    CHECK(subject_text({"b", "a"}) == "a b");
    CHECK(agents_in("a b") == std::set<std::string>{"a", "b"});
    CHECK(concerns("a b", "b"));
    CHECK_FALSE(concerns("ab", "a"));
    CHECK_FALSE(concerns("", ""));
    CHECK_FALSE(concerns("a", ""));
}

TEST_CASE("what a person is, has, and is quoted in goes with the person") {
    Objects objects = with_person();
    objects.add("activity", "A1", {{"title", "Arrest of Jean Dupont at noon"}});
    objects.add("activity", "A2", {{"used", Json::Array{"E1"}}});
    objects.add("activity", "A3", {{"agent", "accused"}, {"title", "A call"}});
    objects.add("activity", "A4",
                {{"candidates", Json::Array{Json::Object{{"rank", 1}, {"label", "accused"}}}}});
    objects.add("dataset", "D1", {{"title", "Scores taken from Probe image"}});
    objects.add("fact", "F1",
                {{"statement", "The file " + std::string(64, 'a') + " was searched"}});
    objects.add("matter", "M", {{"title", "State v. Jean Dupont"}});
    CHECK(objects.of("agent", "accused") == "accused");
    CHECK(objects.of("agent", "lab").empty());
    CHECK(objects.of("exhibit", "E1") == "accused");
    CHECK(objects.of("activity", "A1") == "accused");
    CHECK(objects.of("activity", "A2") == "accused");
    CHECK(objects.of("activity", "A3").empty());  // an id is a pseudonym
    CHECK(objects.of("activity", "A4") == "accused");
    CHECK(objects.of("dataset", "D1") == "accused");
    CHECK(objects.of("fact", "F1") == "accused");
    CHECK(objects.of("matter", "M") == "accused");
}

TEST_CASE("what rests on a person's data concerns the person, however many steps away") {
    Objects objects;
    objects.add("outcome", "p/r", {{"tests", Json::Array{Json::Object{{"reads", "F1"}}}}});
    objects.add("fact", "F1", {{"finding", "M1"}});
    objects.add("measurement", "M1", {{"dataset", "D1"}});
    objects.add("dataset", "D1", {{"exhibit", "E1"}});
    objects.add("exhibit", "E1", {{"subject", "accused"}});
    CHECK(objects.judged() ==
          std::vector<std::string>{"accused", "accused", "accused", "accused", "accused"});
}

TEST_CASE("two persons have a joint key; the declaration concerns everybody") {
    Objects objects = with_person();
    objects.add("agent", "witness", {{"kind", "person"}, {"name", "Mary Major"}});
    objects.add("activity", "A1", {{"title", "Mary Major picked Jean Dupont"}});
    objects.add("exhibit", "matter", {{"title", "The matter as declared"}});
    objects.add("activity", "isonomia.intake.matter", {{"generated", Json::Array{"matter"}}});
    CHECK(objects.of("activity", "A1") == "accused witness");
    CHECK(objects.of("exhibit", "matter") == "accused witness");
    CHECK(objects.of("activity", "isonomia.intake.matter").empty());
    CHECK(objects.of("exhibit", "E1") == "accused");
}

TEST_CASE("records about the record stay, unless they quote; custody on a document of somebody's") {
    Objects objects = with_person();
    objects.add("hold", "H1", {{"exhibits", Json::Array{"E1"}}, {"title", "Appeal pending"}});
    objects.add("hold", "H2", {{"title", "Hold for Jean Dupont"}});
    objects.add("erasure", "X1", {{"subject", "accused"}});
    objects.add("exhibit", "E2", {{"custody_rests_on", "E1"}, {"title", "Camera disk"}});
    objects.add("handover", "h", {{"items", Json::Array{Json::Object{{"exhibit", "E1"}}}}});
    CHECK(objects.of("hold", "H1").empty());
    CHECK(objects.of("hold", "H2") == "accused");
    CHECK(objects.of("erasure", "X1").empty());
    CHECK(objects.of("exhibit", "E2").empty());
    CHECK(objects.of("handover", "h") == "accused");
}

TEST_CASE("a subject that is known already stays") {
    Objects objects;
    objects.add("measurement", "M1", {{"dataset", "D1"}}, "accused");
    objects.add("outcome", "p/r", {{"reads", "M1"}});
    CHECK(objects.of("measurement", "M1") == "accused");
    CHECK(objects.of("outcome", "p/r") == "accused");
}
