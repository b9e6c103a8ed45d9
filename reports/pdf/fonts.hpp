// The typefaces of PDF reports. Only files named here are used, so that the same case gives the
// same pages on every machine that has the same files.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#include "core/error.hpp"

namespace isonomia::reports::pdf {

inline constexpr const char* serif_family = "Noto Serif";
inline constexpr const char* sans_family = "Noto Sans";
inline constexpr const char* mono_family = "DejaVu Sans Mono";

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
    void operator()(FcConfig* config) const { FcConfigDestroy(config); }
    void operator()(FcCharSet* set) const { FcCharSetDestroy(set); }
    void operator()(PangoFontMap* map) const;
};

class Fonts {
public:
    // Looks for the files under the folders, by default those of the system.
    // D0201: a file is not there, with the package that has it.
    [[nodiscard]] static Result<Fonts> load(const std::vector<std::string>& folders = {});

    // A fresh context: 1 unit is 1 point, hinting off.
    [[nodiscard]] std::unique_ptr<PangoContext, Unref> context(const std::string& language,
                                                               bool right_to_left) const;

    [[nodiscard]] bool covers(char32_t character) const {
        return character < 0x7F || FcCharSetHasChar(coverage_.get(), character) != FcFalse;
    }
    [[nodiscard]] const std::vector<std::string>& files() const { return files_; }

private:
    std::unique_ptr<FcConfig, Unref> config_;
    std::unique_ptr<FcCharSet, Unref> coverage_;
    std::unique_ptr<PangoFontMap, Unref> map_;
    std::vector<std::string> files_;
};

// The package of the distribution that has letters of this character's script; "" where the
// character belongs to no script that reports are written in (emoji, unassigned).
[[nodiscard]] std::string_view package_for(char32_t character);

}  // namespace isonomia::reports::pdf
