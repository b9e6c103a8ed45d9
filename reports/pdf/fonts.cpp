#include "reports/pdf/fonts.hpp"

#include <array>
#include <filesystem>

#include <pango/pangofc-fontmap.h>

namespace isonomia::reports::pdf {

namespace {

namespace fs = std::filesystem;

struct FontFile {
    const char* path;  // below a font folder
    const char* package;
    bool required;
};

constexpr std::array<FontFile, 14> font_files{{
    {"truetype/noto/NotoSerif-Regular.ttf", "fonts-noto-core", true},
    {"truetype/noto/NotoSerif-Bold.ttf", "fonts-noto-core", true},
    {"truetype/noto/NotoSans-Regular.ttf", "fonts-noto-core", true},
    {"truetype/noto/NotoSans-Bold.ttf", "fonts-noto-core", true},
    {"truetype/dejavu/DejaVuSansMono.ttf", "fonts-dejavu-core", true},
    {"truetype/dejavu/DejaVuSansMono-Bold.ttf", "fonts-dejavu-core", true},
    {"truetype/dejavu/DejaVuSans.ttf", "fonts-dejavu-core", true},
    {"truetype/dejavu/DejaVuSans-Bold.ttf", "fonts-dejavu-core", true},
    {"truetype/noto/NotoSansArabic-Regular.ttf", "fonts-noto-core", false},
    {"truetype/noto/NotoSansArabic-Bold.ttf", "fonts-noto-core", false},
    {"truetype/noto/NotoSansHebrew-Regular.ttf", "fonts-noto-core", false},
    {"truetype/noto/NotoSansDevanagari-Regular.ttf", "fonts-noto-core", false},
    {"opentype/noto/NotoSansCJK-Regular.ttc", "fonts-noto-cjk", false},
    {"opentype/noto/NotoSansCJK-Bold.ttc", "fonts-noto-cjk", false},
}};

std::string found_in(const std::vector<std::string>& folders, const char* path) {
    std::error_code ignored;
    for (const std::string& folder : folders)
        if (fs::is_regular_file(fs::path(folder) / path, ignored)) return folder + "/" + path;
    return "";
}

}  // namespace

// Pango 1.50 takes a reference to the configuration and forgets it when a map ends; it gives it
// back when another one, or none, is set.
void Unref::operator()(PangoFontMap* map) const {
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), nullptr);
    g_object_unref(map);
}

Result<Fonts> Fonts::load(const std::vector<std::string>& folders) {
    const std::vector<std::string> places =
        folders.empty() ? std::vector<std::string>{"/usr/share/fonts", "/usr/local/share/fonts"}
                        : folders;
    Fonts fonts;
    fonts.config_.reset(FcConfigCreate());
    for (const FontFile& file : font_files) {
        std::string path = found_in(places, file.path);
        const auto* name = reinterpret_cast<const FcChar8*>(path.c_str());
        const bool there =
            !path.empty() && FcConfigAppFontAddFile(fonts.config_.get(), name) != FcFalse;
        if (there) fonts.files_.push_back(std::move(path));
        if (!there && file.required)
            return fail(system_error("D0201", std::string("the font file '") + file.path +
                                                  "' is not on this machine; without it no PDF "
                                                  "is written")
                            .hinted(std::string("install the package ") + file.package));
    }
    fonts.coverage_.reset(FcCharSetCreate());
    const FcFontSet* set = FcConfigGetFonts(fonts.config_.get(), FcSetApplication);
    for (int i = 0; set != nullptr && i < set->nfont; ++i) {
        FcCharSet* covered = nullptr;
        FcBool changed = FcFalse;
        if (FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &covered) == FcResultMatch)
            FcCharSetMerge(fonts.coverage_.get(), covered, &changed);
    }
    // A new map reads the machine's own fonts and settings, unless the process has a configuration:
    // it gets an empty one.
    const std::unique_ptr<FcConfig, Unref> nothing(FcConfigCreate());
    FcConfigSetCurrent(nothing.get());
    fonts.map_.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts.map_.get()), fonts.config_.get());
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts.map_.get()), 72);
    return fonts;
}

std::unique_ptr<PangoContext, Unref> Fonts::context(const std::string& language,
                                                    bool right_to_left) const {
    std::unique_ptr<PangoContext, Unref> context(pango_font_map_create_context(map_.get()));
    pango_context_set_language(context.get(), pango_language_from_string(language.c_str()));
    pango_context_set_base_dir(context.get(),
                               right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context.get(), options);
    cairo_font_options_destroy(options);
    return context;
}

std::string_view package_for(char32_t c) {
    struct Script {
        char32_t first, last;
        std::string_view package;
    };
    constexpr std::array<Script, 11> scripts{{
        {0x0370, 0x052F, "fonts-noto-core"},  // Greek, Cyrillic
        {0x0530, 0x06FF, "fonts-noto-core"},  // Armenian, Hebrew, Arabic
        {0x0750, 0x077F, "fonts-noto-core"},  // Arabic
        {0x0900, 0x109F, "fonts-noto-core"},  // scripts of India, Thai, Lao, Tibetan, Burmese
        {0x10A0, 0x11FF, "fonts-noto-core"},  // Georgian, Hangul letters
        {0x1E00, 0x1FFF, "fonts-noto-core"},  // Latin and Greek with accents
        {0x3040, 0x30FF, "fonts-noto-cjk"},   // Japanese
        {0x3400, 0x9FFF, "fonts-noto-cjk"},   // Chinese
        {0xAC00, 0xD7AF, "fonts-noto-cjk"},   // Korean
        {0xF900, 0xFAFF, "fonts-noto-cjk"},
        {0x20000, 0x3134F, "fonts-noto-cjk"},
    }};
    for (const Script& script : scripts)
        if (c >= script.first && c <= script.last) return script.package;
    return "";
}

}  // namespace isonomia::reports::pdf
