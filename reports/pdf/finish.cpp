#include "reports/pdf/finish.hpp"

#include <algorithm>

#include "reports/pdf/srgb.hpp"
#include "reports/pdf/structure_tree.hpp"
#include "reports/pdf/written.hpp"
#include "reports/pdf/xmp.hpp"
#include "reports/visible.hpp"

namespace isonomia::reports::pdf {

namespace {

using Handle = QPDFObjectHandle;

Handle name(const std::string& text) { return Handle::newName("/" + text); }
Handle number(double value) { return Handle::newReal(value, 2); }
Handle unicode(const std::string& text) { return Handle::newUnicodeString(visible(text)); }

class Finisher {
public:
    Finisher(const LaidOut& laid_out, const Document& document)
        : laid_out_(laid_out), document_(document) {}

    std::string run() {
        pdf_.setSuppressWarnings(true);
        pdf_.processMemoryFile("report", laid_out_.body.data(), laid_out_.body.size());
        pdf_.fixDanglingReferences();  // while there are few objects: every new stream asks for it
        for (const QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf_).getAllPages())
            pages_.push_back(page.getObjectHandle());
        pages();
        std::vector<Handle> annotations = links();
        write_structure(pdf_, laid_out_, pages_, annotations);
        fonts();
        catalog();
        attachments();
        bookmarks();
        return written(pdf_);
    }

private:
    void pages() {
        for (std::size_t i = 0; i < pages_.size(); ++i) {
            relabel_content(pages_[i], laid_out_.leaves[i]);
            pages_[i].removeKey("/Group");  // nothing on a page is transparent
            pages_[i].replaceKey("/Tabs", name("S"));
        }
    }

    // [page /XYZ null y null], or null where the anchor has no place.
    Handle destination(const std::string& anchor) {
        const auto at = laid_out_.places.find(anchor);
        if (at == laid_out_.places.end()) return Handle::newNull();
        Handle where = Handle::newArray();
        where.appendItem(pages_[at->second.page]);
        where.appendItem(name("XYZ"));
        where.appendItem(Handle::newNull());
        where.appendItem(number(std::max(0.0, laid_out_.height - at->second.y + 6)));
        where.appendItem(Handle::newNull());
        return where;
    }

    std::vector<Handle> links() {
        std::vector<Handle> annotations;
        std::vector<Handle> of_page(pages_.size(), Handle::newNull());
        for (const LinkArea& link : laid_out_.links) {
            Handle where = destination(link.anchor);
            if (where.isNull()) {
                annotations.push_back(Handle::newNull());
                continue;
            }
            Handle a = Handle::newDictionary();
            a.replaceKey("/Type", name("Annot"));
            a.replaceKey("/Subtype", name("Link"));
            Handle corners = Handle::newArray();
            const Rect& r = link.area;
            for (const double at :
                 {r.x, laid_out_.height - r.y - r.height, r.x + r.width, laid_out_.height - r.y})
                corners.appendItem(number(at));
            a.replaceKey("/Rect", corners);
            a.replaceKey("/Border", Handle::parse("[0 0 0]"));
            a.replaceKey("/F", Handle::newInteger(4));  // printed
            a.replaceKey("/Dest", where);
            a.replaceKey("/Contents", unicode(link.words));
            annotations.push_back(pdf_.makeIndirectObject(a));
            Handle& list = of_page[link.page];
            if (list.isNull()) list = Handle::newArray();
            list.appendItem(annotations.back());
        }
        for (std::size_t i = 0; i < pages_.size(); ++i)
            if (!of_page[i].isNull()) pages_[i].replaceKey("/Annots", of_page[i]);
        return annotations;
    }

    // Cairo leaves out a key that PDF/A asks for.
    void fonts() {
        for (Handle& object : pdf_.getAllObjects())
            if (object.isDictionaryOfType("/Font", "/CIDFontType2") &&
                !object.hasKey("/CIDToGIDMap"))
                object.replaceKey("/CIDToGIDMap", name("Identity"));
    }

    void catalog() {
        Handle root = pdf_.getRoot();
        root.replaceKey("/Lang", Handle::newString(document_.language));
        root.replaceKey("/MarkInfo", Handle::parse("<</Marked true>>"));
        root.replaceKey(
            "/ViewerPreferences",
            Handle::parse(document_.direction == "rtl" ? "<</DisplayDocTitle true /Direction /R2L>>"
                                                       : "<</DisplayDocTitle true>>"));
        Handle metadata = Handle::newStream(&pdf_, xmp_packet(document_));
        metadata.getDict().replaceKey("/Type", name("Metadata"));
        metadata.getDict().replaceKey("/Subtype", name("XML"));
        root.replaceKey("/Metadata", metadata);
        Handle profile = Handle::newStream(&pdf_, srgb_profile());
        profile.getDict().replaceKey("/N", Handle::newInteger(3));
        Handle intent = Handle::newDictionary();
        intent.replaceKey("/Type", name("OutputIntent"));
        intent.replaceKey("/S", name("GTS_PDFA1"));
        intent.replaceKey("/OutputConditionIdentifier", Handle::newString("sRGB IEC61966-2.1"));
        intent.replaceKey("/Info", Handle::newString("sRGB IEC61966-2.1"));
        intent.replaceKey("/DestOutputProfile", profile);
        Handle intents = Handle::newArray();
        intents.appendItem(pdf_.makeIndirectObject(intent));
        root.replaceKey("/OutputIntents", intents);
        Handle info = Handle::newDictionary();
        info.replaceKey("/Title", unicode(plain(document_.title.text)));
        info.replaceKey("/Producer", Handle::newString(producer));
        info.replaceKey("/CreationDate", Handle::newString(pdf_date(document_.stated_at)));
        info.replaceKey("/ModDate", Handle::newString(pdf_date(document_.stated_at)));
        pdf_.getTrailer().replaceKey("/Info", pdf_.makeIndirectObject(info));
    }

