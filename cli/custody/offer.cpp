// custody offer: what is handed over, to whom, signed by the sender.
#include <algorithm>

#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/custody/actions.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "provenance/log/checkpoint.hpp"

namespace isonomia::cli::custody {

namespace {

using provenance::Offer;

// The id and the ending of the file's own name, so that it opens with the right program.
std::string travelling_name(const Exhibit& exhibit) {
    const std::string ending = fs::path(exhibit.file).extension().string();
    const bool plain =
        ending.size() > 1 && ending.size() <= 11 &&
        std::all_of(ending.begin() + 1, ending.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        });
    return exhibit.id + (plain ? ending : "");
}

Result<Offer> draft(Context& context, const Arguments& arguments, const WritableCase& opened) {
    const CaseFile& file = opened.case_file;
    const auto to = required_option(arguments, "custody offer", "to");
    if (!to) return fail(to.error());
    if (auto known = check_agent(file, *to); !known) return fail(known.error());
    const auto from = acting_agent(file, arguments, "custody offer", "from");
    if (!from) return fail(from.error());
    const auto when = time_of_act(context, arguments);
    if (!when) return fail(when.error());
    if (!arguments.has("exhibit"))
        return fail(required_option(arguments, "custody offer", "exhibit").error());
    const auto exhibits = arguments.values("exhibit");
    if (auto known = check_exhibits(file, exhibits); !known) return fail(known.error());

    auto authority = authority_of(file, arguments);
    if (!authority) return fail(authority.error());
    Offer offer;
    const auto head = provenance::parse_checkpoint(opened.ledger->checkpoint());
    if (!head) return fail(head.error());
    std::array<std::uint8_t, 16> id{};
    context.random.fill(id);
    offer.terms = {
        head->checkpoint.origin,   hex(id), *from, name_of(file, *from), *to, name_of(file, *to),
        arguments.value("medium"), *when,   "",    std::move(*authority)};
    for (const std::string& name : exhibits) {
        const Exhibit& exhibit = *find(file.exhibits, name);
        offer.items.push_back({exhibit.id, travelling_name(exhibit), exhibit.title,
                               exhibit.media_type, exhibit.sha256, exhibit.size});
    }
    return offer;
}

// The bytes that go out are those of the record: each copy is hashed again.
Status copy_files(Context& context, const WritableCase& opened, const Offer& offer,
                  const fs::path& folder) {
    for (const auto& item : offer.items) {
        const auto kept = opened.ledger->exhibit_path(item.sha256);
        if (!kept) return fail(kept.error());
        if (auto free = check_new(folder / item.file); !free) return free;
        const auto copied =
            context.files.take_in(*kept, folder, [&](const Digest&) { return item.file; });
        if (!copied) return fail(copied.error());
        if (hex(copied->sha256) != item.sha256)
            return fail(integrity_error(
                            "P0112", fmt::format("the copy of exhibit '{}' in the case folder is "
                                                 "not what was taken in",
                                                 item.exhibit))
                            .at({kept->string(), 0, 0}));
    }
    return {};
}

void print(Context& context, const Offer& offer, const fs::path& path, std::uint64_t entry) {
    if (context.json) {
        Json::Array items;
        for (const auto& item : offer.items)
            items.emplace_back(isonomia::to_json(item));
        write_json(context, {{"handover", offer.terms.handover},
                             {"entry", Json::integer(entry)},
                             {"offer", path.string()},
                             {"items", std::move(items)}});
        return;
    }
    if (context.quiet) return;
    context.out << fmt::format(
        "handover      {}, undelivered until a receipt is recorded\n"
        "offer         {}, {} exhibit{}, entry {}\n"
        "the receiver  isonomia custody accept {} --files DIR -o RECEIPT\n",
        offer.terms.handover, printable(path.string(), 200), offer.items.size(),
        offer.items.size() == 1 ? "" : "s", entry, printable(path.filename().string(), 200));
}

}  // namespace

Result<ExitCode> offer(Context& context, const Arguments& arguments, const Places& places) {
    const auto output = required_option(arguments, "custody offer", "output");
    if (!output) return fail(output.error());
    const auto folder = case_folder(context, places.case_folder);
    if (!folder) return fail(folder.error());
    auto opened = open_case_for_writing(context, arguments, *folder);
    if (!opened) return fail(opened.error());
    auto drafted = draft(context, arguments, *opened);
    if (!drafted) return fail(drafted.error());
    const auto own = own_signer(context, arguments);
    if (!own) return fail(own.error());
    const provenance::Signer& signer = own->signer ? *own->signer : *opened->signer;
    if (auto theirs = opened->check_speaks_for(signer.fingerprint(), drafted->terms.from); !theirs)
        return fail(theirs.error());
    const auto note = provenance::sign_offer(*drafted, signer);
    if (!note) return fail(note.error());
    const auto signed_offer = provenance::read_offer(*note);
    if (!signed_offer) return fail(signed_offer.error());

    // The offer is written last: what leaves the house is on record before.
    const fs::path path = context.working_folder / *output;
    if (auto free = check_new(path); !free) return fail(free.error());
    if (arguments.has("with-files"))
        if (auto copied = copy_files(context, *opened, *drafted, path.parent_path()); !copied)
            return fail(copied.error());
    const auto entry = opened->record("handover", provenance::handover_of(*signed_offer, *note));
    if (!entry) return fail(entry.error());
    if (auto written = context.files.write(path, *note); !written) {
        Error error = written.error();
        error.notes.push_back(fmt::format("handover {} is on record all the same; recall it",
                                          drafted->terms.handover));
        return fail(std::move(error));
    }
    print(context, *drafted, *output, *entry);
    return ExitCode::done;
}

}  // namespace isonomia::cli::custody
