// An item of evidence held in the case folder (PROV: entity).
#pragma once

#include <cstdint>
#include <string>

namespace isonomia {

struct Exhibit {
    std::string id;
    std::string title;
    std::string file;  // name it came under, relative to the matter
    std::string media_type;
    std::string
        sha256;  // lower-case hex, computed while it was copied in; also its name in the store
    std::string sha512_256;  // a second digest, from the same pass: FIPS 180-4, section 5.3.6.2
    std::uint64_t size = 0;  // bytes
    std::string source;      // where it comes from, in words or a citation
    std::string licence;
    std::string
        subject;  // the agent whose data it mainly is; its payload is erased with that subject
    std::string received_on;       // date or instant, as stated
    std::string received_from;     // agent
    std::string custody_rests_on;  // document on which custody before the first entry rests, or ""
};

template <class V>
void describe(V& v, Exhibit& e) {
    v("id", e.id);
    v("title", e.title);
    v("file", e.file);
    v("media_type", e.media_type);
    v("sha256", e.sha256);
    v("sha512_256", e.sha512_256);
    v("size", e.size);
    v("source", e.source);
    v("licence", e.licence);
    v("subject", e.subject);
    v("received_on", e.received_on);
    v("received_from", e.received_from);
    v("custody_rests_on", e.custody_rests_on);
}

}  // namespace isonomia
