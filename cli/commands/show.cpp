// isonomia show: one object of the record and its history.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "cli/attestation_view.hpp"
#include "cli/case_reader.hpp"
#include "cli/entry_facts.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/terminal.hpp"
#include "core/case_file.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

std::string slot(const LedgerEntry& entry) { return entry.type + "/" + entry.id; }

Error nothing_there(const std::string& name, const std::vector<LedgerEntry>& entries) {
    std::set<std::string> slots;
    for (const LedgerEntry& entry : entries)
        slots.insert(slot(entry));
    Error error =
        input_error("U0015", fmt::format("the record holds no '{}'", printable(name, 100)));
    if (!entries.empty())
        error.notes.push_back(fmt::format("its entries are 0 to {}", entries.size() - 1));
    return std::move(error).hinted("'isonomia log' lists the entries" +
                                   did_you_mean_suffix(name, {slots.begin(), slots.end()}));
}

// The slot of the figure that reports of the whole record call 'M12'; "" where none is called so.
std::string slot_of_figure(const std::string& name, const std::vector<LedgerEntry>& entries) {
    if (!name.starts_with('M')) return "";
    const auto number = parse_integer(std::string_view(name).substr(1));
    if (!number || *number < 1) return "";
    const auto file = replay(entries);
    if (!file || static_cast<std::size_t>(*number) > file->measurements.size()) return "";
    return "measurement/" + file->measurements[static_cast<std::size_t>(*number) - 1].object.id;
}

// The entry by its number, or the latest by 'type/id', or by 'id' where only one type has it, or a
// figure as reports number it.
Result<LedgerEntry> find_entry(const std::string& name, const std::vector<LedgerEntry>& entries) {
    if (name.find_first_not_of("0123456789") == std::string::npos) {
        const auto index = parse_integer(name);
        if (index && static_cast<std::uint64_t>(*index) < entries.size())
            return entries[static_cast<std::size_t>(*index)];
        return fail(nothing_there(name, entries));
    }
    const LedgerEntry* found = nullptr;
    std::set<std::string> same_id;
    for (const LedgerEntry& entry : entries) {
        if (slot(entry) != name && (entry.id != name || entry.type == "withdrawal")) continue;
        same_id.insert(slot(entry));
        found = &entry;
    }
    if (found == nullptr) {
        const std::string figure = slot_of_figure(name, entries);
        return figure.empty() ? fail(nothing_there(name, entries)) : find_entry(figure, entries);
    }
    if (same_id.size() > 1 && !same_id.contains(name))
        return fail(input_error("U0015", fmt::format("several objects are called '{}'",
                                                     printable(name, 100)))
                        .hinted("say which: " + join({same_id.begin(), same_id.end()}, ", ")));
    return *found;
}

std::string scalar(const Json& value) {
    if (const auto* text = value.string()) return printable(*text, 20000);
    if (value.is_null()) return "-";
    return std::string(trim(canonical(value)));
}

bool is_scalar(const Json& value) { return value.array() == nullptr && value.object() == nullptr; }

// Members one a line, nested ones indented.
void write_value(std::string& out, const std::string& name, const Json& value, std::size_t depth,
                 std::size_t width) {
    constexpr std::size_t depth_max = 20;
    const std::string margin(2 * depth, ' ');
    if (is_scalar(value) || depth > depth_max) {
        const std::string text = is_scalar(value) ? scalar(value) : "…";
        if (2 * depth + name.size() + 2 + text.size() <= width)
            out += fmt::format("{}{}: {}\n", margin, name, text);
        else
            out += fmt::format("{}{}:\n{}\n", margin, name, wrapped(text, width, 2 * depth + 2));
        return;
    }
    out += margin + name + ":\n";
    if (const auto* object = value.object())
        for (const auto& [key, member] : *object)
            write_value(out, printable(key), member, depth + 1, width);
    if (const auto* array = value.array())
        for (const Json& element : *array)
            write_value(out, "-", element, depth + 1, width);
}

