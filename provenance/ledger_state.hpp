// What a Ledger holds while it is open. Only ledger*.cpp include this.
#pragma once

#include "provenance/commit_queue.hpp"
#include "provenance/entry/batch.hpp"
#include "provenance/ledger.hpp"
#include "provenance/store/case_folder.hpp"

namespace isonomia::provenance {

struct Ledger::State {
    CaseFolder folder;
    Files* files = nullptr;
    std::optional<LedgerHead> head;
    SubjectKeys keys;

    // Reading
    std::optional<Snapshot> snapshot;
    // Writing
    std::optional<FolderLock> lock;
    std::optional<Services> services;
    const Signer* signer = nullptr;
    std::optional<Store> writer;
    Workers workers;
    bool stale = false;  // a write failed, and whether it did is to be read from the database

    // One call of append, hand_over or erase.
    struct Request {
        const std::vector<Draft>& drafts;
        const Signer* person = nullptr;
        Special special;
        Result<Appended> result = Appended{};
        std::vector<fs::path> exhibits;
    };
    CommitQueue<Request> queue;

    [[nodiscard]] const Store& store() const { return writer ? *writer : snapshot->store(); }

    Status load_keys();
    Status reload();

    // Opening (ledger_open.cpp)
    Status found();
    Status continue_writing();
    Status check_author() const;
    Status check_keys() const;
    Status settle_incoming();
    Status sweep();
    Status settle_erasures();

    // Writing (ledger_append.cpp)
    Result<fs::path> exhibit_path(std::string_view sha256) const;
    Status check_staying(const Request& request) const;
    Status find_exhibits(Request& request) const;
    void write(const std::vector<Request*>& requests);
    Status write_batch(Batch& batch, const std::vector<Request*>& requests);
    Status settle(const std::vector<Request*>& requests);
    Result<Appended> erase(const std::string& agent, Draft erasure, const Signer* person);
};

}  // namespace isonomia::provenance
