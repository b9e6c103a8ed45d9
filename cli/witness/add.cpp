// witness add: a cosigned checkpoint comes back, is checked, and recorded.
#include <optional>

#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/case_writer.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/shell_word.hpp"
#include "cli/witness/actions.hpp"
#include "core/describe.hpp"
#include "core/ensure.hpp"
#include "provenance/log/equivocation.hpp"

namespace isonomia::cli::witness {

namespace {

using provenance::Checkpoint;
using provenance::Note;
using provenance::PolicyWitness;
using provenance::SignedCheckpoint;

tl::unexpected<Error> does_not_fit(std::string why) {
    return fail(integrity_error("P0711", std::move(why))
                    .hinted("keep the file: if this ledger signed it, the record was set back or "
                            "rewritten"));
}

// The two notes prove that the ledger was shown in two versions: they are recorded, and the exit
// code says so.
Result<ExitCode> record_contradiction(Context& context, WritableCase& opened,
                                      const std::string& other, const Checkpoint& theirs,
                                      const std::string& source) {
    const auto root = opened.ledger->root_at(theirs.size);
    if (!root) return fail(root.error());
    auto proof = theirs.size == 0 ? Result<std::vector<Digest>>(std::vector<Digest>())
                                  : opened.ledger->prove_consistency(theirs.size);
    if (!proof) return fail(proof.error());
    const provenance::TreeAtSize between{*root, std::move(*proof)};
    for (const auto& verifier : ledger_keys(*opened.ledger, opened.case_file)) {
        const auto contradiction = provenance::prove_equivocation(
            other, opened.ledger->checkpoint(), verifier, between, source);
        if (!contradiction) continue;
        const auto appended = opened.ledger->append(
            {{"equivocation", contradiction->id, to_json(*contradiction), "", {}}});
        if (!appended) return fail(appended.error());
        if (context.json)
            write_json(context, {{"equivocation", to_json(*contradiction)},
                                 {"entry", Json::integer(appended->first)}});
        else if (!context.quiet)
            context.out << fmt::format(
                "two versions of this ledger were signed: {}\nboth notes are kept as entry {}\n",
                printable(contradiction->reason), appended->first);
        return ExitCode::integrity;
    }
    return does_not_fit(
        "the checkpoint has another root than this ledger at its size, and no key "
        "of this ledger signed it");
}

// The text, the ledger's own signature, and the witness's lines: all that the evidence consists of.
std::string evidence(const std::string& own_note, const Note& note,
                     const provenance::Cosigner& cosigner) {
    Note kept = provenance::parse_note(own_note).value();
    const Note lines = with_lines_of(note, cosigner.name, cosigner.key_id());
    kept.signatures.insert(kept.signatures.end(), lines.signatures.begin(), lines.signatures.end());
    return note_bytes(kept);
}

struct Found {
    std::vector<Attestation> attestations;
    std::vector<std::string> notes;  // what was not counted, and why
};

Result<Found> cosignatures_in(const SignedCheckpoint& given, const std::string& own_note,
                              const std::vector<PolicyWitness>& witnesses) {
    Found found;
    for (const PolicyWitness& each : witnesses) {
        const auto at = check_cosignature(given.note, each.key);
        if (!at && at.error().code == "P0703") {
            found.notes.push_back(
                fmt::format("'{}': not checked: unsupported kind of signature", each.agent));
            continue;
        }
        if (!at) return fail(at.error());
        if (!*at) continue;
        Attestation attestation;
        attestation.by = each.agent;
        attestation.entries = given.checkpoint.size;
        attestation.attested_at = to_rfc3339(**at);
        attestation.checkpoint = evidence(own_note, given.note, each.key);
        attestation.verifier_key = to_vkey(each.key);
        attestation.id =
            "cosignature-" +
            hex(sha256(attestation.verifier_key + attestation.checkpoint)).substr(0, 16);
        found.attestations.push_back(std::move(attestation));
    }
    return found;
}

// A witness whose key signed under a name that is not agreed: a key is known by both.
std::optional<Error> signed_as_another(const Note& note,
                                       const std::vector<PolicyWitness>& witnesses) {
    for (const PolicyWitness& each : witnesses)
        for (const provenance::NoteSignature& line : note.signatures) {
            provenance::Cosigner renamed = each.key;
            renamed.name = line.name;
            if (renamed == each.key || !renamed.supported() || line.key_id != renamed.key_id())
                continue;
            return input_error("P0711",
                               fmt::format("the cosignature is by the key of '{}', signed as '{}'; "
                                           "its key is known as '{}'",
                                           each.agent, printable(line.name, 100), each.key.name))
                .hinted(fmt::format("cosign again with --name {}", shell_word(each.key.name)));
        }
    return std::nullopt;
}

Result<std::vector<PolicyWitness>> known_witnesses(
    const Arguments& arguments, const WritableCase& opened,
    const provenance::AttestationRegister& on_record) {
    auto witnesses = named_witnesses(arguments);
    if (!witnesses) return witnesses;
    for (const PolicyWitness& each : *witnesses)
        if (auto known = check_agent(opened.case_file, each.agent); !known)
            return fail(known.error());
    if (const auto* policy = on_record.policy())
        for (const Witness& each : policy->object.witnesses)
            if (auto key = provenance::parse_cosigner(each.verifier_key))
                witnesses->push_back({each.agent, std::move(*key)});
    return witnesses;
}

void show(Context& context, const std::vector<Attestation>& added, const Found& found,
          std::uint64_t first, const std::string& coverage) {
    if (context.json) {
        Json::Array list;
        for (const Attestation& each : added)
            list.push_back(to_json(each));
        return write_json(context, {{"recorded", std::move(list)},
                                    {"notes", Json::Array(found.notes.begin(), found.notes.end())},
                                    {"coverage", coverage}});
    }
    if (context.quiet) return;
    for (const Attestation& each : added)
        context.out << fmt::format("entry {}: '{}' cosigned the first {} at {}\n", first++,
                                   printable(each.by), count_of(each.entries), each.attested_at);
    if (added.empty()) context.out << "nothing new: these cosignatures are recorded already\n";
    for (const std::string& note : found.notes)
        context.out << "note: " << printable(note) << "\n";
    if (!coverage.empty()) context.out << coverage << "\n";
}

Result<ExitCode> record(Context& context, const Arguments& arguments, WritableCase& opened,
                        const SignedCheckpoint& given, const std::string& own_note) {
    auto on_record = attestations_of(opened.entries);
    if (!on_record) return fail(on_record.error());
    const auto witnesses = known_witnesses(arguments, opened, *on_record);
    if (!witnesses) return fail(witnesses.error());
    const auto found = cosignatures_in(given, own_note, *witnesses);
    if (!found) return fail(found.error());
    if (found->attestations.empty())
        if (auto renamed = signed_as_another(given.note, *witnesses))
            return fail(*std::move(renamed));
    if (found->attestations.empty() && found->notes.empty())
        return fail(input_error("P0711",
                                "the checkpoint has no cosignature by a witness of this "
                                "record")
                        .hinted("name the witness with --witness AGENT=KEY, or record a policy"));
    std::vector<Draft> drafts;
    std::vector<Attestation> added;
    for (const Attestation& each : found->attestations) {
        if (find(opened.case_file.attestations, each.id) != nullptr) continue;
        const auto at = parse_instant(each.attested_at);
        ensure(at.has_value(), "a time that was written here");
        if (auto fits = check_times(context, *opened.ledger, {*at, *at}, each.entries); !fits)
            return fail(fits.error());
        drafts.push_back({"attestation", each.id, to_json(each), "", {}});
        added.push_back(each);
    }
    const auto appended = opened.ledger->append(drafts);
    if (!appended) return fail(appended.error());
    for (const Attestation& each : added)
        on_record->attestations.push_back({appended->first, each});
    const auto coverage =
        coverage_of(*on_record, view_of(*opened.ledger, opened.folder),
                    public_keys_of(ledger_keys(*opened.ledger, opened.case_file)));
    if (!coverage) return fail(coverage.error());
    show(context, added, *found, appended->first,
         *coverage ? sentence(**coverage, opened.ledger->size()) : "");
    return ExitCode::done;
}

}  // namespace

Result<ExitCode> add(Context& context, const Arguments& arguments) {
    const auto words = words_of(arguments, "witness add", 1, true);
    if (!words) return fail(words.error());
    const auto bytes = read_evidence(context, words->files.front());
    if (!bytes) return fail(bytes.error());
    const auto given = provenance::parse_checkpoint(*bytes);
    if (!given)
        return fail(input_error(given.error().code, given.error().message)
                        .hinted("give the file that 'isonomia witness cosign' wrote"));
    const auto folder = case_folder(context, words->case_folder);
    if (!folder) return fail(folder.error());
    auto opened = open_case_for_writing(context, arguments, *folder);
    if (!opened) return fail(opened.error());
    const Checkpoint& theirs = given->checkpoint;
    if (theirs.origin != view_of(*opened->ledger, opened->folder).origin)
        return fail(input_error("P0711", fmt::format("the checkpoint is of another ledger: '{}'",
                                                     printable(theirs.origin, 100))));
    if (theirs.size > opened->ledger->size())
        return does_not_fit(fmt::format("the checkpoint covers {}; this record has {}",
                                        count_of(theirs.size), opened->ledger->size()));
    const auto root = opened->ledger->root_at(theirs.size);
    if (!root) return fail(root.error());
    if (*root != theirs.root)
        return record_contradiction(context, *opened, *bytes, theirs, words->files.front());
    const auto own = opened->ledger->checkpoint_at(theirs.size);
    if (!own) return fail(own.error());
    if (own->empty() || provenance::parse_note(*own)->text != given->note.text)
        return does_not_fit("this ledger never signed this checkpoint");
    return record(context, arguments, *opened, *given, *own);
}

}  // namespace isonomia::cli::witness
