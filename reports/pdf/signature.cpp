#include "reports/pdf/signature.hpp"

#include <fmt/format.h>

#include "core/digest.hpp"
#include "reports/pdf/cms.hpp"
#include "reports/pdf/written.hpp"

namespace isonomia::reports::pdf {

namespace {

using Handle = QPDFObjectHandle;

constexpr std::size_t cms_bytes_max = 16'384;  // room for a signature with its chain
constexpr std::string_view range_blank = "[ 0 1111111111 1111111111 1111111111 ]";

// A field without area on the first page. Named for people who hear the form read aloud.
Handle field(QPDF& pdf, Handle page, Handle value) {
    Handle widget = Handle::parse(
        "<</Type /Annot /Subtype /Widget /FT /Sig /Rect [0 0 0 0] /F 132 /T (Signature1)"
        " /TU (Signature) /Contents (Signature)>>");
    widget.replaceKey("/P", page);
    if (!value.isNull()) widget.replaceKey("/V", value);
    // PDF/A asks every field for its looks: none.
    Handle looks = Handle::newStream(&pdf, "");
    looks.getDict().replaceKey("/Type", Handle::newName("/XObject"));
    looks.getDict().replaceKey("/Subtype", Handle::newName("/Form"));
    looks.getDict().replaceKey("/BBox", Handle::parse("[0 0 0 0]"));
    Handle appearance = Handle::newDictionary();
    appearance.replaceKey("/N", looks);
    widget.replaceKey("/AP", appearance);
    return pdf.makeIndirectObject(widget);
}

// The widget as an element of the structure tree, after everything that the report says.
void tag(QPDF& pdf, Handle page, Handle widget) {
    Handle tree = pdf.getRoot().getKey("/StructTreeRoot");
    if (!tree.isDictionary()) return;
    Handle kids = tree.getKey("/K");
    Handle top = kids.isArray() ? kids.getArrayItem(0) : kids;
    Handle reference = Handle::newDictionary();
    reference.replaceKey("/Type", Handle::newName("/OBJR"));
    reference.replaceKey("/Obj", widget);
    reference.replaceKey("/Pg", page);
    Handle element = Handle::parse("<</Type /StructElem /S /Form /Alt (Signature)>>");
    element.replaceKey("/P", top);
    element.replaceKey("/Pg", page);
    element.replaceKey("/K", reference);
    element = pdf.makeIndirectObject(element);
    Handle list = top.getKey("/K");
    if (!list.isArray()) {
        Handle only = list;
        list = Handle::newArray();
        if (!only.isNull()) list.appendItem(only);
    }
    list.appendItem(element);
    top.replaceKey("/K", list);
    const long long next = tree.hasKey("/ParentTreeNextKey")
                               ? tree.getKey("/ParentTreeNextKey").getIntValue()
                               : 1 << 24;
    Handle numbers = tree.getKey("/ParentTree").getKey("/Nums");
    if (!numbers.isArray()) return;
    numbers.appendItem(Handle::newInteger(next));
    numbers.appendItem(element);
    tree.replaceKey("/ParentTreeNextKey", Handle::newInteger(next + 1));
    widget.replaceKey("/StructParent", Handle::newInteger(next));
}

Result<std::string> with_field(const std::string& report, const std::string& signature) {
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("report", report.data(), report.size());
        Handle page = QPDFPageDocumentHelper(pdf).getAllPages().front().getObjectHandle();
        Handle value = signature.empty() ? Handle::newNull()
                                         : pdf.makeIndirectObject(Handle::parse(signature));
        if (!signature.empty())
            value.replaceKey("/Contents", Handle::newString(std::string(cms_bytes_max, '\0')));
        Handle widget = field(pdf, page, value);
        Handle annotations = page.getKey("/Annots");
        if (!annotations.isArray()) annotations = Handle::newArray();
        annotations.appendItem(widget);
        page.replaceKey("/Annots", annotations);
        tag(pdf, page, widget);
        Handle form = Handle::newDictionary();
        form.replaceKey("/SigFlags", Handle::newInteger(signature.empty() ? 1 : 3));
        Handle fields = Handle::newArray();
        fields.appendItem(widget);
        form.replaceKey("/Fields", fields);
        pdf.getRoot().replaceKey("/AcroForm", pdf.makeIndirectObject(form));
        return written(pdf);
    } catch (const std::exception& e) {
        return fail(
            internal_error("D0204", std::string("no signature could be added: ") + e.what()));
    }
}

Error unsigned_file(const std::string& why) {
    return input_error("D0208", "the signature of the file does not hold: " + why)
        .hinted("ask who signed it for the file as it was signed");
}

struct Place {
    std::size_t begin = 0, end = 0;  // of '<…>' in the file
};

Result<Place> contents_of(const std::string& pdf) {
    const std::size_t type = pdf.find("/ETSI.CAdES.detached");
    const std::size_t object = type == std::string::npos ? type : pdf.rfind(" obj", type);
    if (object == std::string::npos) return fail(unsigned_file("there is none"));
    const std::size_t key = pdf.find("/Contents <", object);
    const std::size_t end = key == std::string::npos ? key : pdf.find('>', key);
    if (end == std::string::npos) return fail(unsigned_file("it is cut off"));
    return Place{key + 10, end + 1};
}

}  // namespace

