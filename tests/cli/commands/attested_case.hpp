// A small case, two witnesses with keys of their own, and the commands run on them in process.
#pragma once

#include <fstream>

#include "cli/dispatch.hpp"
#include "core/text.hpp"
#include "provenance/keys/signing_key.hpp"
#include "provenance/ledger.hpp"
#include "provenance/log/cosignature.hpp"
#include "tests/catch.hpp"
#include "tests/cli/cli_support.hpp"
#include "tests/shared_data.hpp"

namespace isonomia::cli::tests {

struct Ran {
    ExitCode code = ExitCode::done;
    std::string out;
    std::string err;
};

// Whether the text says this, wherever its lines are broken.
inline bool has(const std::string& text, std::string_view part) {
    return join(words(text), " ").find(part) != std::string::npos;
}

class AttestedCase {
public:
    static constexpr Instant founded{1795356000};  // 2026-11-22T14:00:00Z

    AttestedCase() {
        fs::create_directory(folder() / "keys");
        for (const char* name : {"defence", "ombudsman"}) {
            SystemRandom random;
            const auto key = provenance::SigningKey::generate(random);
            DiskFiles files;
            REQUIRE(key.write(folder() / (std::string(name) + ".pem"), files, random, nullptr));
        }
        record({agent("defence"), agent("ombudsman"), agent("police")});
    }

    [[nodiscard]] const fs::path& folder() const { return scratch_.path(); }

    Ran run(const std::vector<std::string>& words, std::int64_t later = 0) {
        World world(folder());
        world.clock.set({founded.seconds + later});
        world.variables["ISONOMIA_KEYS"] = (folder() / "keys").string();
        SystemRandom random;
        Context context{.files = world.files,
                        .clock = world.clock,
                        .random = random,
                        .out = world.out,
                        .err = world.err,
                        .out_terminal = {},
                        .err_terminal = {},
                        .environment = world.context.environment,
                        .working_folder = folder(),
                        .executable = {}};
        Ran result;
        result.code = dispatch(context, all_commands(), words);
        result.out = world.out.str();
        result.err = world.err.str();
        UNSCOPED_INFO(result.out << result.err);
        return result;
    }

    // Records drafts as the keeper of the case would.
    void record(const std::vector<Draft>& drafts, const std::string& name = "case") {
        SystemRandom random;
        DiskFiles files;
        FixedClock clock(founded);
        const auto key = provenance::SigningKey::open_or_create(folder() / "keys", files, random);
        REQUIRE(key);
        auto ledger =
            provenance::Ledger::create_or_open(folder() / name, *key, {files, clock, random});
        REQUIRE(ledger);
        REQUIRE(ledger->append(drafts));
    }

    [[nodiscard]] std::string ledger_key(const std::string& name = "case") {
        DiskFiles files;
        return provenance::Ledger::open(folder() / name, files)->verifier_key();
    }
    [[nodiscard]] std::string witness_key(const std::string& name) {
        const Ran ran = run({"witness", "key", "--key", name + ".pem"});
        return ran.out.substr(0, ran.out.find('\n'));
    }

    [[nodiscard]] static Draft agent(const std::string& id) {
        return {"agent",
                id,
                Json::Object{{"id", id}, {"name", id}, {"kind", "organization"}, {"role", "other"}},
                "",
                {}};
    }
    [[nodiscard]] static Draft fact(const std::string& id) {
        return {
            "fact", id, Json::Object{{"id", id}, {"value", "yes"}, {"status", "asserted"}}, "", {}};
    }

private:
    isonomia::tests::ScratchFolder scratch_;
};

}  // namespace isonomia::cli::tests
