// custody accept and refuse: the receiver hashes what arrived and signs what he found.
#include <algorithm>

#include <fmt/format.h>

#include "cli/custody/actions.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/shell_word.hpp"

namespace isonomia::cli::custody {

namespace {

using provenance::Answer;
using provenance::Arrival;
using provenance::Offer;
using provenance::Receipt;

struct Received {
    std::string note;  // the offer's bytes
    Offer offer;
};

Result<Received> read_offer_file(Context& context, const Arguments& arguments,
                                 const std::string& name) {
    auto note = read_note_file(context, name);
    if (!note) return fail(note.error());
    auto offer = provenance::read_offer(*note);
    if (!offer) return fail(in_note_file(offer.error(), name, "offer"));
    if (arguments.has("sender-key"))
        if (auto same =
                check_named_key(arguments.value("sender-key"), offer->terms.key, "sender-key");
            !same)
            return fail(same.error());
    return Received{std::move(*note), std::move(*offer)};
}

std::vector<std::string> deviations(const Offer& offer, const Arrival& arrival) {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < offer.items.size(); ++i)
        if (auto line = deviation(offer.items[i], arrival.items[i]); !line.empty())
            lines.push_back(std::move(line));
    for (const ArrivedFile& file : arrival.additional)
        lines.push_back(fmt::format("additional: '{}', which was not offered, SHA-256 {}",
                                    printable(file.name, 200), file.sha256));
    return lines;
}

Result<Arrival> look_at(Context& context, const Arguments& arguments, const Received& received,
                        const Places& places) {
    if (!arguments.has("files")) return provenance::unexamined(received.offer);
    const fs::path folder = context.working_folder / arguments.value("files");
    std::error_code problem;
    if (!fs::is_directory(folder, problem))
        return fail(input_error("F0001", fmt::format("'{}' is not a folder",
                                                     printable(arguments.value("files"), 200)))
                        .hinted("name the folder that holds what arrived"));
    return provenance::examine(received.offer, folder, context.files,
                               {context.working_folder / places.file});
}

Result<std::string> sign(Context& context, const Arguments& arguments, const Received& received,
                         const Arrival& arrival, Answer answer) {
    const auto when = time_of_act(context, arguments);
    if (!when) return fail(when.error());
    Receipt receipt;
    receipt.terms = {answer,
                     hex(sha256(received.note)),
                     received.offer.terms.ledger,
                     received.offer.terms.handover,
                     received.offer.terms.to,
                     *when,
                     arguments.value("reason"),
                     ""};
    receipt.items = arrival.items;
    receipt.additional = arrival.additional;
    auto chosen = own_signer(context, arguments);
    if (chosen && !chosen->signer) chosen = ledger_signer(context, arguments, {});
    if (!chosen) return fail(chosen.error());
    return provenance::sign_receipt(std::move(receipt), *chosen->signer);
}

void print(Context& context, const Received& received, const Receipt& receipt,
           const std::vector<std::string>& deviating, const std::string& output) {
    const auto key = provenance::parse_person_key(receipt.terms.key);
    const auto sender = provenance::parse_person_key(received.offer.terms.key);
    const std::string own = key ? provenance::fingerprint(key->key) : "";
    const std::string other = sender ? provenance::fingerprint(sender->key) : "";
    if (context.json) {
        write_json(context, {{"handover", receipt.terms.handover},
                             {"answer", to_text(receipt.terms.answer)},
                             {"as_offered", deviating.empty()},
                             {"deviations", Json::Array(deviating.begin(), deviating.end())},
                             {"receipt", output},
                             {"receiver_key", own},
                             {"sender_key", other}});
        return;
    }
    if (context.quiet) return;
    context.out << fmt::format("{:<13} {} exhibit{} of handover {}\n",
                               to_text(receipt.terms.answer), receipt.items.size(),
                               receipt.items.size() == 1 ? "" : "s", receipt.terms.handover);
    for (const std::string& line : deviating)
        context.out << "              " << line << '\n';
    context.out << fmt::format(
        "sender        {} ({}), key {}\n"
        "receipt       {}, for the sender: isonomia custody record CASE {}\n"
        "your key      {}\n",
        printable(received.offer.terms.from_name), printable(received.offer.terms.from), other,
        printable(output, 200), shell_word(fs::path(output).filename().string()), own);
}

Error not_as_offered(const std::vector<std::string>& deviating) {
    Error error = integrity_error("P1104", "what arrived is not what was offered");
    error.notes = deviating;
    return std::move(error).hinted(
        "accept in part with '--partial --reason TEXT', which names these in the receipt, or "
        "'isonomia custody refuse'");
}

Result<ExitCode> answer_with(Context& context, const Arguments& arguments, const Places& places,
                             Answer answer) {
    const auto output = required_option(
        arguments, "custody " + std::string(answer == Answer::accepted ? "accept" : "refuse"),
        "output");
    if (!output) return fail(output.error());
    const auto received = read_offer_file(context, arguments, places.file);
    if (!received) return fail(received.error());
    const auto arrival = look_at(context, arguments, *received, places);
    if (!arrival) return fail(arrival.error());
    const auto deviating =
        arguments.has("files") ? deviations(received->offer, *arrival) : std::vector<std::string>{};
    if (answer == Answer::accepted && !deviating.empty() && !arguments.has("partial"))
        return fail(not_as_offered(deviating));
    if (!deviating.empty() || answer == Answer::refused)
        if (const auto reason = required_option(
                arguments,
                answer == Answer::refused ? "custody refuse" : "custody accept --partial",
                "reason");
            !reason)
            return fail(reason.error());

    const auto note = sign(context, arguments, *received, *arrival, answer);
    if (!note) return fail(note.error());
    const auto receipt = provenance::read_receipt(*note);
    if (!receipt) return fail(receipt.error());
    if (auto fits = provenance::check_answers(*receipt, received->offer, received->note); !fits)
        return fail(fits.error());
    if (auto another = provenance::check_another_key(*receipt, received->offer); !another)
        return fail(another.error());
    const fs::path path = context.working_folder / *output;
    if (auto free = check_new(path); !free) return fail(free.error());
    if (auto written = context.files.write(path, *note); !written) return fail(written.error());
    if (arguments.has("case")) {
        const Handover handover = provenance::answered_by(
            provenance::handover_of(received->offer, received->note), *receipt, *note);
        if (auto taken =
                take_in(context, arguments, context.working_folder / arguments.value("case"),
                        context.working_folder / places.file, received->offer, *arrival, handover);
            !taken) {
            // Nobody is to be handed a receipt for what its signer's record does not hold.
            if (auto gone = context.files.destroy(path); !gone) return fail(gone.error());
            return fail(taken.error());
        }
    }
    print(context, *received, *receipt, deviating, *output);
    return deviating.empty() ? ExitCode::done : ExitCode::adverse;
}

}  // namespace

std::string deviation(const provenance::OfferedItem& offered,
                      const provenance::ReceiptItem& found) {
    switch (found.found) {
        case provenance::Found::same:
            return {};
        case provenance::Found::altered:
            return fmt::format("altered: {}, offered with SHA-256 {}, arrived with {}",
                               offered.exhibit, offered.sha256, found.sha256);
        case provenance::Found::missing:
            return fmt::format("missing: {}, '{}', SHA-256 {}", offered.exhibit,
                               printable(offered.file, 200), offered.sha256);
        case provenance::Found::not_examined:
            return fmt::format("not examined: {}", offered.exhibit);
    }
    return {};
}

Result<ExitCode> accept(Context& context, const Arguments& arguments, const Places& places) {
    if (const auto files = required_option(arguments, "custody accept", "files"); !files)
        return fail(files.error());
    return answer_with(context, arguments, places, Answer::accepted);
}

Result<ExitCode> refuse(Context& context, const Arguments& arguments, const Places& places) {
    return answer_with(context, arguments, places, Answer::refused);
}

}  // namespace isonomia::cli::custody
