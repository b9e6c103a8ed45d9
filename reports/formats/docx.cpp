// WordprocessingML for people who edit: docs/formats/report.md.
#include "reports/docx_writer.hpp"
#include "reports/format.hpp"

namespace isonomia::reports {

namespace {

Result<std::string> render(const Document& document) { return zip(DocxWriter(document).parts()); }

}  // namespace

Format docx_format() {
    return {"docx", ".docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", &render,
            true};
}

}  // namespace isonomia::reports
