#include "reports/pdf/self_check.hpp"

#include <fmt/format.h>

#include "core/text.hpp"
#include "core/xml.hpp"
#include "reports/pdf/check_structure.hpp"
#include "reports/pdf/qpdf.hpp"

namespace isonomia::reports::pdf {

namespace {

using Handle = QPDFObjectHandle;

std::string content_of(Handle stream) {
    const auto data = stream.getStreamData();
    return std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

void check_file(QPDF& pdf, std::string_view file, const Report& broken) {
    if (!file.starts_with("%PDF-1.7\n%"))
        broken("PDF/A-3 6.1.2: the header is not that of PDF 1.7");
    if (!pdf.getTrailer().getKey("/ID").isArray())
        broken("PDF/A-3 6.1.3: the file has no identifier");
    if (pdf.isEncrypted()) broken("PDF/A-3 6.1.3: the file is encrypted");
}

void check_catalog(QPDF& pdf, const Report& broken) {
    Handle root = pdf.getRoot();
    if (!root.getKey("/Lang").isString() || root.getKey("/Lang").getStringValue().empty())
        broken("PDF/UA-1 7.2: the language is not stated");
    Handle marked = root.getKey("/MarkInfo");
    if (!marked.isDictionary() || !marked.getKey("/Marked").isBool() ||
        !marked.getKey("/Marked").getBoolValue())
        broken("PDF/UA-1 7.1: the file does not say that it is tagged");
    Handle view = root.getKey("/ViewerPreferences");
    if (!view.isDictionary() || !view.getKey("/DisplayDocTitle").isBool() ||
        !view.getKey("/DisplayDocTitle").getBoolValue())
        broken("PDF/UA-1 7.1: the title is not shown");
    for (const char* active : {"/OpenAction", "/AA", "/Perms"})
        if (root.hasKey(active)) broken(std::string("PDF/A-3 6.5: the catalog has ") + active);
    Handle intents = root.getKey("/OutputIntents");
    if (!intents.isArray() || intents.getArrayNItems() != 1)
        return broken("PDF/A-3 6.2.3: there is not one output intent");
    Handle profile = intents.getArrayItem(0).getKey("/DestOutputProfile");
    if (!profile.isStream() || content_of(profile).substr(36, 4) != "acsp")
        broken("PDF/A-3 6.2.3: the output intent has no ICC profile");
}

void check_metadata(QPDF& pdf, const Report& broken) {
    Handle metadata = pdf.getRoot().getKey("/Metadata");
    if (!metadata.isStream()) return broken("PDF/A-3 6.6.2: there is no metadata");
    const std::string xmp = content_of(metadata);
    if (!contains(xmp, "<pdfaid:part>3<") || !contains(xmp, "<pdfaid:conformance>A<"))
        broken("PDF/A-3 6.6.4: the file does not say that it is PDF/A-3a");
    if (!contains(xmp, "<pdfuaid:part>1<"))
        broken("PDF/UA-1 5: the file does not say that it is PDF/UA-1");
    if (!contains(xmp, "<pdfaSchema:prefix>pdfuaid<"))
        broken("PDF/A-3 6.6.2.3.3: the schema of pdfuaid is not declared");
    Handle title = pdf.getTrailer().getKey("/Info").getKey("/Title");
    if (!title.isString() ||
        !contains(xmp, "\"x-default\">" + escape_xml_text(title.getUTF8Value()) + "<"))
        broken("PDF/UA-1 7.1: metadata have no title, or another than the file");
}

void check_font(Handle font, const Report& broken) {
    const std::string subtype = font.getKey("/Subtype").getName();
    if (subtype == "/Type0") {
        if (!font.getKey("/ToUnicode").isStream())
            broken("PDF/A-3 6.2.11.7: a font does not say which letters its shapes are");
        return;  // its descendant is a font of its own
    }
    const bool cid = subtype.starts_with("/CIDFont");
    Handle descriptor = font.getKey("/FontDescriptor");
    if (!descriptor.isDictionary() ||
        !(descriptor.hasKey("/FontFile2") || descriptor.hasKey("/FontFile3") ||
          descriptor.hasKey("/FontFile")))
        broken("PDF/A-3 6.2.11.4: a font is not embedded");
    else if (descriptor.getKey("/FontName").getName().find('+') == std::string::npos)
        broken("a font is not a subset");
    if (subtype == "/CIDFontType2" && !font.hasKey("/CIDToGIDMap"))
        broken("PDF/A-3 6.2.11.3.2: a font has no CIDToGIDMap");
    if (!cid && !font.getKey("/ToUnicode").isStream())
        broken("PDF/A-3 6.2.11.7: a font does not say which letters its shapes are");
}

void check_objects(QPDF& pdf, const Report& broken) {
    for (Handle& object : pdf.getAllObjects()) {
        if (object.isStream() && object.getDict().hasKey("/F"))
            broken("PDF/A-3 6.1.7: a stream lies outside the file");
        if (!object.isDictionary()) continue;
        if (object.isDictionaryOfType("/Font")) check_font(object, broken);
        if (object.isDictionaryOfType("/Filespec")) {
            if (!object.getKey("/AFRelationship").isName())
                broken("PDF/A-3 6.8: an embedded file without its relation to the document");
            if (!object.getKey("/F").isString() || !object.getKey("/UF").isString())
                broken("PDF/A-3 6.8: an embedded file without a name");
            Handle file = object.getKey("/EF").getKey("/F");
            if (!file.isStream() || !file.getDict().getKey("/Subtype").isName())
                broken("PDF/A-3 6.8: an embedded file without a media type");
        }
        for (const char* active : {"/JS", "/JavaScript", "/AA"})
            if (object.hasKey(active)) broken("PDF/A-3 6.5: something that can act");
    }
}

// Everything opaque: no soft mask, no blending, no group.
void check_transparency(Handle page, const Report& broken) {
    if (page.hasKey("/Group")) broken("PDF/A-3 6.2.10: a page is a transparency group");
    Handle states = page.getKey("/Resources").getKey("/ExtGState");
    if (!states.isDictionary()) return;
    for (auto& [name, state] : states.getDictAsMap()) {
        for (const char* alpha : {"/CA", "/ca"})
            if (state.getKey(alpha).isNumber() && state.getKey(alpha).getNumericValue() < 1)
                broken("something on a page is transparent");
        if (state.hasKey("/SMask") && !state.getKey("/SMask").isNameAndEquals("/None"))
            broken("a page has a soft mask");
    }
}

void check_all(QPDF& pdf, std::string_view file, const Report& broken) {
    check_file(pdf, file, broken);
    check_catalog(pdf, broken);
    check_metadata(pdf, broken);
    check_objects(pdf, broken);
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages())
        check_transparency(page.getObjectHandle(), broken);
    check_structure(pdf, broken);
    for (const QPDFExc& warning : pdf.getWarnings())
        broken(std::string("qpdf: ") + warning.what());
}

}  // namespace

std::vector<std::string> broken_clauses(std::string_view file) {
    constexpr std::size_t listed_max = 50;
    std::vector<std::string> found;
    const Report broken = [&](std::string clause) {
        if (found.size() < listed_max) found.push_back(std::move(clause));
    };
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.setAttemptRecovery(false);
        pdf.processMemoryFile("report", file.data(), file.size());
        check_all(pdf, file, broken);
    } catch (const std::exception& e) {
        broken(std::string("the file cannot be read: ") + e.what());
    }
    return found;
}

Status self_check(std::string_view file) {
    const std::vector<std::string> found = broken_clauses(file);
    if (found.empty()) return {};
    return fail(internal_error("D0205", "the PDF breaks what it claims: " + join(found, "; ")));
}

}  // namespace isonomia::reports::pdf