// The entries of the object, and those that withdrew one of them.
std::vector<LedgerEntry> history_of(const LedgerEntry& entry,
                                    const std::vector<LedgerEntry>& entries) {
    std::vector<LedgerEntry> history;
    const auto concerns = [&](const LedgerEntry& other) {
        if (slot(other) == slot(entry)) return true;
        return other.type == "withdrawal" && other.supersedes &&
               std::any_of(history.begin(), history.end(), [&](const LedgerEntry& earlier) {
                   return earlier.index == *other.supersedes;
               });
    };
    for (const LedgerEntry& other : entries)
        if (concerns(other)) history.push_back(other);
    return history;
}

std::string state_of(const LedgerEntry& entry, const LedgerEntry& shown,
                     const std::vector<LedgerEntry>& history) {
    if (entry.type == "withdrawal") return "withdraws the entry before";
    if (entry.index == history.back().index) return "current";
    return entry.index == shown.index ? "shown here, no longer current" : "no longer current";
}

std::string text_of(const LedgerEntry& entry, const std::vector<LedgerEntry>& history,
                    const Attestation* attested, const TerminalFacts& terminal) {
    const Paint paint(terminal);
    std::string out = paint.bold(printable(slot(entry))) + "\n";
    out += fmt::format("entry {}, recorded {} by {}\n", entry.index, to_rfc3339(entry.recorded),
                       entry.author.substr(0, 16));
    if (!entry.signer.empty())
        out += fmt::format("signed by the key {}\n", printable(entry.signer));
    out += attested == nullptr
               ? "no witness or timestamp covers it\n"
               : fmt::format("existed by {}, as {} '{}' by {} says ('isonomia verify' checks it)\n",
                             printable(attested->attested_at, 30), to_text(attested->kind),
                             printable(attested->id, 60), printable(attested->by, 60));
    if (entry.erased) out += "its content was erased; that it was there is still proven\n";
    for (const std::string& fact : standing_facts(entry))
        out += wrapped(fact, terminal.width, 0) + "\n";
    out += "\n";
    if (const auto* object = entry.payload.object())
        for (const auto& [key, member] : *object)
            write_value(out, printable(key), member, 0, terminal.width);
    out += "\n" + paint.bold("History") + "\n";
    for (const LedgerEntry& other : history)
        out += fmt::format("  {:>6}  {}  {}\n", other.index, to_rfc3339(other.recorded),
                           state_of(other, entry, history));
    return out;
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    const auto opened = open_case(context, arguments);
    if (!opened) return fail(opened.error());
    const auto entry = find_entry(*arguments.positional("OBJECT"), opened->entries);
    if (!entry) return fail(entry.error());
    const auto history = history_of(*entry, opened->entries);
    const auto on_record = attestations_of(opened->entries);
    if (!on_record) return fail(on_record.error());
    const Attestation* attested = first_attestation(*on_record, entry->index);
    if (context.json) {
        Json::Object object = entry_head(*entry);
        object["payload"] = entry->payload;
        if (const auto act = act_in(*entry)) object["authority"] = authority_json(*act);
        if (attested != nullptr)
            object["attested"] = Json::Object{
                {"at", attested->attested_at}, {"by", attested->by}, {"attestation", attested->id}};
        Json::Array list;
        for (const LedgerEntry& other : history)
            list.emplace_back(entry_head(other));
        write_json(context, {{"entry", std::move(object)}, {"history", std::move(list)}});
    } else if (!context.quiet) {
        context.out << text_of(*entry, history, attested, context.out_terminal);
    }
    return ExitCode::done;
}

}  // namespace

Command show_command() {
    return {
        .name = "show",
        .summary = "show one object of a record and its history",
        .description =
            {"OBJECT is TYPE/ID as 'isonomia log' lists it, the id alone where only one "
             "type has it, the number of an entry, or a figure as a report of the whole record "
             "numbers it: M12. Beside when it was recorded stands by when it existed, where a "
             "witness or a timestamp on record says so."},
        .positionals = {case_positional(),
                        {.name = "OBJECT", .help = "TYPE/ID, ID, number of an entry, or M12"}},
        .examples = {{"isonomia show exhibit/E1", "the exhibit E1 as it stands now"},
                     {"isonomia show smith/case 12", "entry 12 of the case in smith/case"},
                     {"isonomia show M12", "the figure that reports call M12"}},
        .exit_codes = {{ExitCode::integrity, "the record is not what its checkpoint signed"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
