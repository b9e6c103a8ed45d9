#include "cli/case_writer.hpp"

#include <algorithm>
#include <cerrno>

#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/printable.hpp"
#include "cli/signer_options.hpp"
#include "core/subjects.hpp"
#include "core/text.hpp"
#include "core/write_error.hpp"
#include "provenance/keys/key_registry.hpp"

namespace isonomia::cli {

namespace {

template <class T>
Status check_known(const Register<T>& objects, const std::string& id, std::string_view what) {
    if (find(objects, id) != nullptr) return {};
    std::vector<std::string> known;
    for (const auto& recorded : objects)
        known.push_back(recorded.object.id);
    return fail(
        input_error("U0015", fmt::format("the record knows no {} '{}'", what, printable(id, 60)))
            .hinted(known.empty()
                        ? fmt::format("it has no {}s yet", what)
                        : "it has: " + join(known, ", ") + did_you_mean_suffix(id, known)));
}

}  // namespace

Status WritableCase::check_person(const provenance::Signer* person,
                                  const std::optional<std::string>& acting) const {
    if (person == nullptr) return {};
    return provenance::KeyRegistry::of(entries).may_sign(person->fingerprint(), acting,
                                                         ledger->size());
}

Status WritableCase::check_speaks_for(const std::string& fingerprint,
                                      const std::string& agent) const {
    return provenance::KeyRegistry::of(entries).may_speak_for(fingerprint, agent);
}

Result<std::uint64_t> WritableCase::append(Journal& journal, const provenance::Signer* person) {
    const std::vector<Draft> drafts = journal.take_drafts();
    for (const Draft& draft : drafts)
        if (auto counts = check_person(person, provenance::acting_agent(draft.type, draft.payload));
            !counts)
            return fail(Error(counts.error()).note(fmt::format("for {}/{}", draft.type, draft.id)));
    const auto appended = ledger->append(drafts, person);
    if (!appended) return fail(appended.error());
    return appended->first;
}

Result<WritableCase> open_case_for_writing(Context& context, const Arguments& arguments,
                                           fs::path folder) {
    auto chosen = ledger_signer(context, arguments, folder);
    if (!chosen) return fail(chosen.error());
    WritableCase result;
    result.folder = std::move(folder);
    result.signer = std::move(chosen->signer);
    result.held_in = std::move(chosen->held_in);
    auto ledger = provenance::Ledger::create_or_open(
        result.folder, *result.signer, {context.files, context.clock, context.random});
    if (!ledger) return fail(ledger.error());
    result.ledger = std::make_unique<provenance::Ledger>(std::move(*ledger));
    auto entries = result.ledger->entries();
    if (!entries) return fail(entries.error());
    result.entries = std::move(*entries);
    auto case_file = replay(result.entries);
    if (!case_file) return fail(case_file.error());
    result.case_file = std::move(*case_file);
    return result;
}

Result<WritableCase> open_case_for_writing(Context& context, const Arguments& arguments) {
    auto folder = case_folder(context, arguments.positional("CASE"));
    if (!folder) return fail(folder.error());
    return open_case_for_writing(context, arguments, std::move(*folder));
}

Result<std::string> acting_agent(const CaseFile& case_file, const Arguments& arguments,
                                 std::string_view action, std::string_view option) {
    std::string agent = arguments.value(option);
    if (agent.empty() && !case_file.matter.empty())
        agent = case_file.matter.front().object.prepared_by;
    if (agent.empty()) {
        Error error = required_option(arguments, action, option).error();
        return fail(std::move(error).note("the matter does not say who prepared it"));
    }
    if (auto known = check_agent(case_file, agent); !known) return fail(known.error());
    return agent;
}

std::vector<OptionRecord> authority_options() {
    return {{.name = "authority", .value = "TEXT", .help = "warrant, order or rule"},
            {.name = "authority-exhibit", .value = "ID", .help = "exhibit where it can be read"}};
}

Result<std::optional<Authority>> authority_of(const CaseFile& case_file,
                                              const Arguments& arguments) {
    if (!arguments.has("authority")) return std::optional<Authority>();
    Authority authority;
    authority.cite = arguments.value("authority");
    authority.exhibit = arguments.value("authority-exhibit");
    if (!authority.exhibit.empty())
        if (auto known = check_exhibits(case_file, {authority.exhibit}); !known)
            return fail(known.error());
    return std::optional(std::move(authority));
}

std::string next_id(const std::vector<LedgerEntry>& entries, const std::string& type) {
    for (std::size_t number = 1;; ++number) {
        std::string id = fmt::format("{}-{}", type, number);
        if (std::none_of(entries.begin(), entries.end(), [&](const LedgerEntry& entry) {
                return entry.type == type && entry.id == id;
            }))
            return id;
    }
}

Result<std::string> time_of_act(const Context& context, const Arguments& arguments,
                                std::string_view option) {
    if (!arguments.has(option)) return to_rfc3339(context.clock.now());
    std::string text = arguments.value(option);
    if (parse_instant(text)) return text;
    return fail(usage_error("U0006",
                            fmt::format("option '--{}' can't be '{}'", option, printable(text, 60)))
                    .hinted("a date as 2026-11-22, or a time as 2026-11-22T14:00:00Z"));
}

Result<std::string> required_option(const Arguments& arguments, std::string_view action,
                                    std::string_view option) {
    if (arguments.has(option)) return arguments.value(option);
    return fail(usage_error("U0007", fmt::format("'{}' needs the option '--{}'", action, option))
                    .hinted(fmt::format("'isonomia {} --help' says what it is",
                                        action.substr(0, action.find(' ')))));
}

Status check_options(const Arguments& arguments, const std::string& action,
                     const std::vector<OptionRecord>& options,
                     const std::vector<std::string>& allowed) {
    for (const OptionRecord& option : options)
        if (arguments.has(option.name) &&
            std::find(allowed.begin(), allowed.end(), option.name) == allowed.end())
            return fail(
                usage_error("U0002", fmt::format("'{}' has no option '--{}'", action, option.name))
                    .hinted(allowed.empty() ? "it has none of its own"
                                            : "it has: --" + join(allowed, ", --")));
    return {};
}

Status check_agent(const CaseFile& case_file, const std::string& agent) {
    return check_known(case_file.agents, agent, "agent");
}

Status check_exhibits(const CaseFile& case_file, const std::vector<std::string>& exhibits) {
    for (const std::string& exhibit : exhibits)
        if (auto known = check_known(case_file.exhibits, exhibit, "exhibit"); !known) return known;
    return {};
}

Status check_kept(const CaseFile& case_file, const std::vector<std::string>& exhibits) {
    for (const std::string& exhibit : exhibits)
        if (exhibit == declaration_id)
            return fail(
                input_error("P1207", fmt::format("'{}', the declaration of the matter, cannot "
                                                 "be held by itself",
                                                 exhibit))
                    .hinted("it goes with everybody whom it names: name no exhibit, and the whole "
                            "case is held"));
    return check_exhibits(case_file, exhibits);
}

Status check_new(const fs::path& path) {
    std::error_code problem;
    if (!fs::exists(fs::symlink_status(path, problem))) {
        const fs::path parent = path.has_parent_path() ? path.parent_path() : fs::path(".");
        const auto folder = fs::status(parent, problem).type();
        if (folder == fs::file_type::directory) return {};
        return fail(cannot_write(path, folder == fs::file_type::not_found ? ENOENT : ENOTDIR));
    }
    return fail(
        input_error("P1109", fmt::format("'{}' is there already", printable(path.string(), 200)))
            .hinted("name another file; nothing signed or recorded is overwritten"));
}

}  // namespace isonomia::cli
