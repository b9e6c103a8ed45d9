// A theme and a list of fonts: nothing in our documents uses them, but validators expect the parts.
#include "reports/docx_parts.hpp"

namespace isonomia::reports {

namespace {

std::string solid(std::string_view wrapper, int times) {
    std::string out = "<a:" + std::string(wrapper) + ">";
    for (int i = 0; i < times; ++i)
        out += "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    return out + "</a:" + std::string(wrapper) + ">";
}

std::string colors() {
    std::string out = "<a:clrScheme name=\"Isonomia\">";
    for (const auto& [name, color] :
         {std::pair{"dk1", "000000"}, std::pair{"lt1", "FFFFFF"}, std::pair{"dk2", "222222"},
          std::pair{"lt2", "F2F2F2"}, std::pair{"accent1", "0B4A8F"},
          std::pair{"accent2", "8A5A00"}, std::pair{"accent3", "1E6B3A"},
          std::pair{"accent4", "9B1C1C"}, std::pair{"accent5", "444444"},
          std::pair{"accent6", "777777"}, std::pair{"hlink", "0B4A8F"},
          std::pair{"folHlink", "0B4A8F"}})
        out += std::string("<a:") + name + "><a:srgbClr val=\"" + color + "\"/></a:" + name + ">";
    return out + "</a:clrScheme>";
}

std::string fonts() {
    std::string out = "<a:fontScheme name=\"Isonomia\">";
    for (const char* name : {"majorFont", "minorFont"})
        out +=
            std::string("<a:") + name +
            "><a:latin typeface=\"DejaVu Sans\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:" +
            name + ">";
    return out + "</a:fontScheme>";
}

std::string formats() {
    std::string lines = "<a:lnStyleLst>";
    std::string effects = "<a:effectStyleLst>";
    for (int i = 0; i < 3; ++i) {
        lines += "<a:ln w=\"6350\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>";
        effects += "<a:effectStyle><a:effectLst/></a:effectStyle>";
    }
    return "<a:fmtScheme name=\"Isonomia\">" + solid("fillStyleLst", 3) + lines +
           "</a:lnStyleLst>" + effects + "</a:effectStyleLst>" + solid("bgFillStyleLst", 3) +
           "</a:fmtScheme>";
}

}  // namespace

std::string docx_theme() {
    return "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
           "name=\"Isonomia\"><a:themeElements>" +
           colors() + fonts() + formats() + "</a:themeElements></a:theme>";
}

std::string docx_fonts() {
    std::string out = "<w:fonts xmlns:w=\"" + std::string(docx_main) + "\">";
    for (const char* name : {"DejaVu Sans", "DejaVu Sans Mono"})
        out += std::string("<w:font w:name=\"") + name + "\"><w:charset w:val=\"00\"/></w:font>";
    return out + "</w:fonts>";
}

}  // namespace isonomia::reports
