#include <algorithm>

#include <fmt/format.h>

#include "cli/case_folder.hpp"
#include "cli/case_reader.hpp"
#include "cli/keys/actions.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"

namespace isonomia::cli {

namespace {

std::string state_of(const provenance::RegisteredKey& key) {
    std::string text(to_text(key.record.state));
    if (key.ended) text += fmt::format(" in entry {}", *key.ended);
    if (key.revoked && key.revoked != key.ended)
        text = fmt::format("replaced in entry {}, revoked in entry {}", *key.ended, *key.revoked);
    if (!key.record.compromised_since.empty())
        text += fmt::format(", in doubt since {}", printable(key.record.compromised_since));
    if (!key.record.reason.empty()) text += ": " + printable(key.record.reason, 500);
    return text;
}

// In the order in which they became known.
std::vector<const provenance::RegisteredKey*> by_entry(const provenance::KeyRegistry& registry) {
    std::vector<const provenance::RegisteredKey*> keys;
    for (const auto& [fingerprint, key] : registry.all())
        keys.push_back(&key);
    std::sort(keys.begin(), keys.end(),
              [](const auto* a, const auto* b) { return a->entry < b->entry; });
    return keys;
}

std::string registry_text(const provenance::KeyRegistry& registry, const CaseFile& case_file) {
    std::string text;
    for (const auto* known : by_entry(registry)) {
        const provenance::RegisteredKey& key = *known;
        const std::string owner = name_of(case_file, key.record.agent);
        text += fmt::format("\n{}\n  {}{}, known from entry {}\n  {}\n", key.record.id,
                            to_text(key.record.purpose),
                            owner.empty() ? ", of nobody who is named" : ", of " + printable(owner),
                            key.entry, state_of(key));
    }
    return text;
}

Json::Array registry_json(const provenance::KeyRegistry& registry) {
    Json::Array list;
    for (const auto* known : by_entry(registry)) {
        const provenance::RegisteredKey& key = *known;
        Json object = to_json(key.record);
        object.object()->emplace("entry", Json::integer(key.entry));
        if (key.ended) object.object()->emplace("ended", Json::integer(*key.ended));
        if (key.revoked) object.object()->emplace("revoked", Json::integer(*key.revoked));
        list.push_back(std::move(object));
    }
    return list;
}

void print_key(Context& context, const std::string& vkey, const std::string& fingerprint) {
    context.out << fmt::format("verifier key  {}\nfingerprint   {}\n", printable(vkey),
                               fingerprint);
}

}  // namespace

Result<ExitCode> show_key(Context& context, const Arguments& arguments) {
    const auto own = own_signer(context, arguments);
    if (!own) return fail(own.error());
    if (own->signer) {
        const std::string vkey = own_vkey(*own->signer);
        const std::string fingerprint = own->signer->fingerprint();
        if (context.json)
            write_json(context, {{"verifier_key", vkey}, {"fingerprint", fingerprint}});
        else if (!context.quiet)
            print_key(context, vkey, fingerprint);
        return ExitCode::done;
    }
    const auto opened = open_case(context, arguments);
    if (!opened) return fail(opened.error());
    const auto registry = provenance::KeyRegistry::of(opened->entries);
    const auto case_file = replay(opened->entries);
    if (!case_file) return fail(case_file.error());
    const auto& ledger = opened->ledger;
    if (context.json) {
        Json::Object object{{"verifier_key", ledger.verifier_key()},
                            {"fingerprint", ledger.author()}};
        if (!registry.empty()) object.emplace("registry", registry_json(registry));
        write_json(context, std::move(object));
    } else if (!context.quiet) {
        print_key(context, ledger.verifier_key(), ledger.author());
        if (!registry.empty())
            context.out << "\nKeys that the record knows\n" << registry_text(registry, *case_file);
    }
    return ExitCode::done;
}

}  // namespace isonomia::cli
