// Everything that writes: append, hand over, erase.
#include <fmt/format.h>

#include "core/ensure.hpp"
#include "provenance/entry_reader.hpp"
#include "provenance/erasure.hpp"
#include "provenance/ledger_state.hpp"

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
    Batch batch({*head, keys, *writer, *files, services->clock, services->random, *signer});
    std::vector<Request*> added;
    for (Request* request : requests) {
        const Appended appended{batch.next_entry(), request->drafts.size(), false};
        auto done = find_exhibits(*request);
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

Result<Appended> Ledger::hand_over(const Signer& next, const Draft& key, const Signer* person) {
    ensure(state_->services.has_value(), "a ledger opened for writing");
    if (key.type != "key" || next.public_key() == state_->signer->public_key())
        return fail(input_error("P0110",
                                "a ledger is handed over to another key, by an entry of type "
                                "'key'"));
    const std::vector<Draft> drafts{key};
    State::Request request{drafts, person, {{}, &next}, Appended{}, {}};
    state_->write({&request});
    if (request.result || state_->head->author == next.public_key()) state_->signer = &next;
    return request.result;
}

Result<Appended> Ledger::erase(const std::string& subject, Draft erasure, const ErasureGuard& guard,
                               const Signer* person) {
    ensure(state_->services.has_value(), "a ledger opened for writing");
    State& state = *state_;
    const auto key = state.keys.id_of(subject);
    if (!key)
        return fail(input_error("P0114", fmt::format("there is no data of '{}' to erase", subject))
                        .hinted("'isonomia log' lists what was erased; spell the subject as the "
                                "matter does"));
    if (erasure.type != "erasure" || erasure.subject == subject ||
        erasure.payload.object() == nullptr)
        return fail(input_error("P0110",
                                "an erasure is recorded by an entry of type 'erasure' of another "
                                "subject"));
    const auto recorded = entries();
    if (!recorded) return fail(recorded.error());
    if (auto allowed = guard(*recorded); !allowed) return fail(allowed.error());

    std::set<std::uint64_t> theirs;
    for (const LedgerEntry& entry : *recorded)
        if (!entry.erased && entry.subject == subject) theirs.insert(entry.index);
    const Loss loss = loss_of(*recorded, theirs);
    Json::Object& payload = *erasure.payload.object();
    payload["keys"] = Json::Array{hex(*key)};
    payload["entries"] = Json::integer(loss.entries);
    payload["exhibits"] = Json::integer(loss.exhibits.size());

    const std::vector<Draft> drafts{std::move(erasure)};
    State::Request request{drafts, person, {{*key}, nullptr}, Appended{}, {}};
    state.write({&request});
    if (size() == recorded->size()) return request.result;
    state.keys.forget(*key);
    if (auto gone = carry_out(loss, *key, state.folder, state.keys, *state.files); !gone) {
        Error error = gone.error();
        error.notes.emplace_back("the erasure is recorded; it is carried out at the next opening");
        return fail(std::move(error));
    }
    return request.result;
}

}  // namespace isonomia::provenance
