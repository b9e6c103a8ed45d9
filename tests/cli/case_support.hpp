// A small case folder made without a run: three agents, two exhibits, a fact, reports.
#pragma once

#include <fstream>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/diagnostics.hpp"
#include "cli/run/publish.hpp"
#include "provenance/keys/signing_key.hpp"
#include "provenance/verify.hpp"
#include "tests/catch.hpp"
#include "tests/cli/cli_support.hpp"
#include "tests/shared_data.hpp"

namespace isonomia::cli {
Command custody_command();
Command erase_command();
Command hold_command();
Command retention_command();
}  // namespace isonomia::cli

namespace isonomia::cli::tests {

// Files that stop working for good after so many changes: what a kill leaves on disk.
class StoppingFiles final : public Files {
public:
    std::size_t changes_left = ~std::size_t{0};

    Result<std::string> read(const fs::path& path, std::uint64_t bytes_max) override {
        return disk_.read(path, bytes_max);
    }
    Result<FileFacts> facts(const fs::path& path) override { return disk_.facts(path); }
    Status write(const fs::path& path, std::string_view content) override {
        return stopped() ? refused() : disk_.write(path, content);
    }
    Result<FileFacts> take_in(const fs::path& source, const fs::path& folder,
                              const std::function<std::string(const Digest&)>& name_from) override {
        if (stopped()) return fail(refused().error());
        return disk_.take_in(source, folder, name_from);
    }
    Status make_folder(const fs::path& path) override {
        return fs::exists(path) ? Status{} : stopped() ? refused() : disk_.make_folder(path);
    }
    Status move_into(const fs::path& file, const fs::path& folder) override {
        return stopped() ? refused() : disk_.move_into(file, folder);
    }
    Status destroy(const fs::path& file) override {
        return stopped() ? refused() : disk_.destroy(file);
    }

private:
    bool stopped() {
        if (changes_left == 0) return true;
        --changes_left;
        return false;
    }
    static Status refused() { return fail(system_error("F0002", "the machine stopped")); }
    DiskFiles disk_;
};

inline void put(const fs::path& path, std::string_view content) {
    fs::create_directories(path.parent_path());
    std::error_code ignored;
    fs::permissions(path, fs::perms::owner_write, fs::perm_options::add, ignored);
    std::ofstream(path, std::ios::binary) << content;
}

// One party: a folder of its own, keys of its own.
struct Party {
    explicit Party(const fs::path& where) : folder(where) {
        fs::create_directories(folder);
        files_context.working_folder = folder;
    }

    // The exit code; what was said is in world.out and world.err.
    ExitCode run(const Command& command, const std::vector<std::string>& words) {
        world.out.str("");
        world.err.str("");
        const auto arguments = parse_arguments(command, words);
        if (!arguments) {
            world.err << arguments.error().code << ' ' << arguments.error().message;
            return exit_code(arguments.error().kind);
        }
        files_context.json = arguments->has("json");
        const auto done = command.run(files_context, *arguments);
        if (done) return *done;
        world.err << done.error().code << ' ' << done.error().message;
        for (const std::string& note : done.error().notes)
            world.err << "\n" << note;
        return exit_code(done.error().kind);
    }
    [[nodiscard]] std::string said() const { return world.out.str() + world.err.str(); }

    [[nodiscard]] Result<provenance::Ledger> ledger() {
        key = std::make_unique<provenance::SigningKey>(
            *provenance::SigningKey::open_or_create(folder / "keys", files, world.random));
        return provenance::Ledger::create_or_open(folder / "case", *key,
                                                  {files, world.clock, world.random});
    }

    fs::path folder;
    StoppingFiles files;
    World world{folder};
    std::unique_ptr<provenance::SigningKey> key;
    Context files_context{
        .files = files,
        .clock = world.clock,
        .random = world.random,
        .out = world.out,
        .err = world.err,
        .out_terminal = {},
        .err_terminal = {},
        .environment = [this](const std::string& name) -> std::optional<std::string> {
            if (name != "ISONOMIA_KEYS") return std::nullopt;
            return (folder / "keys").string();
        },
        .working_folder = folder,
        .executable = {}};
};

constexpr const char* person_name = "Zebedee Quillfeather";
constexpr const char* probe_content = "the face of the accused, in pixels";

// police holds E1 (of the accused) and E2 (of nobody).
inline void make_case(Party& police) {
    auto ledger = police.ledger();
    if (!ledger) FAIL(ledger.error().message);
    Journal journal({});
    Matter matter;
    matter.id = "small";
    matter.title = "A small matter";
    matter.prepared_by = "police";
    journal.state("matter", matter);
    const auto agent = [&](const std::string& id, const std::string& name, AgentKind kind) {
        Agent object;
        object.id = id;
        object.name = name;
        object.kind = kind;
        journal.state("agent", object);
    };
    agent("police", "City police", AgentKind::organization);
    agent("lab", "State laboratory", AgentKind::organization);
    agent("accused", person_name, AgentKind::person);
    const auto exhibit = [&](const std::string& id, const std::string& subject,
                             const std::string& content) {
        put(police.folder / "in" / (id + ".txt"), content);
        const auto facts = ledger->take_in(police.folder / "in" / (id + ".txt"));
        REQUIRE(facts);
        Exhibit object;
        object.id = id;
        object.title = id == "E1" ? "Probe image of the arcade" : "Manual of the system";
        object.file = id == "E1" ? "probe-arcade.txt" : "manual.txt";
        object.sha256 = hex(facts->sha256);
        object.size = facts->size;
        object.subject = subject;
        object.received_on = "2026-01-10";
        object.received_from = "police";
        journal.state("exhibit", object);
    };
    exhibit("E1", "accused", probe_content);
    exhibit("E2", "", "press the green button");
    Fact fact;
    fact.id = "searched";
    fact.status = FactStatus::established;
    fact.value = "true";
    fact.statement = std::string(person_name) + " was searched for";
    fact.exhibit = "E2";
    journal.state("fact", fact);
    Activity act;
    act.id = "A1";
    act.kind = ActivityKind::inference;
    act.title = "Search of the image";
    act.used = {"E1"};
    act.candidates = {{1, "accused", 0.91, true}};
    journal.state("activity", act);
    REQUIRE(ledger->append(journal.take_drafts()));
    Journal again(*ledger->entries());
    const auto published = publish(police.files_context, *ledger, again, police.folder / "case");
    if (!published) FAIL(published.error().message);
}

}  // namespace isonomia::cli::tests
