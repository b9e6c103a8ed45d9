// witness prove: two signed checkpoints that cannot both be true, as a proof for anybody.
#include <algorithm>

#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/case_writer.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/witness/actions.hpp"
#include "core/describe.hpp"
#include "core/text.hpp"
#include "provenance/log/equivocation.hpp"
#include "provenance/log/witness.hpp"
#include "provenance/store/case_folder.hpp"

namespace isonomia::cli::witness {

namespace {

using provenance::Standing;
using provenance::TreeAtSize;

// The tree of the case folder between the two sizes; nothing without --case.
Result<std::optional<TreeAtSize>> between(const Context& context, const Arguments& arguments,
                                          std::uint64_t from, std::uint64_t to) {
    if (!arguments.has("case") || from == 0 || from == to) return std::optional<TreeAtSize>();
    const fs::path folder = context.working_folder / arguments.value("case");
    const auto ledger = provenance::Ledger::open(folder, context.files);
    if (!ledger) return fail(ledger.error());
    auto proof = provenance::consistency_in(folder)(from, to);
    if (!proof) return fail(proof.error());
    const auto root = ledger->root_at(from);
    if (!root) return fail(root.error());
    return std::optional(TreeAtSize{*root, std::move(*proof)});
}

// A proof that names this ledger is by a key that signed it: anybody can sign notes in its name.
Status check_speaks_of(const WritableCase& opened, const Equivocation& proof) {
    const auto keys = ledger_keys(*opened.ledger, opened.case_file);
    const bool names_it = std::any_of(keys.begin(), keys.end(), [&](const auto& key) {
        return key.name == proof.origin;
    });
    const bool signed_it = std::any_of(keys.begin(), keys.end(), [&](const auto& key) {
        return provenance::fingerprint(key.key) == proof.signer;
    });
    if (signed_it || !names_it) return {};
    return fail(
        input_error("P0712", fmt::format("the proof is by the key {}, which never signed this "
                                         "ledger",
                                         printable(proof.signer, 80)))
            .hinted("keep the file: it says something about who made it, nothing about this "
                    "ledger"));
}

Result<ExitCode> show(Context& context, const Arguments& arguments, const Equivocation& proof) {
    std::optional<std::uint64_t> entry;
    if (arguments.has("record")) {
        const auto folder = case_folder(context, arguments.value("record"));
        if (!folder) return fail(folder.error());
        auto opened = open_case_for_writing(context, arguments, *folder);
        if (!opened) return fail(opened.error());
        if (auto ours = check_speaks_of(*opened, proof); !ours) return fail(ours.error());
        const auto appended =
            opened->ledger->append({{"equivocation", proof.id, to_json(proof), "", {}}});
        if (!appended) return fail(appended.error());
        entry = appended->first;
    }
    if (arguments.has("output"))
        if (auto written =
                write_result(context, arguments, "witness prove", provenance::to_proof_file(proof));
            !written)
            return fail(written.error());
    if (context.json) {
        Json::Object object{{"equivocation", to_json(proof)}};
        if (entry) object["entry"] = Json::integer(*entry);
        write_json(context, std::move(object));
    } else if (!context.quiet) {
        context.out << fmt::format("These two notes contradict each other: {}.\n\n",
                                   printable(proof.reason));
        for (const std::string* note : {&proof.first, &proof.second})
            for (const std::string_view line : split(*note, '\n'))
                context.out << printable(line) << '\n';
        context.out << fmt::format("signed by {}\n", printable(proof.signer));
        if (entry) context.out << fmt::format("recorded as entry {}\n", *entry);
    }
    return ExitCode::integrity;
}

tl::unexpected<Error> nothing_proved(Standing standing) {
    if (standing == Standing::open)
        return fail(
            input_error("P0712",
                        "the notes are of different size, and nothing shows how "
                        "they stand to each other")
                .hinted("name a case folder of this ledger with --case: its tree shows it"));
    return fail(input_error("P0712", standing == Standing::same
                                         ? "both notes say the same"
                                         : "both notes can be true: the larger one continues the "
                                           "smaller"));
}

}  // namespace

Result<ExitCode> prove(Context& context, const Arguments& arguments) {
    const auto files = arguments.values("FILE");
    if (files.size() == 1) {  // a proof that was handed over
        const auto bytes = read_evidence(context, files.front());
        if (!bytes) return fail(bytes.error());
        const auto proof = provenance::read_proof_file(*bytes, files.front());
        if (!proof) return fail(proof.error());
        return show(context, arguments, *proof);
    }
    const auto words = words_of(arguments, "witness prove", 2, false);
    if (!words) return fail(words.error());
    const auto key = required_option(arguments, "witness prove", "ledger");
    if (!key) return fail(key.error());
    const auto ledger = provenance::parse_vkey(*key);
    if (!ledger) return fail(ledger.error());
    std::vector<std::string> notes;
    std::vector<std::uint64_t> sizes;
    for (const std::string& name : words->files) {
        auto bytes = read_evidence(context, name);
        if (!bytes) return fail(bytes.error());
        const auto parsed = provenance::parse_checkpoint(*bytes);
        if (!parsed)
            return fail(input_error(
                parsed.error().code,
                fmt::format("'{}' is {}", printable(name, 200), parsed.error().message)));
        sizes.push_back(parsed->checkpoint.size);
        notes.push_back(std::move(*bytes));
    }
    const auto tree =
        between(context, arguments, std::min(sizes[0], sizes[1]), std::max(sizes[0], sizes[1]));
    if (!tree) return fail(tree.error());
    const auto standing = provenance::compare_checkpoints(notes[0], notes[1], *ledger, *tree);
    if (!standing) return fail(standing.error());
    if (*standing != Standing::contradiction) return nothing_proved(*standing);
    const auto proof = provenance::prove_equivocation(notes[0], notes[1], *ledger, *tree,
                                                      arguments.value("source"));
    if (!proof) return fail(proof.error());
    return show(context, arguments, *proof);
}

}  // namespace isonomia::cli::witness
