#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

Check new_check(const char* id, const char* title, const char* unit) {
    return {id, title, CheckState::not_checked, 0, unit, "the database could not be read",
            {}, false};
}

void mark_failed(Check& check, std::string found, std::string implies) {
    if (check.state == CheckState::fail) return;
    check.state = CheckState::fail;
    check.hindered = false;
    check.found = std::move(found);
    check.implies = std::move(implies);
}

void mark(Check& check, const Error& error, std::string implies) {
    if (error.kind != ErrorKind::system && error.kind != ErrorKind::internal)
        return mark_failed(check, error.message, std::move(implies));
    if (check.state == CheckState::fail || check.hindered) return;
    check.state = CheckState::not_checked;
    check.hindered = true;
    check.found = error.message;
    check.implies = "this says nothing about the record; run the command again when it can be read";
}

void mark_not_checked(Check& check, std::string why, std::string implies) {
    if (check.state == CheckState::fail || check.hindered) return;
    check.state = CheckState::not_checked;
    check.found = std::move(why);
    check.implies = std::move(implies);
}

void mark_open(Check& check, std::string why, std::string implies) {
    mark_not_checked(check, std::move(why), std::move(implies));
    check.open = check.state == CheckState::not_checked;
}

void mark_unrecorded(Check& check, std::string found, std::string implies) {
    mark_not_checked(check, std::move(found), std::move(implies));
    if (check.state == CheckState::not_checked && !check.hindered)
        check.state = CheckState::unrecorded;
}

void mark_no_key_named(Check& check, const std::string& author) {
    mark_not_checked(check,
                     fmt::format("you named no key; compare this fingerprint with one given to you "
                                 "in another way: {}",
                                 author),
                     "somebody who wrote everything anew with a key of his own cannot be seen");
}

Status check_times(const Inspection& inspection, const AttestedTime& attested,
                   std::uint64_t covered, std::uint64_t entry) {
    const auto& recorded = inspection.recorded;
    return check_times(attested,
                       covered == 0 ? std::nullopt : std::optional(recorded.at(covered - 1)),
                       recorded.at(entry));
}

void mark_passed(Check& check) {
    if (check.state == CheckState::fail || check.hindered) return;
    check.state = CheckState::pass;
    check.found.clear();
    check.implies.clear();
}

}  // namespace isonomia::provenance
