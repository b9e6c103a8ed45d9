// The report of a case: what was compared, with which settings, and the figure.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "pg/checks.hpp"
#include "pg/evidence.hpp"
#include "pg/settings.hpp"

namespace pg {

struct Report {
    std::string case_id;
    std::vector<LocusRatio> loci;
    std::vector<Remark> remarks;
    double ratio = 0;
    Settings settings;
};

// What the figure is called in words (ENFSI 2015).
[[nodiscard]] std::string in_words(double ratio);
[[nodiscard]] std::string direction_of(double ratio);
void write_settings(std::ostream& out, const Settings& settings);
void write_text(std::ostream& out, const Report& report);
void write_table(std::ostream& out, const Report& report);

}  // namespace pg
