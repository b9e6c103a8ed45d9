// One act in XML by itself: the element <activity> of matter.xml (docs/formats/matter.md) as the
// first element of a document. Its references lead to what a case file knows already.
#pragma once

#include "core/case_file.hpp"
#include "core/files.hpp"

namespace isonomia {

// `file` names the text in errors. Errors, with line and column: M0003 an agent, system or exhibit
// that the record does not know, M0001, M0002, M0004, M0005, M0008 as in matter.xml, M0009 not an
// act, and those of XML.
[[nodiscard]] Result<Activity> parse_act(std::string text, const std::string& file,
                                         const CaseFile& known);

// An act read from a file of at most 16 MiB. Errors besides: those of Files.
[[nodiscard]] Result<Activity> read_act(Files& files, const fs::path& path, const CaseFile& known);

}  // namespace isonomia
