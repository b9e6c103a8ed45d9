// A language that notes every phrase for which it has no words.
#pragma once

#include <set>
#include <string>

#include "reports/phrases.hpp"

namespace isonomia::tests {

class Noting final : public reports::Wording {
public:
    Noting(const reports::Catalogue& french, std::set<std::string>& missing)
        : french_(french), missing_(missing) {}
    std::string text(std::string_view english) const override {
        note(english);
        return french_.text(english);
    }
    std::string plural(std::uint64_t, std::string_view one, std::string_view) const override {
        note(one);
        return french_.text(one);
    }
    std::string number(std::string_view english) const override { return french_.number(english); }
    std::string date(std::string_view iso) const override { return french_.date(iso); }
    bool has(std::string_view english) const override { return french_.has(english); }

private:
    void note(std::string_view english) const {
        if (english.find("non respectée") != std::string_view::npos)
            return;  // a badge, translated before
        const bool has_letter =
            english.find_first_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJ") != std::string_view::npos;
        if (has_letter && !french_.has(english)) missing_.emplace(english);
    }
    const reports::Catalogue& french_;
    std::set<std::string>& missing_;
};

}  // namespace isonomia::tests
