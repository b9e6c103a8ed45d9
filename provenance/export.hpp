// An export puts a record, or a part of it, into the form of another standard. One file of exports/
// per export: exports/x.cpp defines `Export x_export()`, docs/exports/x.md says what stands where.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/case_file.hpp"
#include "core/files.hpp"

namespace isonomia::provenance {

// What an export is made from; it changes nothing of it.
struct ExportSource {
    const CaseFile& case_file;  // with root and checkpoint
    std::string origin;         // of the ledger
    fs::path folder;            // the case folder
    Files& files;
};

// Takes one file of the export; its path is relative to the target and separated by '/'.
using ExportSink = std::function<Status(const std::string& path, std::string_view content)>;

struct Export {
    std::string id;     // 'prov-json'
    std::string title;  // for people
    std::string file;   // name of the one file that it writes, or "" for a folder of files
    Status (*write)(const ExportSource& source, const ExportSink& sink) = nullptr;
};

// Generated from provenance/exports/*.cpp, sorted by file name.
[[nodiscard]] const std::vector<Export>& all_exports();

// P1001: no such export, with the names there are.
[[nodiscard]] Result<const Export*> find_export(std::string_view id);

// Writes the one file of an export, or the folder. Nothing that exists is overwritten: the file
// must not be there, the folder must be missing or empty. Errors: P1002 it is there, those of Files
// and of the export.
[[nodiscard]] Status write_export(const Export& chosen, const ExportSource& source,
                                  const fs::path& target);

}  // namespace isonomia::provenance
