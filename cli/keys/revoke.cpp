#include <algorithm>

#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/keys/actions.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

constexpr std::size_t prefix_min = 8;

bool is_fingerprint(std::string_view text) {
    return text.size() >= prefix_min && text.size() <= 64 &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

struct Named {
    std::optional<std::string> folder;
    std::string fingerprint;  // or its beginning
};

// 'revoke CASE FINGERPRINT', or 'revoke FINGERPRINT' for the nearest case.
Result<Named> named_key(const Arguments& arguments) {
    const auto first = arguments.positional("CASE");
    const auto second = arguments.positional("FINGERPRINT");
    const std::string text = second ? *second : first.value_or("");
    if (text.empty()) return fail(usage_error("U0007", "'key revoke' needs a FINGERPRINT"));
    if (!is_fingerprint(text))
        return fail(usage_error("U0006", fmt::format("'{}' is no fingerprint of a key",
                                                     printable(text, 100)))
                        .hinted("at least its first 8 hexadecimal digits, as 'isonomia key show' "
                                "prints them"));
    return Named{second ? first : std::nullopt, text};
}

Result<KeyRecord> find_key(const provenance::KeyRegistry& registry, const std::string& beginning) {
    std::vector<std::string> found;
    for (const auto& [fingerprint, key] : registry.all())
        if (fingerprint.starts_with(beginning)) found.push_back(fingerprint);
    if (found.size() == 1) return registry.find(found.front())->record;
    if (found.empty())
        return fail(
            input_error("P0507", fmt::format("the record does not know a key {}", beginning))
                .hinted("'isonomia key show' lists those that it knows"));
    return fail(input_error("P0507", fmt::format("several keys begin with {}", beginning))
                    .hinted("write more digits: " + join(found, ", ")));
}

Result<std::string> doubtful_since(const Context& context, const Arguments& arguments) {
    const std::string text = arguments.value("compromised-since");
    const auto instant = parse_instant(text);
    if (text.empty()) return text;
    if (!instant)
        return fail(usage_error("U0006", fmt::format("option '--compromised-since' can't be '{}'",
                                                     printable(text, 60)))
                        .hinted("a date as 2026-11-22, or a time as 2026-11-22T14:00:00Z"));
    if (*instant > context.clock.now())
        return fail(usage_error("U0006", fmt::format("{} lies in the future", text))
                        .hinted("a key is revoked at once; name the time from which its signatures "
                                "are in doubt"));
    return text;
}

}  // namespace

Result<ExitCode> revoke_key(Context& context, const Arguments& arguments) {
    const auto named = named_key(arguments);
    if (!named) return fail(named.error());
    const auto reason = required_option(arguments, "key revoke", "reason");
    if (!reason) return fail(reason.error());
    const auto since = doubtful_since(context, arguments);
    if (!since) return fail(since.error());
    auto folder = case_folder(context, named->folder);
    if (!folder) return fail(folder.error());
    auto opened = open_case_for_writing(context, arguments, *std::move(folder));
    if (!opened) return fail(opened.error());

    const auto registry = provenance::KeyRegistry::of(opened->entries);
    if (opened->ledger->author().starts_with(named->fingerprint))
        return fail(input_error("P0510", "this key holds the ledger")
                        .hinted("hand the ledger to another key first: 'isonomia key rotate'"));
    auto record = find_key(registry, named->fingerprint);
    if (!record) return fail(record.error());
    if (record->state == KeyState::revoked)
        return fail(
            input_error("P0508", fmt::format("the key {} was revoked in entry {} already",
                                             record->id, *registry.find(record->id)->revoked)));
    record->state = KeyState::revoked;
    record->reason = *reason;
    record->compromised_since = *since;
    Journal journal(opened->entries);
    state_ledger_key(journal, registry, *opened->ledger, opened->held_in);
    journal.state("key", *record);
    const auto appended = opened->ledger->append(journal.take_drafts());
    if (!appended) return fail(appended.error());
    const std::uint64_t entry = appended->first + appended->count - 1;
    if (context.json)
        write_json(context, {{"fingerprint", record->id}, {"entry", Json::integer(entry)}});
    else if (!context.quiet)
        context.out << fmt::format(
            "revoked       {} (entry {})\n{}\n", record->id, entry,
            since->empty() ? "what it signed before stays valid"
                           : fmt::format("what it signed since {} is in doubt; 'isonomia verify' "
                                         "lists the entries",
                                         *since));
    return ExitCode::done;
}

}  // namespace isonomia::cli
