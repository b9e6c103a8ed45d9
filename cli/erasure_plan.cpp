#include "cli/erasure_plan.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/describe.hpp"
#include "core/subjects.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

bool is_plain_name(const std::string& name) {
    return !name.empty() && name.find('/') == std::string::npos && name != "." && name != "..";
}

// Names under which reports were ever recorded, current or not.
std::set<std::string> report_names(const std::vector<LedgerEntry>& entries) {
    std::set<std::string> names;
    for (const LedgerEntry& entry : entries)
        if (entry.type == "report" && is_plain_name(entry.id)) names.insert(entry.id);
    return names;
}

bool is_of_the_ledger(const std::string& name) {
    static constexpr std::array names{
        "ledger.sqlite", "ledger.sqlite-journal", "checkpoint", "exhibits", "incoming",
        "keys",          "attestations"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

// What every readable entry holds, judged with all others.
std::vector<std::string> judged(const std::vector<const LedgerEntry*>& entries) {
    std::vector<ObjectView> views;
    for (const LedgerEntry* entry : entries)
        views.push_back({entry->type, entry->id, &entry->payload, entry->subject});
    return subjects_of(views, declaration_id);
}

std::vector<const LedgerEntry*> readable(const std::vector<LedgerEntry>& entries) {
    std::vector<const LedgerEntry*> result;
    for (const LedgerEntry& entry : entries)
        if (!entry.erased) result.push_back(&entry);
    return result;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// Both in lower case.
bool holds_word(const std::string& text, const std::string& word) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end])))
            return true;
    }
    return false;
}

// Without what stands around it: 'quillfeather' of '(Quillfeather),'.
std::string bare_word(std::string_view word) {
    std::string text = lower_case(word);
    const auto sign = [](char c) { return !is_letter(c) && (c < '0' || c > '9'); };
    text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), sign));
    text.erase(std::find_if_not(text.rbegin(), text.rend(), sign).base(), text.end());
    return text;
}

// The words of a person's name; initials and other short ones with the word beside them: 'ms b'.
std::vector<std::string> words_of_name(const CaseFile& case_file, const std::string& agent) {
    constexpr std::size_t telling_length = 3;
    const Agent* person = find(case_file.agents, agent);
    std::vector<std::string> result;
    if (person == nullptr) return result;
    std::string before;
    for (const std::string_view part : split(person->name, ' ')) {
        const std::string word = bare_word(part);
        if (word.empty()) continue;
        const bool short_one = utf8_length(word) < telling_length;
        if (!short_one) result.push_back(word);
        if (!before.empty() && (short_one || utf8_length(before) < telling_length))
            result.push_back(before + " " + word);
        before = word;
    }
    return result;
}

bool is_withheld(const Serving& serving, std::uint64_t entry) {
    return std::any_of(serving.withheld.begin(), serving.withheld.end(),
                       [&](const WithheldItem& item) { return item.entry == entry; });
}

// Bundles that disclosed one of these entries, and exhibits among `objects` that went to others and
// were not seen to stay away.
std::vector<std::string> copies_elsewhere(const CaseFile& case_file,
                                          const std::vector<std::uint64_t>& entries,
                                          const std::vector<std::string>& objects) {
    std::vector<std::string> found;
    for (const auto& recorded : case_file.servings) {
        const Serving& serving = recorded.object;
        const auto disclosed = std::count_if(entries.begin(), entries.end(), [&](auto entry) {
            return entry < serving.entries && !is_withheld(serving, entry);
        });
        if (disclosed > 0)
            found.push_back(fmt::format("serving/{} to {} ({} of these entries)", serving.id,
                                        serving.to, disclosed));
    }
    for (const auto& recorded : case_file.handovers) {
        const Handover& handover = recorded.object;
        const bool stayed_away = handover.incoming || handover.state == HandoverState::refused ||
                                 handover.state == HandoverState::recalled;
        if (stayed_away) continue;
        for (const HandoverItem& item : handover.items)
            if (std::find(objects.begin(), objects.end(), "exhibit/" + item.exhibit) !=
                objects.end())
                found.push_back(fmt::format("exhibit/{} to {} ({})", item.exhibit, handover.to,
                                            handover.state == HandoverState::offered
                                                ? "unanswered"
                                                : to_text(handover.state)));
    }
    return found;
}

}  // namespace

Result<ErasurePlan> plan_erasure(const std::vector<LedgerEntry>& entries, const std::string& agent,
                                 const fs::path& folder, Instant now) {
    ErasurePlan plan;
    std::set<std::string> seen;
    std::vector<std::uint64_t> concerned;
    const auto open = readable(entries);
    const auto texts = judged(open);
    for (std::size_t i = 0; i < open.size(); ++i) {
        const LedgerEntry& entry = *open[i];
        if (concerns(entry.subject, agent)) {
            plan.subject_texts.insert(entry.subject);
            ++plan.entries;
            concerned.push_back(entry.index);
            const std::string slot = entry.type + "/" + entry.id;
            if (seen.insert(slot).second) plan.objects.push_back(slot);
        } else if (concerns(texts[i], agent)) {
            plan.left_readable.push_back(entry.index);
        }
    }
    if (plan.entries == 0)
        return fail(input_error("P1202", fmt::format("the record holds no data of '{}'", agent))
                        .hinted("a subject is an agent by its id; 'isonomia log --type agent' "
                                "lists them"));
    const auto case_file = replay(entries);
    if (!case_file) return fail(case_file.error());
    const auto words = words_of_name(*case_file, agent);
    for (const LedgerEntry* entry : open) {
        if (concerns(entry->subject, agent) || words.empty()) continue;
        const std::string text = lower_case(canonical(entry->payload));
        if (std::any_of(words.begin(), words.end(),
                        [&](const std::string& word) { return holds_word(text, word); }))
            plan.named_in_part.push_back(
                fmt::format("{}/{} (entry {})", entry->type, entry->id, entry->index));
    }
    plan.handed_over = copies_elsewhere(*case_file, concerned, plan.objects);
    plan.obstacles =
        obstacles_to_erasure(*case_file, scope_of_erasure(entries, agent, declaration_id), now);
    const auto names = report_names(entries);
    plan.reports.assign(names.begin(), names.end());
    std::error_code problem;
    for (fs::directory_iterator it(folder, problem), end; !problem && it != end;
         it.increment(problem)) {
        const std::string name = it->path().filename().string();
        if (!is_of_the_ledger(name) && !names.contains(name)) plan.other_files.push_back(name);
    }
    std::sort(plan.other_files.begin(), plan.other_files.end());
    return plan;
}

Status check_words(const std::vector<LedgerEntry>& entries, const Erasure& erasure) {
    LedgerEntry act;
    act.type = "erasure";
    act.id = erasure.id;
    act.payload = isonomia::to_json(erasure);
    auto all = readable(entries);
    all.push_back(&act);
    const std::string quoted = judged(all).back();
    if (quoted.empty()) return {};
    return fail(
        input_error("P1206", fmt::format("the words of this erasure quote data of '{}'", quoted))
            .hinted("the record of an erasure stays: name the rule or the order, not the "
                    "person"));
}

}  // namespace isonomia::cli
