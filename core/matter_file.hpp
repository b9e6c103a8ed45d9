// matter.xml, read: everything that a person declares about a matter. Format:
// docs/formats/matter.md.
//
// Errors, all with line and column: M0001 a duplicate id, M0002 an id of the wrong form, M0003 a
// reference to something not declared, M0004 a value of the wrong form, M0005 a combination that
// makes no sense, M0006 a fact without the source that its status needs, M0007 a file name that
// leaves the matter's folder, M0008 more things than are allowed, M0009 not a matter.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/case_file.hpp"
#include "core/files.hpp"

namespace isonomia {

struct MatterFile {
    fs::path path;
    fs::path folder;     // exhibits are named relative to it
    std::string sha256;  // of the file, hex

    Matter matter;
    std::vector<Agent> agents;
    std::vector<System> systems;
    std::vector<Exhibit> exhibits;  // sha256 is what the matter expects, or ""; size 0
    std::vector<Activity> activities;
    std::vector<Dataset> datasets;
    std::vector<ScoreModel> models;
    std::vector<SourceTree> sources;
    std::vector<Fact> facts;

    // 'exhibit/E1' -> its start tag, so that later stages can point at the matter.
    std::map<std::string, Location> places;
};

[[nodiscard]] Result<MatterFile> read_matter(Files& files, const fs::path& path);

// A letter or underscore, then letters, digits, '.', '_' or '-'; at most 64 characters.
[[nodiscard]] bool valid_id(std::string_view id);

}  // namespace isonomia
