// The matter: what is asked, where, and under which rules it is to be checked.
#pragma once

#include <string>
#include <vector>

namespace isonomia {

struct Matter {
    std::string id;
    std::string title;
    std::string question;  // the question examined, as put
    std::string
        jurisdiction;  // ISO 3166 code, with subdivision where it matters: 'US-FL', 'GB-EAW'
    std::string court;
    std::string reference;    // the court's or the agency's own number
    std::string language;     // BCP 47
    std::string prepared_by;  // agent
    std::string used_on;      // date of the AI use; decides which law applies. Date or ""
    std::string hearing_on;   // date of the hearing, or ""
    bool synthetic = false;   // invented or re-created; every page of every report says so
    std::string synthetic_note;
    std::vector<std::string> packs;  // rule packs to apply, by id
    std::string profile;             // exhibit with the profile that tailors them, or ""
};

template <class V>
void describe(V& v, Matter& m) {
    v("id", m.id);
    v("title", m.title);
    v("question", m.question);
    v("jurisdiction", m.jurisdiction);
    v("court", m.court);
    v("reference", m.reference);
    v("language", m.language);
    v("prepared_by", m.prepared_by);
    v("used_on", m.used_on);
    v("hearing_on", m.hearing_on);
    v("synthetic", m.synthetic);
    v("synthetic_note", m.synthetic_note);
    v("packs", m.packs);
    v("profile", m.profile);
}

}  // namespace isonomia
