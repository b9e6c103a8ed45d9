// Everything that writes: append, hand over, erase.
#include <fmt/format.h>

#include "core/ensure.hpp"
#include "core/subjects.hpp"
#include "provenance/entry/entry_reader.hpp"
#include "provenance/ledger_state.hpp"
#include "provenance/store/erasure.hpp"
#include "provenance/store/hold_guard.hpp"

namespace isonomia::provenance {

Result<fs::path> Ledger::State::exhibit_path(std::string_view sha256) const {
    std::error_code problem;
    if (digest_from_hex(sha256))
        for (const auto& place : {folder.exhibits(), folder.incoming()})
            if (fs::is_regular_file(fs::symlink_status(place / sha256, problem)))
                return place / sha256;
    return fail(
        input_error("P0111", fmt::format("no exhibit with the digest '{}' was taken in", sha256))
            .hinted("take the file in before recording it"));
}

Status Ledger::State::find_exhibits(Request& request) const {
    for (const Draft& draft : request.drafts) {
        const std::string digest = exhibit_digest(draft.type, draft.payload);
        if (digest.empty()) continue;
        const auto path = exhibit_path(digest);
        if (!path) return fail(path.error());
        if (path->parent_path() == folder.incoming()) request.exhibits.push_back(*path);
    }
    return {};
}

// Nothing that has to stay is sealed as somebody's data, or withdrawn.
Status Ledger::State::check_staying(const Request& request) const {
    for (const Draft& draft : request.drafts) {
        if (stays(draft.type) && !draft.subject.empty())
            return fail(
                input_error("P1206", fmt::format("the words of {} '{}' quote data of '{}'",
                                                 draft.type, draft.id, draft.subject))
                    .hinted("this entry stays when that data is erased: name the rule or the "
                            "order, and people by their ids"));
        if (draft.type != "withdrawal" || !draft.supersedes) continue;
        const auto bytes = store().leaf(*draft.supersedes);
        if (!bytes) return fail(bytes.error());
        if (!*bytes) continue;  // not recorded yet
        const auto leaf = parse_leaf(**bytes);
        if (!leaf) return fail(leaf.error());
        if (stays(leaf->envelope.type))
            return fail(input_error("P0110", fmt::format("entry {} is of type '{}', which is not "
                                                         "withdrawn",
                                                         *draft.supersedes, leaf->envelope.type)));
    }
    return {};
}

// Adds what can be recorded, writes it as one batch, and tells each request what became of it.
void Ledger::State::write(const std::vector<Request*>& requests) {
    const auto refuse_all = [&](const Error& error) {
        for (Request* request : requests)
            request->result = fail(error);
    };
    if (stale) {
        if (auto loaded = reload(); !loaded) return refuse_all(loaded.error());
        if (auto loaded = load_keys(); !loaded) return refuse_all(loaded.error());
        if (auto ours = check_author(); !ours) return refuse_all(ours.error());
        stale = false;
    }
    Batch batch(
        {*head, keys, *writer, *files, services->clock, services->random, *signer, workers});
    std::vector<Request*> added;
    for (Request* request : requests) {
        const Appended appended{batch.next_entry(), request->drafts.size(), false};
        auto done = check_staying(*request);
        if (done) done = find_exhibits(*request);
        if (done) done = batch.add(request->drafts, request->person, request->special);
        if (!done) {
            request->result = fail(done.error());
            continue;
        }
        request->result = appended;
        added.push_back(request);
    }
    if (added.empty()) return;
    auto written = write_batch(batch, added);
    for (Request* request : added) {
        if (!written) request->result = fail(written.error());
        if (request->result) request->result->clock_behind = batch.clock_behind();
    }
}

Status Ledger::State::write_batch(Batch& batch, const std::vector<Request*>& requests) {
    const std::uint64_t first = head->checkpoint.size;
    if (auto written = batch.write(); !written) {
        stale = true;
        return written;
    }
    auto settled = settle(requests);
    if (settled) return settled;
    Error error = settled.error();
    error.notes.push_back(
        fmt::format("entries {} to {} are recorded; exhibits and the copy of the checkpoint are "
                    "put in their places at the next opening",
                    first, head->checkpoint.size - 1));
    return fail(std::move(error));
}

// What is left to do outside the database.
Status Ledger::State::settle(const std::vector<Request*>& requests) {
    for (const Request* request : requests)
        for (const fs::path& path : request->exhibits) {
            std::error_code problem;
            if (!fs::exists(path, problem)) continue;  // recorded twice
            if (auto moved = files->move_into(path, folder.exhibits()); !moved) return moved;
        }
    return files->write(folder.checkpoint(), head->note);
}

Result<Appended> Ledger::append(const std::vector<Draft>& drafts, const Signer* person) {
    ensure(state_->services.has_value(), "a ledger opened for writing");
    if (drafts.empty()) return Appended{size(), 0, false};
    State::Request request{drafts, person, {}, Appended{}, {}};
    state_->queue.submit(request, [this](const auto& requests) { state_->write(requests); });
    return request.result;
}

Result<Appended> Ledger::hand_over(const Signer& next, const Draft& key, std::vector<Draft> before,
                                   const Signer* person) {
    ensure(state_->services.has_value(), "a ledger opened for writing");
    before.push_back(key);
    return state_->queue.alone([&]() -> Result<Appended> {
        if (key.type != "key" || next.public_key() == state_->signer->public_key())
            return fail(input_error("P0110",
                                    "a ledger is handed over to another key, by an entry of type "
                                    "'key'"));
        State::Request request{before, person, {{}, &next}, Appended{}, {}};
        state_->write({&request});
        if (request.result || state_->head->author == next.public_key()) state_->signer = &next;
        return request.result;
    });
}

Result<Appended> Ledger::erase(const std::string& agent, Draft erasure, const Signer* person) {
    ensure(state_->services.has_value(), "a ledger opened for writing");
    if (erasure.type != "erasure" || !erasure.subject.empty() ||
        erasure.payload.object() == nullptr)
        return fail(input_error("P0110",
                                "an erasure is recorded by an entry of type 'erasure' that is "
                                "nobody's data"));
    return state_->queue.alone([&] { return state_->erase(agent, std::move(erasure), person); });
}

Result<Appended> Ledger::State::erase(const std::string& agent, Draft erasure,
                                      const Signer* person) {
    const auto recorded = read_entries(store(), *head, keys);
    if (!recorded) return fail(recorded.error());
    if (auto allowed = check_erasable(*recorded, agent, services->clock.now()); !allowed)
        return fail(allowed.error());

    std::set<std::uint64_t> theirs;
    std::set<KeyFileId> ids;
    for (const LedgerEntry& entry : *recorded) {
        if (entry.erased || !concerns(entry.subject, agent)) continue;
        theirs.insert(entry.index);
        if (const auto id = keys.id_of(entry.subject)) ids.insert(*id);
    }
    const Loss loss = loss_of(*recorded, theirs);
    Json::Object& payload = *erasure.payload.object();
    Json::Array names;
    for (const KeyFileId& id : ids)
        names.emplace_back(hex(id));
    payload["keys"] = std::move(names);
    payload["entries"] = Json::integer(loss.entries);
    payload["exhibits"] = Json::integer(loss.exhibits.size());

    const std::vector<Draft> drafts{std::move(erasure)};
    Request request{drafts, person, {{ids.begin(), ids.end()}, nullptr}, Appended{}, {}};
    write({&request});
    if (head->checkpoint.size == recorded->size()) return request.result;
    for (const KeyFileId& id : ids)
        keys.forget(id);
    for (const KeyFileId& id : ids) {
        const Loss with_first = id == *ids.begin() ? loss : Loss{};
        auto gone = carry_out(with_first, id, folder, keys, *files);
        if (gone) continue;
        Error error = gone.error();
        error.notes.emplace_back("the erasure is recorded; it is carried out at the next opening");
        return fail(std::move(error));
    }
    return request.result;
}

}  // namespace isonomia::provenance
