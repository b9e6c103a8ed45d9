// @title@: begins as a list of the exhibits and their digests.
#include "provenance/export.hpp"

namespace isonomia::provenance {

namespace {

Status write(const ExportSource& source, const ExportSink& sink) {
    std::string text;
    for (const auto& exhibit : source.case_file.exhibits)
        text += exhibit.object.sha256 + "  " + exhibit.object.id + "\n";
    return sink("@name@.txt", text);
}

}  // namespace

Export @name@_export() { return {"@name@", "@words@", "@name@.txt", &write}; }

}  // namespace isonomia::provenance
