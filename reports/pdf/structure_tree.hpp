// The structure tree of a PDF, and the numbers by which pages and links find their elements.
#pragma once

#include <vector>

#include "reports/pdf/laid_out.hpp"
#include "reports/pdf/qpdf.hpp"

namespace isonomia::reports::pdf {

// Writes /StructTreeRoot with parent tree and index of identifiers. `annotations` belong to
// LaidOut::links, one each (null where a link has none); they get their /StructParent.
void write_structure(QPDF& pdf, const LaidOut& laid_out, const std::vector<QPDFObjectHandle>& pages,
                     std::vector<QPDFObjectHandle>& annotations);

// The content of a page in which Cairo's marks carry the role of their element and its number, or
// say that they are artifacts.
void relabel_content(QPDFObjectHandle page, const std::vector<Leaf>& leaves);

}  // namespace isonomia::reports::pdf
