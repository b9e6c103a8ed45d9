// docs/formats/case_document.rng is what the descriptions of the domain types say, so the two
// cannot part. ISONOMIA_APPROVE=1 rewrites it.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "core/case_document.hpp"
#include "core/describe.hpp"
#include "core/xml.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;

namespace {

std::string xml_name(std::string name) {
    for (char& c : name)
        if (c == '_') c = '-';
    return name;
}

// Visits a description and writes the RELAX NG pattern of its attributes, then of its parts.
class SchemaWriter {
public:
    explicit SchemaWriter(XmlWriter& out) : out_(out) {}

    template <class T>
    void members() {
        T object{};
        writing_parts_ = false;
        describe(*this, object);
        writing_parts_ = true;
        describe(*this, object);
    }

    template <class T>
    void operator()(const char* name, T&) {
        constexpr bool is_part = std::is_class_v<T> && !std::is_same_v<T, std::string>;
        if constexpr (is_part) {
            if (writing_parts_) part<T>("group", name);
        } else if (!writing_parts_) {
            attribute<T>(name);
        }
    }
    template <class T>
    void operator()(const char* name, std::optional<T>&) {
        if constexpr (std::is_class_v<T> && !std::is_same_v<T, std::string>) {
            if (writing_parts_) part<T>("optional", name);
        } else if (!writing_parts_) {
            attribute<T>(name);
        }
    }
    template <class T>
    void operator()(const char* name, std::vector<T>&) {
        if (writing_parts_) part<T>("zeroOrMore", name);
    }
    void operator()(const char* name, std::map<std::string, std::string>&) {
        if (!writing_parts_) return;
        out_.open("zeroOrMore").open("element").attribute("name", xml_name(name));
        for (const char* key : {"name", "value"})
            out_.open("attribute").attribute("name", key).element("text", "").close();
        out_.close().close();
    }

private:
    template <class T>
    void attribute(const char* name) {
        out_.open("optional").open("attribute").attribute("name", xml_name(name));
        value<T>();
        out_.close().close();
    }
    template <class T>
    void value() {
        if constexpr (Named<T>) {
            out_.open("choice");
            for (const std::string& word : all_names<T>())
                out_.element("value", word);
            out_.close();
        } else if constexpr (std::is_same_v<T, double>) {
            out_.open("data").attribute("type", "double").close();
        } else if constexpr (std::is_same_v<T, bool>) {
            out_.element("value", "true");
        } else if constexpr (std::is_integral_v<T>) {
            out_.open("data").attribute("type", "nonNegativeInteger").close();
        } else {
            out_.element("text", "");
        }
    }
    template <class T>
    void part(const char* quantity, const char* name) {
        out_.open(quantity).open("element").attribute("name", xml_name(name));
        if constexpr (std::is_same_v<T, std::string>)
            out_.element("text", "");
        else
            SchemaWriter(out_).members<T>();
        out_.close().close();
    }

    XmlWriter& out_;
    bool writing_parts_ = false;
};

template <class T>
void registered(XmlWriter& out, const std::string& element) {
    out.open("zeroOrMore").open("element").attribute("name", element);
    out.open("attribute").attribute("name", "ledger-entry");
    out.open("data").attribute("type", "nonNegativeInteger").close().close();
    out.open("attribute").attribute("name", "recorded");
    out.open("data").attribute("type", "dateTime").close().close();
    SchemaWriter(out).members<T>();
    out.close().close();
}

void past(XmlWriter& out, const std::string& element, const std::vector<std::string>& attributes) {
    out.open("zeroOrMore").open("element").attribute("name", element);
    for (const std::string& name : attributes)
        out.open("attribute").attribute("name", name).element("text", "").close();
    out.close().close();
}

std::string schema() {
    XmlWriter out;
    out.open("element")
        .attribute("xmlns", "http://relaxng.org/ns/structure/1.0")
        .attribute("datatypeLibrary", "http://www.w3.org/2001/XMLSchema-datatypes")
        .attribute("ns", "urn:isonomia:case:1")
        .attribute("name", "case");
    for (const char* name : {"entries", "root", "first-recorded", "last-recorded"})
        out.open("attribute")
            .attribute("name", name)
            .attribute("ns", "")
            .element("text", "")
            .close();
    const CaseFile every_type;
    for_each_register(every_type, [&](std::string type, const char*, const auto& objects) {
        std::replace(type.begin(), type.end(), '_', '-');
        registered<decltype(objects.front().object)>(out, type);
    });
    out.open("zeroOrMore").open("choice");
    for (const char* element : {"superseded", "withdrawn"}) {
        out.open("element").attribute("name", element);
        for (const char* name : {"type", "id", "entry", "by"})
            out.open("attribute").attribute("name", name).element("text", "").close();
        out.close();
    }
    out.close().close();
    past(out, "erased", {"entry"});
    out.close();
    return out.finish() + "\n";
}

LedgerEntry entry(std::uint64_t index, const std::string& type, const std::string& id,
                  Json payload) {
    LedgerEntry result;
    result.index = index;
    result.type = type;
    result.id = id;
    result.payload = std::move(payload);
    return result;
}

template <class T>
LedgerEntry entry_of(std::uint64_t index, const std::string& type, const T& object) {
    return entry(index, type, object.id, to_json(object));
}

}  // namespace

TEST_CASE("the committed schema is what the types say") {
    const auto path = isonomia::tests::source_dir() / "docs/formats/case_document.rng";
    if (std::getenv("ISONOMIA_APPROVE") != nullptr)
        std::ofstream(path, std::ios::binary) << schema();
    std::ifstream in(path, std::ios::binary);
    std::stringstream committed;
    committed << in.rdbuf();
    CHECK(committed.str() == schema());
}

TEST_CASE("case documents match the schema, and the schema refuses others") {
    Matter matter;
    matter.id = "m";
    matter.packs = {"a", "b"};
    matter.synthetic = true;
    Activity activity;
    activity.id = "act";
    activity.authority = Authority{.cite = "warrant",
                                   .exhibit = "",
                                   .issued_by = "",
                                   .valid_from = "",
                                   .valid_until = "",
                                   .scope = ""};
    activity.candidates = {{1, "A", 0.7, true}};
    activity.parameters = {{"k", "v"}};
    Measurement measurement;
    measurement.id = "x/y/";
    measurement.value = -1e-7;
    measurement.interval = Interval{};
    measurement.group = {{"race", ""}};
    Outcome outcome;
    outcome.id = "p/r";
    outcome.tests = {{.depth = 1,
                      .kind = "test",
                      .text = "t",
                      .truth = Truth::yes,
                      .detail = "",
                      .reads = {FactRead{}}}};
    auto withdrawal = entry(4, "withdrawal", "x", Json::Object{});
    withdrawal.supersedes = 2;
    const auto file = replay({entry_of(0, "matter", matter), entry_of(1, "activity", activity),
                              entry_of(2, "measurement", measurement),
                              entry_of(3, "outcome", outcome), withdrawal});
    REQUIRE(file);
    const auto document = XmlDocument::parse(case_document(*file), "case.xml");
    REQUIRE(document);
    const auto valid = document->validate(schema());
    INFO((valid ? "" : valid.error().message));
    CHECK(valid);

    const auto foreign =
        XmlDocument::parse("<case xmlns=\"urn:isonomia:case:1\"><guilt/></case>", "case.xml");
    CHECK_FALSE(foreign->validate(schema()));
}
