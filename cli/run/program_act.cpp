#include "cli/run/program_act.hpp"

namespace isonomia::cli {

namespace {

// The act as the ledger has it, when it was done with the same key and all it produced still
// stands.
std::optional<Activity> done_before(const Journal& journal, const std::string& id,
                                    const std::string& key) {
    const Json* payload = journal.current("activity", id);
    if (payload == nullptr) return std::nullopt;
    auto earlier = from_json<Activity>(*payload);
    if (!earlier || earlier->act_key != key) return std::nullopt;
    for (const std::string& slot : earlier->produced) {
        const auto separator = slot.find('/');
        if (journal.current(slot.substr(0, separator), slot.substr(separator + 1)) == nullptr)
            return std::nullopt;
    }
    return std::move(*earlier);
}

}  // namespace

Result<bool> perform(Journal& journal, Activity act, const ActInputs& key,
                     const std::function<Result<Product>()>& do_it) {
    act.act_key = act_key(key);
    act.tool_version = key.tool_version;
    act.agent = program_agent;
    act.parameters = key.parameters;
    if (const auto earlier = done_before(journal, act.id, act.act_key)) {
        for (const std::string& slot : earlier->produced)
            journal.keep(slot);
        journal.keep("activity/" + act.id);
        return false;
    }
    auto product = do_it();
    if (!product) return fail(product.error());
    for (Draft& object : product->objects) {
        act.produced.push_back(object.type + "/" + object.id);
        journal.state(object.type, object.id, std::move(object.payload), object.subject);
    }
    act.result = product->result;
    journal.state("activity", act);
    return true;
}

}  // namespace isonomia::cli
