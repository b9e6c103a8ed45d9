// The machine form: the same facts as the document, under stable names (docs/formats/report.md).
#include "core/describe.hpp"
#include "reports/record.hpp"

namespace isonomia::reports {

namespace {

template <class T>
Json::Array register_json(const Register<T>& objects) {
    Json::Array array;
    for (const Recorded<T>& recorded : objects) {
        Json json = to_json(recorded.object);
        Json::Object& object = *json.object();
        object["entry"] = Json::integer(recorded.entry);
        object["recorded"] = to_rfc3339(recorded.recorded);
        if (recorded.supersedes) object["supersedes"] = Json::integer(*recorded.supersedes);
        array.push_back(std::move(json));
    }
    return array;
}

// What is served leaves out authorities that nobody verified, and says how many.
Json::Array outcomes_json(const Register<Outcome>& outcomes) {
    Register<Outcome> served = outcomes;
    std::vector<std::uint64_t> left_out;
    for (auto& outcome : served)
        left_out.push_back(std::erase_if(outcome.object.authorities, [](const Citation& c) {
            return c.status == AuthorityStatus::unverified;
        }));
    Json::Array array = register_json(served);
    for (std::size_t i = 0; i < array.size(); ++i)
        if (left_out[i] > 0)
            (*array[i].object())["authorities_left_out"] = Json::integer(left_out[i]);
    return array;
}

Json::Array gaps_json(const Record& record) {
    Json::Array array;
    for (const Gap& gap : record.gaps()) {
        Json::Object object{{"fact", gap.fact}, {"status", to_text(gap.status)}};
        if (!gap.text.empty()) object["request"] = gap.text;
        if (!gap.holder.empty()) object["holder"] = gap.holder;
        if (!gap.ground.empty()) object["ground"] = gap.ground;
        Json::Array outcomes;
        for (const auto* outcome : gap.outcomes)
            outcomes.emplace_back(outcome->object.id);
        object["outcomes"] = std::move(outcomes);
        array.emplace_back(std::move(object));
    }
    return array;
}

Json::Array history_json(const CaseFile& file) {
    Json::Array array;
    for (const Superseded& old : file.history)
        array.emplace_back(Json::Object{{"type", old.type},
                                        {"id", old.id},
                                        {"entry", Json::integer(old.entry)},
                                        {"by", Json::integer(old.by)},
                                        {"withdrawn", old.withdrawn}});
    return array;
}

Json integrity_json(const CaseFile& file) {
    Json::Object object{{"entries", Json::integer(file.entries)}, {"root", file.root}};
    if (file.entries > 0) {
        object["first_recorded"] = to_rfc3339(file.first_recorded);
        object["last_recorded"] = to_rfc3339(file.last_recorded);
    }
    if (!file.checkpoint.empty()) object["checkpoint"] = file.checkpoint;
    Json::Array erased;
    for (const std::uint64_t entry : file.erased)
        erased.push_back(Json::integer(entry));
    object["erased"] = std::move(erased);
    return object;
}

}  // namespace

Json machine_record(const Record& record) {
    const CaseFile& file = record.file;
    Json::Object root{{"schema", "isonomia-report"}, {"schema_version", "1"}};
    root["tool"] = Json::Object{{"name", "isonomia"},
                                {"version", record.options.tool_version},
                                {"run", record.options.run_command},
                                {"verify", record.options.verify_command}};
    root["audience"] = to_text(record.options.audience);
    root["language"] = record.words.language();
    root["integrity"] = integrity_json(file);
    for_each_register(file, [&](const char*, const char* name, const auto& objects) {
        root[name] = register_json(objects);
    });
    root["outcomes"] = outcomes_json(file.outcomes);
    root["gaps"] = gaps_json(record);
    root["superseded"] = history_json(file);
    return root;
}

}  // namespace isonomia::reports
