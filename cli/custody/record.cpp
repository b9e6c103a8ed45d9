// custody record, lost and recall: how an offer ended, at the sender's.
#include <algorithm>

#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/custody/actions.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"

namespace isonomia::cli::custody {

namespace {

// The fingerprint in a verifier key, or the text itself where it is one.
std::string fingerprint_in(const std::string& text) {
    if (digest_from_hex(text)) return text;
    const auto key = provenance::parse_vkey(text);
    return key ? provenance::fingerprint(key->key) : "";
}

Error unknown_handover(const CaseFile& case_file, const std::string& id) {
    Error error =
        input_error("P1105", fmt::format("the record holds no handover '{}'", printable(id, 60)));
    for (const auto& recorded : case_file.handovers)
        error.notes.push_back(fmt::format("{} to {}, {}", recorded.object.id, recorded.object.to,
                                          to_text(recorded.object.state)));
    return std::move(error).hinted("'isonomia custody show' lists them");
}

// By its id or the beginning of it, at least four digits.
Result<Handover> handover_named(const CaseFile& case_file, const std::string& id) {
    const Handover* found = nullptr;
    for (const auto& recorded : case_file.handovers) {
        if (recorded.object.incoming || id.size() < 4 || !recorded.object.id.starts_with(id))
            continue;
        if (found != nullptr) return fail(unknown_handover(case_file, id));
        found = &recorded.object;
    }
    if (found == nullptr) return fail(unknown_handover(case_file, id));
    return *found;
}

Result<ExitCode> print(Context& context, const Handover& handover, std::uint64_t entry) {
    const bool as_expected = handover.state == HandoverState::accepted && !in_part(handover);
    if (context.json) {
        Json::Object object = *to_json(handover).object();
        object["entry"] = Json::integer(entry);
        object["in_part"] = in_part(handover);
        write_json(context, std::move(object));
    } else if (!context.quiet) {
        context.out << fmt::format("handover      {}\nstate         {}{}, entry {}\n", handover.id,
                                   to_text(handover.state), in_part(handover) ? " in part" : "",
                                   entry);
        if (!handover.reason.empty())
            context.out << "reason        " << printable(handover.reason) << '\n';
        for (const HandoverItem& item : handover.items)
            if (!arrived_whole(item))
                context.out << fmt::format("{:<13} {}\n", item.missing ? "missing" : "altered",
                                           item.exhibit);
        for (const ArrivedFile& file : handover.additional)
            context.out << "additional    " << printable(file.name, 200) << '\n';
    }
    return as_expected || handover.state == HandoverState::recalled ? ExitCode::done
                                                                    : ExitCode::adverse;
}

Result<ExitCode> end_with(Context& context, const Arguments& arguments, const Places& places,
                          HandoverState state, const std::string& action) {
    const auto id = required_option(arguments, action, "handover");
    if (!id) return fail(id.error());
    const auto reason = required_option(arguments, action, "reason");
    if (!reason) return fail(reason.error());
    const auto when = time_of_act(context, arguments);
    if (!when) return fail(when.error());
    const auto own = own_signer(context, arguments);
    if (!own) return fail(own.error());
    const auto folder = case_folder(context, places.case_folder);
    if (!folder) return fail(folder.error());
    auto opened = open_case_for_writing(context, arguments, *folder);
    if (!opened) return fail(opened.error());
    auto handover = handover_named(opened->case_file, *id);
    if (!handover) return fail(handover.error());
    if (handover->state != HandoverState::offered)
        return fail(input_error("P1106", fmt::format("handover {} is {} already", handover->id,
                                                     to_text(handover->state)))
                        .hinted("only an offer that was never answered can be lost or recalled"));
    handover->state = state;
    handover->reason = *reason;
    handover->answered = *when;
    const auto entry = opened->record("handover", *handover, own->signer.get());
    if (!entry) return fail(entry.error());
    return print(context, *handover, *entry);
}

}  // namespace

Result<std::string> read_note_file(Context& context, const std::string& name) {
    return context.files.read(context.working_folder / name, provenance::note_bytes_max);
}

Error in_note_file(Error error, const std::string& name, std::string_view what) {
    error.where = Location{name, 0, 0};
    if (error.hint.empty())
        error.hint = fmt::format(
            "ask the other side for the {} as 'isonomia custody' wrote it, "
            "every byte of it",
            what);
    return error;
}

Status check_named_key(const std::string& named, const std::string& signed_with,
                       std::string_view option) {
    const std::string wanted = fingerprint_in(named);
    if (wanted.empty())
        return fail(usage_error("U0006", fmt::format("option '--{}' can't be '{}'", option,
                                                     printable(named, 60)))
                        .hinted("a fingerprint of 64 hex digits, or a verifier key"));
    if (wanted == fingerprint_in(signed_with)) return {};
    return fail(integrity_error("P1102", "this is not signed by the key that you named")
                    .note("named       " + wanted)
                    .note("signed with " + fingerprint_in(signed_with))
                    .hinted("somebody else signed it, or the key that you have is an old one"));
}

Status check_whose_key(const CaseFile& case_file, const Arguments& arguments, const Signed& note) {
    const std::string option = std::string(note.side) + "-key";
    if (arguments.has(option)) return check_named_key(arguments.value(option), note.key, option);
    const std::string used = fingerprint_in(note.key);
    const KeyRecord* key = find(case_file.keys, used);
    const bool theirs =
        key != nullptr && key->agent == note.by && key->purpose != KeyPurpose::ledger;
    if (theirs && key->state != KeyState::revoked) return {};
    const std::string why = theirs ? fmt::format("the key of '{}' that signed was revoked", note.by)
                                   : fmt::format("the record knows no such key of '{}'", note.by);
    return fail(integrity_error("P1107", why)
                    .note("signed with " + used)
                    .hinted(fmt::format("ask the {} for the fingerprint by another way and give it "
                                        "with --{}, or register it with 'isonomia key register'",
                                        note.side, option)));
}

Result<ExitCode> record(Context& context, const Arguments& arguments, const Places& places) {
    const auto note = read_note_file(context, places.file);
    if (!note) return fail(note.error());
    const auto receipt = provenance::read_receipt(*note);
    if (!receipt) return fail(in_note_file(receipt.error(), places.file, "receipt"));
    const auto folder = case_folder(context, places.case_folder);
    if (!folder) return fail(folder.error());
    auto opened = open_case_for_writing(context, arguments, *folder);
    if (!opened) return fail(opened.error());
    const auto handover = handover_named(opened->case_file, receipt->terms.handover);
    if (!handover) return fail(handover.error());
    const auto offer = provenance::read_offer(handover->offer);
    if (!offer) return fail(offer.error());
    if (auto fits = provenance::check_answers(*receipt, *offer, handover->offer); !fits)
        return fail(fits.error());
    if (auto another = provenance::check_another_key(*receipt, *offer); !another)
        return fail(another.error());
    if (auto known = check_whose_key(opened->case_file, arguments,
                                     {"receiver", receipt->terms.by, receipt->terms.key});
        !known)
        return fail(known.error());
    if (!handover->receipt.empty() && handover->receipt != *note)
        return fail(integrity_error("P1106", fmt::format("handover {} was answered by another "
                                                         "receipt: {}",
                                                         handover->id, to_text(handover->state)))
                        .hinted("keep both receipts: the receiver signed two answers"));
    // A receipt that turns up after all ends a loss or a recall; the history keeps both.
    const Handover answered = provenance::answered_by(*handover, *receipt, *note);
    const auto entry = opened->record("handover", answered);
    if (!entry) return fail(entry.error());
    return print(context, answered, *entry);
}

Result<ExitCode> lost(Context& context, const Arguments& arguments, const Places& places) {
    return end_with(context, arguments, places, HandoverState::lost, "custody lost");
}

Result<ExitCode> recall(Context& context, const Arguments& arguments, const Places& places) {
    return end_with(context, arguments, places, HandoverState::recalled, "custody recall");
}

}  // namespace isonomia::cli::custody
