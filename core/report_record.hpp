// A report that was written, as the ledger remembers it.
#pragma once

#include <cstdint>
#include <string>

namespace isonomia {

struct ReportRecord {
    std::string id;  // file name: 'report.html'
    std::string format;
    std::string audience;
    std::string language;
    std::string sha256;
    std::uint64_t entries = 0;  // the report states the case file of entries [0, entries)
    std::string act;
};

template <class V>
void describe(V& v, ReportRecord& r) {
    v("id", r.id);
    v("format", r.format);
    v("audience", r.audience);
    v("language", r.language);
    v("sha256", r.sha256);
    v("entries", r.entries);
    v("act", r.act);
}

}  // namespace isonomia
