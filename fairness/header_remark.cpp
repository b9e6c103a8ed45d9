#include "fairness/header_remark.hpp"

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::fairness {

std::string header_remark(const std::string& wanted, const std::vector<std::string>& known) {
    for (const std::string& name : known)
        if (trim(name) == trim(wanted))
            return fmt::format("the header has '{}', with blanks around the name: remove them",
                               name);
    if (known.size() != 1) return "";
    if (known.front().find(';') != std::string::npos)
        return "the file seems to be separated by ';': save it with ',', or with tabs as .tsv";
    return "the header has one column only; the separator is ',' unless the name ends in .tsv";
}

}  // namespace isonomia::fairness
