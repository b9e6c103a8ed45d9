// How the asking of a program or model went: what a reader must know before its answers count.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/probe/oracle_options.hpp"
#include "core/measurement.hpp"
#include "explain/oracle/variation.hpp"

namespace isonomia::cli {

struct Asking {
    std::string asked;       // the program or model, as people read it
    std::string isolation;   // "" for a model
    std::string faults;      // "" when the program never went wrong
    std::string incomplete;  // why some queries have no answer; "" when all have one
    std::optional<explain::Variation> variation;
    fs::path record;  // "" for a model

    [[nodiscard]] bool varies() const { return variation && variation->differing > 0; }
    // Whether anything is left open: answers that vary, or are missing, or a program that went
    // wrong.
    [[nodiscard]] bool is_open() const {
        return varies() || !incomplete.empty() || !faults.empty();
    }
};

[[nodiscard]] Asking asking_of(const ChosenOracle& chosen, explain::Variation variation,
                               const QueryRecord& record);

// Writes it into every measurement: asked, isolation, program_faults, and whether it is partial.
void qualify(std::vector<Measurement>& measurements, const Asking& asking);

// The same as lines of text for a terminal so many characters wide; "" for a model that answered.
[[nodiscard]] std::string asking_text(const Asking& asking, std::size_t width);

// And as members of what --json prints: answers_vary, faults, partial, record.
[[nodiscard]] Json::Object asking_json(const Asking& asking);

}  // namespace isonomia::cli
