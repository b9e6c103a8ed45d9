#include "reports/pdf/written.hpp"

namespace isonomia::reports::pdf {

std::string written(QPDF& pdf) {
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    writer.setMinimumPDFVersion("1.7");
    writer.setNewlineBeforeEndstream(true);
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return std::string(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
}

std::string pdf_date(Instant instant) {
    std::string out = "D:";
    for (const char c : to_rfc3339(instant))
        if (c >= '0' && c <= '9') out += c;
    return out + "Z";
}

}  // namespace isonomia::reports::pdf