    void attachments() {
        if (document_.attachments.empty()) return;
        std::vector<const Attachment*> sorted;
        for (const Attachment& attachment : document_.attachments)
            sorted.push_back(&attachment);
        std::sort(sorted.begin(), sorted.end(),
                  [](const auto* a, const auto* b) { return a->name < b->name; });
        Handle names = Handle::newArray();
        Handle associated = Handle::newArray();
        for (const Attachment* attachment : sorted) {
            Handle file = Handle::newStream(&pdf_, attachment->content);
            file.getDict().replaceKey("/Type", name("EmbeddedFile"));
            file.getDict().replaceKey("/Subtype", name(attachment->media_type));
            Handle parameters = Handle::newDictionary();
            parameters.replaceKey(
                "/Size", Handle::newInteger(static_cast<long long>(attachment->content.size())));
            parameters.replaceKey("/ModDate", Handle::newString(pdf_date(document_.stated_at)));
            file.getDict().replaceKey("/Params", parameters);
            Handle specification = Handle::newDictionary();
            specification.replaceKey("/Type", name("Filespec"));
            specification.replaceKey("/F", Handle::newString(attachment->name));
            specification.replaceKey("/UF", unicode(attachment->name));
            specification.replaceKey("/Desc", unicode(attachment->description));
            specification.replaceKey("/AFRelationship", name(attachment->relationship));
            Handle embedded = Handle::newDictionary();
            embedded.replaceKey("/F", file);
            embedded.replaceKey("/UF", file);
            specification.replaceKey("/EF", embedded);
            Handle reference = pdf_.makeIndirectObject(specification);
            names.appendItem(Handle::newString(attachment->name));
            names.appendItem(reference);
            associated.appendItem(reference);
        }
        Handle tree = Handle::newDictionary();
        tree.replaceKey("/Names", names);
        Handle all = Handle::newDictionary();
        all.replaceKey("/EmbeddedFiles", tree);
        pdf_.getRoot().replaceKey("/Names", all);
        pdf_.getRoot().replaceKey("/AF", associated);
    }

    void bookmarks() {
        Handle root = pdf_.makeIndirectObject(Handle::newDictionary());
        root.replaceKey("/Type", name("Outlines"));
        Handle section = root;
        for (const Bookmark& mark : laid_out_.bookmarks) {
            Handle where = destination(mark.anchor);
            if (where.isNull()) continue;
            Handle& parent = mark.level > 1 && !section.isSameObjectAs(root) ? section : root;
            Handle item = pdf_.makeIndirectObject(Handle::newDictionary());
            item.replaceKey("/Title", unicode(mark.title));
            item.replaceKey("/Parent", parent);
            item.replaceKey("/Dest", where);
            append(parent, item, parent.isSameObjectAs(root));
            if (mark.level == 1) section = item;
        }
        if (!root.hasKey("/First")) return;
        pdf_.getRoot().replaceKey("/Outlines", root);
        pdf_.getRoot().replaceKey("/PageMode", name("UseOutlines"));
    }

    static void append(Handle parent, Handle item, bool open) {
        Handle last = parent.getKey("/Last");
        if (last.isNull()) {
            parent.replaceKey("/First", item);
        } else {
            last.replaceKey("/Next", item);
            item.replaceKey("/Prev", last);
        }
        parent.replaceKey("/Last", item);
        const long long count = parent.hasKey("/Count") ? parent.getKey("/Count").getIntValue() : 0;
        // A negative number of entries means that they are folded away.
        parent.replaceKey("/Count", Handle::newInteger(open ? count + 1 : count - 1));
    }

    const LaidOut& laid_out_;
    const Document& document_;
    QPDF pdf_;
    std::vector<Handle> pages_;
};

}  // namespace

Result<std::string> finish(const LaidOut& laid_out, const Document& document) {
    try {
        return Finisher(laid_out, document).run();
    } catch (const std::exception& e) {
        return fail(internal_error(
            "D0204", std::string("the pages could not be joined to a PDF: ") + e.what()));
    }
}

}  // namespace isonomia::reports::pdf
