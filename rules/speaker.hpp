// The words of this program in English or in French, whichever is asked for; English where the
// language is not spoken here.
#pragma once

#include <string>
#include <string_view>

namespace isonomia::rules {

class Speaker {
public:
    // A language tag: 'fr', 'fr-CA'.
    explicit Speaker(std::string_view language) : french_(language.substr(0, 2) == "fr") {}
    [[nodiscard]] std::string operator()(std::string_view english, std::string_view french) const {
        return std::string(french_ ? french : english);
    }

private:
    bool french_;
};

}  // namespace isonomia::rules
