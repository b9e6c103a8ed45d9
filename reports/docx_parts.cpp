#include "reports/docx_parts.hpp"

#include "reports/visible.hpp"

namespace isonomia::reports {

namespace {

constexpr std::string_view office = "application/vnd.openxmlformats-officedocument.";
constexpr std::string_view package = "http://schemas.openxmlformats.org/package/2006/relationships";

std::string declared(std::string_view xml) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + std::string(xml);
}

std::string content_types() {
    std::string out =
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        "<Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        "<Default Extension=\"png\" ContentType=\"image/png\"/>"
        "<Override PartName=\"/docProps/core.xml\" "
        "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>";
    const auto part = [&](std::string_view name, std::string_view type) {
        out += "<Override PartName=\"" + std::string(name) + "\" ContentType=\"" +
               std::string(office) + std::string(type) + "+xml\"/>";
    };
    part("/docProps/custom.xml", "custom-properties");
    part("/word/document.xml", "wordprocessingml.document.main");
    for (const char* name : {"styles", "settings", "numbering", "footnotes"})
        part("/word/" + std::string(name) + ".xml", "wordprocessingml." + std::string(name));
    part("/word/fontTable.xml", "wordprocessingml.fontTable");
    part("/word/theme/theme1.xml", "theme");
    part("/word/header1.xml", "wordprocessingml.header");
    part("/word/footer1.xml", "wordprocessingml.footer");
    return declared(out + "</Types>");
}

std::string relation(std::string_view id, std::string_view type, std::string_view target) {
    return "<Relationship Id=\"" + std::string(id) + "\" Type=\"" + std::string(type) +
           "\" Target=\"" + std::string(target) + "\"/>";
}

std::string package_relations() {
    const std::string types(docx_relations);
    return declared(
        "<Relationships xmlns=\"" + std::string(package) + "\">" +
        relation("rId1", types + "/officeDocument", "word/document.xml") +
        relation("rId2",
                 "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
                 "core-properties",
                 "docProps/core.xml") +
        relation("rId3", types + "/custom-properties", "docProps/custom.xml") + "</Relationships>");
}

std::string document_relations(const std::vector<Picture>& pictures) {
    std::string out = "<Relationships xmlns=\"" + std::string(package) + "\">";
    const std::string types(docx_relations);
    for (const char* name : {"styles", "settings", "numbering", "footnotes"})
        out += relation(name, types + "/" + name, std::string(name) + ".xml");
    out += relation("fonts", types + "/fontTable", "fontTable.xml") +
           relation("theme", types + "/theme", "theme/theme1.xml");
    out += relation("header1", types + "/header", "header1.xml") +
           relation("footer1", types + "/footer", "footer1.xml");
    for (std::size_t i = 0; i < pictures.size(); ++i)
        out += relation("picture" + std::to_string(i + 1), types + "/image",
                        "media/" + pictures[i].name);
    return declared(out + "</Relationships>");
}

std::string core_properties(const Document& document) {
    return declared(
        "<cp:coreProperties "
        "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" +
        escape_xml_text(visible(plain(document.title.text))) + "</dc:title><dc:subject>" +
        escape_xml_text(visible(plain(document.kind_of_report))) + "</dc:subject><dc:language>" +
        escape_xml_text(document.language) + "</dc:language></cp:coreProperties>");
}

// What `verify` must know to make the same report again.
std::string custom_properties(const Document& document) {
    std::string out =
        "<Properties "
        "xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" "
        "xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">";
    int id = 1;  // the first two are taken
    for (const auto& [name, value] : document.origin)
        out += "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"" +
               std::to_string(++id) + "\" name=\"isonomia-" + name + "\"><vt:lpwstr>" +
               escape_xml_text(visible(value)) + "</vt:lpwstr></property>";
    return declared(out + "</Properties>");
}

// Two multilevel lists: sections 1, 2, … with paragraphs 1.1, 1.2, …, and appendices A, B, …; and a
// list of bullets.
std::string numbering() {
    const auto level = [](int depth, std::string_view format, std::string_view text, int indent,
                          int hanging) {
        return "<w:lvl w:ilvl=\"" + std::to_string(depth) + "\"><w:start w:val=\"1\"/><w:numFmt " +
               "w:val=\"" + std::string(format) + "\"/><w:lvlText w:val=\"" + std::string(text) +
               "\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"" + std::to_string(indent) +
               "\" w:hanging=\"" + std::to_string(hanging) + "\"/></w:pPr></w:lvl>";
    };
    const auto list = [&](int id, const std::string& levels) {
        return "<w:abstractNum w:abstractNumId=\"" + std::to_string(id) +
               "\"><w:multiLevelType w:val=\"multilevel\"/>" + levels + "</w:abstractNum>";
    };
    std::string out = "<w:numbering xmlns:w=\"" + std::string(docx_main) + "\">";
    out += list(1, level(0, "decimal", "%1", 680, 680) + level(1, "decimal", "%1.%2", 680, 680));
    out +=
        list(2, level(0, "upperLetter", "%1", 680, 680) + level(1, "decimal", "%1.%2", 680, 680));
    out += list(3, level(0, "bullet", "•", 1020, 340));
    for (int id = 1; id <= 3; ++id)
        out += "<w:num w:numId=\"" + std::to_string(id) + "\"><w:abstractNumId w:val=\"" +
               std::to_string(id) + "\"/></w:num>";
    return declared(out + "</w:numbering>");
}

std::string settings() {
    return declared("<w:settings xmlns:w=\"" + std::string(docx_main) +
                    "\"><w:defaultTabStop w:val=\"720\"/>"
                    "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/>"
                    "</w:footnotePr><w:compat><w:compatSetting w:name=\"compatibilityMode\" "
                    "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
                    "</w:settings>");
}

struct Style {
    std::string_view id;
    std::string_view name;
    std::string_view paragraph;  // contents of w:pPr
    std::string_view run;        // contents of w:rPr
    std::string_view next = "";
};

std::string style(const Style& s) {
    std::string out = "<w:style w:type=\"paragraph\" w:styleId=\"" + std::string(s.id) +
                      "\"><w:name w:val=\"" + std::string(s.name) +
                      "\"/><w:basedOn w:val=\"Normal\"/>";
    if (!s.next.empty()) out += "<w:next w:val=\"" + std::string(s.next) + "\"/>";
    return out + "<w:qFormat/><w:pPr>" + std::string(s.paragraph) + "</w:pPr><w:rPr>" +
           std::string(s.run) + "</w:rPr></w:style>";
}

constexpr Style paragraph_styles[] = {
    {"Title", "Title", "<w:spacing w:before=\"60\" w:after=\"200\"/>",
     "<w:b/><w:sz w:val=\"44\"/>"},
    {"Kind", "Kind of report", "<w:spacing w:before=\"0\" w:after=\"0\"/>",
     "<w:color w:val=\"444444\"/><w:sz w:val=\"24\"/>"},
    {"Heading1", "heading 1",
     "<w:keepNext/><w:spacing w:before=\"440\" w:after=\"160\"/><w:outlineLvl w:val=\"0\"/>",
     "<w:b/><w:sz w:val=\"30\"/>", "Numbered"},
    {"Heading2", "heading 2",
     "<w:keepNext/><w:spacing w:before=\"260\" w:after=\"60\"/><w:outlineLvl w:val=\"1\"/>",
     "<w:b/><w:sz w:val=\"24\"/>", "Normal"},
    {"Contents", "Contents heading", "<w:keepNext/><w:spacing w:before=\"440\" w:after=\"160\"/>",
     "<w:b/><w:sz w:val=\"30\"/>"},
    {"Numbered", "Numbered paragraph", "", ""},
    {"Badge", "Badge", "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"60\"/>", "<w:b/>"},
    {"Bullet", "Bullet", "<w:spacing w:before=\"0\" w:after=\"60\"/>", ""},
    {"Callout", "Callout",
     "<w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"4\" w:color=\"444444\"/>"
     "<w:left w:val=\"single\" w:sz=\"6\" w:space=\"4\" w:color=\"444444\"/>"
     "<w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"4\" w:color=\"444444\"/>"
     "<w:right w:val=\"single\" w:sz=\"6\" w:space=\"4\" w:color=\"444444\"/></w:pBdr>"
     "<w:spacing w:before=\"120\" w:after=\"160\"/><w:ind w:left=\"113\" w:right=\"113\"/>",
     ""},
    {"Term", "Term", "<w:keepNext/><w:spacing w:before=\"60\" w:after=\"0\"/>", "<w:b/>"},
    {"Detail", "Detail", "<w:spacing w:before=\"0\" w:after=\"60\"/><w:ind w:left=\"340\"/>", ""},
    {"Fact", "Fact",
     "<w:tabs><w:tab w:val=\"left\" w:pos=\"3119\"/></w:tabs>"
     "<w:spacing w:before=\"0\" w:after=\"60\"/><w:ind w:left=\"3119\" w:hanging=\"3119\"/>",
     ""},
    {"Caption", "caption", "<w:keepNext/><w:spacing w:before=\"160\" w:after=\"80\"/>", "<w:b/>"},
    {"Cell", "Table text", "<w:spacing w:before=\"20\" w:after=\"20\" w:line=\"250\"/>",
     "<w:sz w:val=\"19\"/>"},
    {"CellDense", "Table text, dense", "<w:spacing w:before=\"10\" w:after=\"10\" w:line=\"240\"/>",
     "<w:sz w:val=\"17\"/>"},
    {"Opinion", "Opinion",
     "<w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"8\" w:color=\"8A5A00\"/></w:pBdr>"
     "<w:ind w:left=\"227\"/>",
     ""},
    {"Declaration", "Declaration",
     "<w:keepNext/><w:keepLines/><w:ind w:left=\"454\" w:right=\"454\"/>", ""},
    {"Sign", "Line to sign",
     "<w:keepNext/><w:tabs><w:tab w:val=\"left\" w:leader=\"underscore\" w:pos=\"7371\"/></w:tabs>"
     "<w:spacing w:before=\"480\" w:after=\"0\"/>",
     ""},
    {"Header", "header", "", "<w:sz w:val=\"17\"/>"},
    {"Footer", "footer", "<w:tabs><w:tab w:val=\"right\" w:pos=\"9638\"/></w:tabs>",
     "<w:sz w:val=\"17\"/>"},
    {"FootnoteText", "footnote text", "<w:spacing w:after=\"40\" w:line=\"240\"/>",
     "<w:sz w:val=\"18\"/>"},
};

std::string character_style(std::string_view id, std::string_view name, std::string_view run) {
    return "<w:style w:type=\"character\" w:styleId=\"" + std::string(id) + "\"><w:name w:val=\"" +
           std::string(name) + "\"/><w:rPr>" + std::string(run) + "</w:rPr></w:style>";
}

std::string styles(const Document& document) {
    const std::string language = escape_xml_attribute(document.language);
    std::string out = "<w:styles xmlns:w=\"" + std::string(docx_main) +
                      "\"><w:docDefaults><w:rPrDefault><w:rPr>"
                      "<w:rFonts w:ascii=\"DejaVu Sans\" w:hAnsi=\"DejaVu Sans\" "
                      "w:cs=\"DejaVu Sans\" w:eastAsia=\"DejaVu Sans\"/>"
                      "<w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/><w:lang w:val=\"" +
                      language + "\" w:eastAsia=\"" + language + "\" w:bidi=\"" + language +
                      "\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
                      "<w:spacing w:before=\"0\" w:after=\"120\" w:line=\"276\" "
                      "w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
                      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
                      "<w:name w:val=\"Normal\"/><w:qFormat/></w:style>";
    for (const Style& s : paragraph_styles)
        out += style(s);
    out +=
        character_style("Source", "Source mark", "<w:color w:val=\"595959\"/><w:sz w:val=\"16\"/>");
    out += character_style("Hyperlink", "Hyperlink",
                           "<w:color w:val=\"0B4A8F\"/><w:u w:val=\"single\"/>");
    out += character_style("FootnoteReference", "footnote reference",
                           "<w:vertAlign w:val=\"superscript\"/>");
    out += character_style("Code", "Code",
                           "<w:rFonts w:ascii=\"DejaVu Sans Mono\" w:hAnsi=\"DejaVu Sans Mono\" "
                           "w:cs=\"DejaVu Sans Mono\"/><w:sz w:val=\"17\"/>");
    return declared(
        out +
        "<w:style w:type=\"table\" w:styleId=\"Grid\"><w:name w:val=\"Table Grid\"/><w:tblPr>"
        "<w:tblBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"222222\"/>"
        "<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"222222\"/>"
        "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"AAAAAA\"/></w:tblBorders>"
        "<w:tblCellMar><w:left w:w=\"85\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/>"
        "</w:tblCellMar></w:tblPr></w:style></w:styles>");
}

}  // namespace

std::string xml_part(XmlWriter& writer) { return declared(writer.finish()); }

std::vector<ZipEntry> fixed_parts(const Document& document, const std::vector<Picture>& pictures) {
    std::vector<ZipEntry> parts{{"[Content_Types].xml", content_types()},
                                {"_rels/.rels", package_relations()},
                                {"docProps/core.xml", core_properties(document)},
                                {"docProps/custom.xml", custom_properties(document)},
                                {"word/_rels/document.xml.rels", document_relations(pictures)},
                                {"word/numbering.xml", numbering()},
                                {"word/settings.xml", settings()},
                                {"word/styles.xml", styles(document)},
                                {"word/fontTable.xml", declared(docx_fonts())},
                                {"word/theme/theme1.xml", declared(docx_theme())}};
    for (const Picture& picture : pictures)
        parts.push_back({"word/media/" + picture.name, picture.bytes});
    return parts;
}

}  // namespace isonomia::reports
