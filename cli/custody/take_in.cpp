// The receiver's own case folder takes in what was handed over.
#include <algorithm>

#include <fmt/format.h>

#include "cli/custody/actions.hpp"
#include "cli/printable.hpp"
#include "cli/run/program_act.hpp"

namespace isonomia::cli::custody {

namespace {

using provenance::received_id;

constexpr const char* offer_itself = "offer";  // beside the exhibits

// Nothing on record is replaced: neither a handover, nor what an earlier one brought.
Status check_new_ids(const WritableCase& opened, const provenance::Offer& offer) {
    const auto& terms = offer.terms;
    if (const Handover* known = find(opened.case_file.handovers, terms.handover))
        return fail(input_error("P1106", fmt::format("handover {} is on record already: {}",
                                                     known->id, to_text(known->state)))
                        .hinted("'isonomia show handover/ID' tells what is on record, with its "
                                "receipt"));
    const std::string prefix = received_id(terms.handover, "");
    const bool taken =
        std::any_of(opened.entries.begin(), opened.entries.end(), [&](const LedgerEntry& entry) {
            return entry.type == "exhibit" && entry.id.starts_with(prefix);
        });
    const bool twice = std::any_of(offer.items.begin(), offer.items.end(),
                                   [](const auto& item) { return item.exhibit == offer_itself; });
    if (!taken && !twice) return {};
    return fail(input_error("P1113", taken ? fmt::format("the record holds exhibits '{}…' that "
                                                         "another handover brought",
                                                         prefix)
                                           : fmt::format("an exhibit is offered as '{}', where "
                                                         "the offer itself is recorded",
                                                         offer_itself))
                    .hinted("ask the sender for a new offer, or accept without --case"));
}

// An agent that the record knows is the same one in the offer.
Status check_same_agent(const CaseFile& case_file, const std::string& id, const std::string& name) {
    const Agent* known = find(case_file.agents, id);
    if (id != program_agent && (known == nullptr || known->name == name)) return {};
    return fail(input_error("P1112", fmt::format("in the offer '{}' is '{}', on record it is {}",
                                                 id, printable(name, 60),
                                                 id == program_agent
                                                     ? "this program"
                                                     : "'" + printable(known->name, 60) + "'"))
                    .hinted("if they are the same, agree on one name; else ask the sender for "
                            "another id, or accept without --case"));
}

// A stranger may call himself anything; who takes the id of an agent on record, or signs with a key
// on record, must be that agent.
Status check_parties(const WritableCase& opened, const Arguments& arguments,
                     const provenance::OfferTerms& terms) {
    const CaseFile& file = opened.case_file;
    for (const auto& [id, name] :
         {std::pair(terms.from, terms.from_name), {terms.to, terms.to_name}})
        if (auto same = check_same_agent(file, id, name); !same) return same;
    const auto key = provenance::parse_person_key(terms.key);
    const bool known = find(file.agents, terms.from) != nullptr ||
                       (key && find(file.keys, provenance::fingerprint(key->key)) != nullptr);
    return known ? check_whose_key(file, arguments, {"sender", terms.from, terms.key}) : Status{};
}

void state_agent(Journal& journal, const std::string& id, const std::string& name) {
    if (journal.current("agent", id) != nullptr || journal.stated("agent", id) != nullptr) return;
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
    if (auto parties = check_parties(*opened, arguments, offer.terms); !parties) return parties;
    if (auto own = opened->check_speaks_for(answered.receiver_key, offer.terms.to); !own)
        return own;
    if (auto fresh = check_new_ids(*opened, offer); !fresh) return fresh;
    Journal journal(opened->entries);
    state_agent(journal, offer.terms.from, offer.terms.from_name);
    state_agent(journal, offer.terms.to, offer.terms.to_name);

    Exhibit document;
    document.id = received_id(offer.terms.handover, offer_itself);
    document.title = fmt::format("Offer of handover {}", offer.terms.handover);
    document.file = offer_file.filename().string();
    document.media_type = "text/plain";
    document.source = "signed by the sender";
    document.received_from = offer.terms.from;
    document.received_on = answered.answered;
    const auto offer_facts = opened->ledger->take_in(offer_file);
    if (!offer_facts) return fail(offer_facts.error());
    state_exhibit(journal, document, *offer_facts);

    const Handover handover = provenance::as_received(answered);
    for (std::size_t i = 0; i < offer.items.size(); ++i) {
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