Result<std::string> add_signature_field(const std::string& pdf) { return with_field(pdf, ""); }

Result<std::string> sign_pdf(const std::string& pdf, const Signer& signer, Instant when) {
    auto identity = CmsIdentity::open(signer);
    if (!identity) return fail(identity.error());
    auto file = with_field(
        pdf, fmt::format("<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached"
                         " /M ({}) /ByteRange {}>>",
                         pdf_date(when), range_blank));
    if (!file) return file;
    const auto place = contents_of(*file);
    const std::size_t range = file->find(range_blank);
    if (!place || range == std::string::npos)
        return fail(
            internal_error("D0204", "the place of the signature is not where it should be"));
    std::string numbers =
        fmt::format("[ 0 {} {} {} ]", place->begin, place->end, file->size() - place->end);
    numbers.resize(range_blank.size(), ' ');
    file->replace(range, numbers.size(), numbers);
    auto cms = identity->sign(file->substr(0, place->begin) + file->substr(place->end), when);
    if (!cms) return cms;
    if (cms->size() > cms_bytes_max)
        return fail(input_error("D0207",
                                "the chain of certificates is too long to be kept in a "
                                "report")
                        .hinted("leave out the root certificate"));
    const std::string digits = hex(as_bytes(*cms));
    file->replace(place->begin + 1, digits.size(), digits);
    return file;
}

Result<SignedParts> signed_parts(const std::string& pdf) {
    const auto place = contents_of(pdf);
    if (!place) return fail(place.error());
    const std::string expected =
        fmt::format("[ 0 {} {} {} ]", place->begin, place->end, pdf.size() - place->end);
    if (pdf.find("/ByteRange " + expected) == std::string::npos)
        return fail(unsigned_file("it leaves out bytes of the file"));
    const auto cms =
        from_hex(std::string_view(pdf).substr(place->begin + 1, place->end - place->begin - 2));
    if (!cms) return fail(unsigned_file("it is not written in hexadecimal digits"));
    return SignedParts{pdf.substr(0, place->begin) + pdf.substr(place->end),
                       std::string(cms->begin(), cms->end())};
}

Status check_signature(const std::string& pdf) {
    const auto parts = signed_parts(pdf);
    if (!parts) return fail(parts.error());
    const std::string fault = verify_cms(parts->cms, parts->covered);
    if (!fault.empty()) return fail(unsigned_file(fault));
    return {};
}

}  // namespace isonomia::reports::pdf
