// Matters: every matter that is accepted can be recorded, replayed and written as a case document
// that fits its schema.
#include "core/case_document.hpp"
#include "core/describe.hpp"
#include "core/embedded.hpp"
#include "core/ensure.hpp"
#include "core/matter_file.hpp"
#include "core/xml.hpp"
#include "tests/fuzz/memory_files.hpp"

namespace isonomia::fuzz {

namespace {

class Recorder {
public:
    template <class T>
    void add(const char* type, const std::vector<T>& objects) {
        for (const T& object : objects)
            add(type, object);
    }
    template <class T>
    void add(const char* type, const T& object) {
        LedgerEntry entry;
        entry.index = entries.size();
        entry.type = type;
        entry.id = object.id;
        entry.payload = to_json(object);
        const auto again = from_json<T>(entry.payload);
        ensure(again && to_json(*again) == entry.payload, "an object to survive its JSON");
        entries.push_back(std::move(entry));
    }
    std::vector<LedgerEntry> entries;
};

const EmbeddedFile& schema() {
    for (const EmbeddedFile& file : schemas())
        if (file.path.ends_with("case_document.rng")) return file;
    ensure(false, "the schema of case documents");
    return schemas().front();
}

}  // namespace

void matter_fuzz(std::string_view input) {
    MemoryFiles files(input);
    const auto matter = read_matter(files, "matter.xml");
    if (!matter) {
        ensure(!matter.error().code.empty() && !matter.error().message.empty(), "an explanation");
        return;
    }
    Recorder recorder;
    recorder.add("matter", matter->matter);
    recorder.add("agent", matter->agents);
    recorder.add("system", matter->systems);
    recorder.add("exhibit", matter->exhibits);
    recorder.add("activity", matter->activities);
    recorder.add("dataset", matter->datasets);
    recorder.add("model", matter->models);
    recorder.add("source", matter->sources);
    recorder.add("fact", matter->facts);
    const auto case_file = replay(recorder.entries);
    ensure(case_file.has_value(), "an accepted matter to replay");
    const auto document = XmlDocument::parse(case_document(*case_file), "case.xml");
    ensure(document.has_value(), "a case document to be XML");
    ensure(document->validate(schema().content).has_value(), "a case document to fit its schema");
}

}  // namespace isonomia::fuzz
