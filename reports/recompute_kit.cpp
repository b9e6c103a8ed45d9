#include "reports/recompute_kit.hpp"

#include <algorithm>

#include "core/csv.hpp"
#include "core/describe.hpp"
#include "core/embedded.hpp"
#include "core/measurement.hpp"

namespace isonomia::reports {

// Generated from reports/recompute/*.
[[nodiscard]] std::span<const EmbeddedFile> recompute_scripts();

namespace {

const Json* field(const Json::Object& object, std::string_view name) {
    const auto found = object.find(name);
    return found == object.end() ? nullptr : &found->second;
}

// A text as it is, a number in its shortest form, nothing for what is not there.
std::string plain(const Json* value) {
    if (value == nullptr || value->is_null()) return "";
    if (const auto* text = value->string()) return *text;
    return canonical(*value);
}

std::string text_of(const Json::Object& object, std::string_view name) {
    return plain(field(object, name));
}

std::string group_of(const Json::Object& figure, std::string_view name) {
    const Json* value = field(figure, name);
    if (value == nullptr || value->array() == nullptr) return "";
    std::vector<GroupValue> group;
    for (const Json& each : *value->array())
        if (const auto read = from_json<GroupValue>(each)) group.push_back(*read);
    return group_key(group);
}

std::string figures(const std::vector<ServedObject>& objects) {
    std::string table =
        csv_line({"id", "dataset", "metric", "basis", "group", "comparator", "value", "numerator",
                  "denominator", "method", "low", "high", "level", "test", "p"});
    for (const ServedObject& object : objects) {
        const Json::Object& figure = object.fields;
        if (object.type != "measurement" || text_of(figure, "form") != "scalar") continue;
        const Json* interval = field(figure, "interval");
        const auto end = [&](std::string_view name) {
            return plain(interval == nullptr ? nullptr : interval->find(name));
        };
        table += csv_line({text_of(figure, "id"), text_of(figure, "dataset"),
                           text_of(figure, "metric"), text_of(figure, "basis"),
                           group_of(figure, "group"), group_of(figure, "comparator"),
                           text_of(figure, "value"), text_of(figure, "numerator"),
                           text_of(figure, "denominator"), end("method"), end("low"), end("high"),
                           end("level"), text_of(figure, "test"), text_of(figure, "p")});
    }
    return table;
}

// Digests of the exhibits that are served, by id.
std::map<std::string, std::string> digests(const std::vector<ServedObject>& objects) {
    std::map<std::string, std::string> result;
    for (const ServedObject& object : objects)
        if (object.type == "exhibit")
            result[text_of(object.fields, "id")] = text_of(object.fields, "sha256");
    return result;
}

std::string columns(const std::vector<ServedObject>& objects) {
    const auto files = digests(objects);
    std::string table = csv_line({"dataset", "exhibit", "column", "item", "value"});
    for (const ServedObject& object : objects) {
        const Json* list = field(object.fields, "columns");
        if (object.type != "dataset" || list == nullptr || list->array() == nullptr) continue;
        const auto file = files.find(text_of(object.fields, "exhibit"));
        const std::string exhibit = file == files.end() ? "" : file->second;
        const std::string dataset = text_of(object.fields, "id");
        for (const Json& column : *list->array()) {
            const std::string name = plain(column.find("name"));
            table += csv_line({dataset, exhibit, name, "role", plain(column.find("role"))});
            for (const char* item : {"positive", "missing"})
                if (const Json* values = column.find(item); values && values->array())
                    for (const Json& value : *values->array())
                        table += csv_line({dataset, exhibit, name, item, plain(&value)});
        }
    }
    return table;
}

}  // namespace

std::map<std::string, std::string> recompute_kit(const std::vector<ServedObject>& objects) {
    if (std::none_of(objects.begin(), objects.end(),
                     [](const ServedObject& object) { return object.type == "measurement"; }))
        return {};
    std::map<std::string, std::string> files;
    for (const EmbeddedFile& file : recompute_scripts())
        files[std::string(file.path.substr(file.path.rfind('/') + 1))] = file.content;
    files["figures.csv"] = figures(objects);
    files["columns.csv"] = columns(objects);
    return files;
}

}  // namespace isonomia::reports
