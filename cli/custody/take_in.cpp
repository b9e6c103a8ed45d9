// The receiver's own case folder takes in what was handed over.
#include <fmt/format.h>

#include "cli/custody/actions.hpp"
#include "cli/run/program_act.hpp"

namespace isonomia::cli::custody {

namespace {

// Both sides may call an exhibit E1, so what was received gets a name of its own.
std::string received_id(const provenance::Offer& offer, const std::string& id) {
    return fmt::format("received.{}.{}", offer.terms.handover.substr(0, 8), id);
}

void state_agent(Journal& journal, const std::string& id, const std::string& name) {
    if (journal.current("agent", id) != nullptr) return;
    Agent agent;
    agent.id = id;
    agent.name = name;
    journal.state("agent", agent);
}

void state_exhibit(Journal& journal, Exhibit exhibit, const FileFacts& facts) {
    exhibit.sha256 = hex(facts.sha256);
    if (facts.sha512_256) exhibit.sha512_256 = hex(*facts.sha512_256);
    exhibit.size = facts.size;
    journal.state("exhibit", exhibit);
}

}  // namespace

Status take_in(Context& context, const Arguments& arguments, const fs::path& folder,
               const fs::path& offer_file, const provenance::Offer& offer,
               const provenance::Arrival& arrival, const Handover& answered) {
    auto opened = open_case_for_writing(context, arguments, folder);
    if (!opened) return fail(opened.error());
    Journal journal(opened->entries);
    state_agent(journal, offer.terms.from, offer.terms.from_name);
    state_agent(journal, offer.terms.to, offer.terms.to_name);

    Exhibit document;
    document.id = received_id(offer, "offer");
    document.title = fmt::format("Offer of handover {}", offer.terms.handover);
    document.file = offer_file.filename().string();
    document.media_type = "text/plain";
    document.source = "signed by the sender";
    document.received_from = offer.terms.from;
    document.received_on = answered.answered;
    const auto offer_facts = opened->ledger->take_in(offer_file);
    if (!offer_facts) return fail(offer_facts.error());
    state_exhibit(journal, document, *offer_facts);

    Handover handover = answered;
    handover.incoming = true;
    for (std::size_t i = 0; i < offer.items.size(); ++i) {
        handover.items[i].exhibit = received_id(offer, offer.items[i].exhibit);
        if (arrival.paths[i].empty()) continue;
        Exhibit exhibit;
        exhibit.id = handover.items[i].exhibit;
        exhibit.title = offer.items[i].title;
        exhibit.file = offer.items[i].file;
        exhibit.media_type = offer.items[i].media_type;
        exhibit.source = fmt::format("exhibit {} of the sender", offer.items[i].exhibit);
        exhibit.received_from = offer.terms.from;
        exhibit.received_on = answered.answered;
        exhibit.custody_rests_on = document.id;
        const auto facts = opened->ledger->take_in(arrival.paths[i]);
        if (!facts) return fail(facts.error());
        if (hex(facts->sha256) != offer.items[i].sha256)
            return fail(integrity_error("P1104", fmt::format("the file of '{}' changed while it "
                                                             "was taken in",
                                                             offer.items[i].exhibit)));
        state_exhibit(journal, exhibit, *facts);
    }
    journal.state("handover", handover);
    const auto entry = opened->append(journal);
    if (!entry) return fail(entry.error());
    return {};
}

}  // namespace isonomia::cli::custody
