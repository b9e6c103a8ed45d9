// Bundles of which a part is missing, or names a place outside; signed by the right key where
// somebody could.
#include "core/describe.hpp"
#include "tests/provenance/bundle_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

// Signs a manifest as it stands, whatever it is.
void sign_manifest(const Served& served, const std::string& manifest) {
    const auto by = parse_vkey(served.bundle.served_by);
    REQUIRE(by);
    put(served.folder / manifest_name, manifest);
    put(served.folder / manifest_note_name,
        *sign_note(manifest_text(manifest, by->name), by->name, test_key()));
}

// The manifest after a change of its JSON.
std::string changed(const Bundle& bundle, const std::function<void(Json::Object&)>& change) {
    Json manifest = *parse_json(trim(to_manifest(bundle)), "manifest", {});
    Json::Object object = *manifest.object();
    change(object);
    return canonical(Json(std::move(object))) + "\n";
}

// The first element of a list of objects without one of its members.
void leave_out(Json::Object& manifest, const std::string& list, const std::string& member) {
    Json::Array elements = *manifest.at(list).array();
    REQUIRE_FALSE(elements.empty());
    Json::Object first = *elements.front().object();
    REQUIRE(first.erase(member) == 1);
    elements.front() = Json(std::move(first));
    manifest[list] = Json(std::move(elements));
}

}  // namespace

TEST_CASE("a bundle without its manifest or its signature is a bundle, and a broken one") {
    Served served;
    const char* missing = GENERATE(manifest_name, manifest_note_name);
    fs::remove(served.folder / missing);
    CHECK(is_bundle(served.folder));
    auto report = served.verify();
    CHECK(report.broken());
    CHECK_FALSE(report.hindered());
    CHECK(check_of(report, "bundle").found == fmt::format("'{}' is missing", missing));
    for (const Check& check : report.checks)
        CHECK(check.state != CheckState::pass);

    fs::create_symlink("nowhere", served.folder / missing);  // a link that leads nowhere is no file
    CHECK(is_bundle(served.folder));
    CHECK(fails(served.verify(), "bundle"));
    fs::remove(served.folder / missing);
    fs::create_directory(served.folder / missing);
    report = served.verify();
    CHECK_FALSE(report.whole());
    CHECK(fails(report, "bundle"));
    fs::remove_all(served.folder);
    CHECK_FALSE(is_bundle(served.folder));
}

TEST_CASE("no name in a signed manifest leads out of the bundle") {
    Served served;
    const std::string content = "a file of somebody else";
    const std::string digest = hex(sha256(content));
    put(served.fixture.scratch.path() / "outside", content);
    put(served.folder / "inside", content);
    const std::string absolute = (served.fixture.scratch.path() / "outside").string();
    for (const std::string& name :
         {std::string("../outside"), std::string("../../outside"), std::string("../inside"),
          absolute, std::string("."), std::string(".."), std::string(),
          std::string("sub/../../inside"), std::string("a\\b"), std::string("a\0b", 3)}) {
        INFO(name);
        served.forge([&](Bundle& b) { b.recompute.push_back({name, digest, content.size()}); });
        CHECK(check_of(served.verify(), "recompute").found == "the name of a file is malformed");
        served.forge([&](Bundle& b) { b.exhibits.push_back({name, content.size()}); });
        CHECK(check_of(served.verify(), "exhibits").found == "an exhibit's digest is malformed");
    }
}

TEST_CASE("a file whose name no folder can hold is missing, not refused by the machine") {
    Served served;
    served.forge(
        [&](Bundle& b) { b.recompute.push_back({std::string(300, 'a'), hex(sha256("x")), 1}); });
    CHECK(fails(served.verify(), "recompute"));
}

TEST_CASE("a signed manifest that leaves out what proves is found") {
    Served served;
    const auto verdict = [&](const std::function<void(Json::Object&)>& change) {
        sign_manifest(served, changed(served.bundle, change));
        return served.verify();
    };
    CHECK(verdict([](Json::Object&) {}).whole());
    for (const char* member : {"proof", "leaf"})
        for (const char* list : {"entries", "withheld"}) {
            INFO(list << " without " << member);
            const auto report = verdict([&](Json::Object& m) { leave_out(m, list, member); });
            CHECK(fails(report, "entries"));
        }
    for (const auto& [list, member] : {std::pair{"exhibits", "sha256"},
                                       {"exhibits", "size"},
                                       {"recompute", "name"},
                                       {"recompute", "sha256"},
                                       {"recompute", "size"}}) {
        INFO(list << " without " << member);
        CHECK(verdict([&](Json::Object& m) { leave_out(m, list, member); }).broken());
    }
    for (const char* member : {"version", "served_by", "checkpoint", "checkpoint_key", "exhibits",
                               "recompute", "follows_proof"}) {
        INFO("without " << member);
        CHECK(verdict([&](Json::Object& m) { REQUIRE(m.erase(member) == 1); }).broken());
    }
    const auto beyond = verdict([](Json::Object& m) { m.emplace("note", "trust me"); });
    CHECK(fails(beyond, "bundle"));
}

TEST_CASE("a proof of another length, or with a hash that is none, is found") {
    Served served;
    for (const auto& change : std::vector<std::function<void(std::vector<std::string>&)>>{
             [](auto& proof) { proof.pop_back(); },
             [](auto& proof) { proof.push_back(proof.back()); },
             [](auto& proof) { proof.back() = base64(std::vector<std::uint8_t>(31, 1)); },
             [](auto& proof) { proof.back() = ""; }, [](auto& proof) { proof.back() += "="; }}) {
        served.forge([&](Bundle& b) { change(b.entries.front().proof); });
        CHECK(fails(served.verify(), "entries"));
    }
}
