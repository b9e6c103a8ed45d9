#include "reports/pdf/structure_tree.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "reports/pdf/content.hpp"

namespace isonomia::reports::pdf {

namespace {

using Handle = QPDFObjectHandle;

Handle number(double value) { return Handle::newReal(value, 2); }
Handle number(std::size_t value) { return Handle::newInteger(static_cast<long long>(value)); }

class TreeWriter {
public:
    TreeWriter(QPDF& pdf, const LaidOut& laid_out, const std::vector<Handle>& pages,
               std::vector<Handle>& annotations)
        : pdf_(pdf), laid_out_(laid_out), pages_(pages), annotations_(annotations) {
        for (const std::vector<Leaf>& leaves : laid_out.leaves) {
            std::vector<std::size_t> ids;
            std::size_t next = 0;
            for (const Leaf& leaf : leaves)
                ids.push_back(leaf.element == nullptr ? 0 : next++);
            mcids_.push_back(std::move(ids));
            owners_.emplace_back(next, Handle::newNull());
        }
        owner_of_link_.resize(laid_out.links.size(), Handle::newNull());
    }

    void write() {
        Handle root = pdf_.makeIndirectObject(Handle::newDictionary());
        root.replaceKey("/Type", Handle::newName("/StructTreeRoot"));
        root.replaceKey("/K", element(laid_out_.elements.front(), root));
        write_parent_tree(root);
        if (!ids_.empty()) {
            Handle names = Handle::newArray();
            for (const auto& [id, object] : ids_) {  // sorted, as a name tree must be
                names.appendItem(Handle::newString(id));
                names.appendItem(object);
            }
            Handle tree = Handle::newDictionary();
            Handle leaf = Handle::newDictionary();
            leaf.replaceKey("/Names", names);
            Handle limits = Handle::newArray();
            limits.appendItem(Handle::newString(ids_.begin()->first));
            limits.appendItem(Handle::newString(ids_.rbegin()->first));
            leaf.replaceKey("/Limits", limits);
            Handle kids = Handle::newArray();
            kids.appendItem(pdf_.makeIndirectObject(leaf));
            tree.replaceKey("/Kids", kids);
            root.replaceKey("/IDTree", pdf_.makeIndirectObject(tree));
        }
        pdf_.getRoot().replaceKey("/StructTreeRoot", root);
    }

private:
    static bool may_be_empty(const Element& e) { return e.role == "TD" || e.role == "TH"; }

    static bool has_content(const Element& e) {
        return may_be_empty(e) || std::any_of(e.kids.begin(), e.kids.end(), [](const Kid& kid) {
                   return kid.element == nullptr || has_content(*kid.element);
               });
    }

    Handle element(const Element& source, const Handle& parent) {
        Handle object = pdf_.makeIndirectObject(Handle::newDictionary());
        object.replaceKey("/Type", Handle::newName("/StructElem"));
        object.replaceKey("/S", Handle::newName("/" + std::string(source.role)));
        object.replaceKey("/P", parent);
        if (!source.alt.empty()) object.replaceKey("/Alt", Handle::newUnicodeString(source.alt));
        if (!source.language.empty())
            object.replaceKey("/Lang", Handle::newString(source.language));
        if (!source.id.empty()) {
            object.replaceKey("/ID", Handle::newString(source.id));
            ids_.emplace(source.id, object);
        }
        attributes(source, object);
        kids(source, object);
        return object;
    }

    void attributes(const Element& source, Handle& object) {
        Handle a = Handle::newDictionary();
        if (source.box) {
            const Rect& box = *source.box;
            a.replaceKey("/O", Handle::newName("/Layout"));
            a.replaceKey("/Placement", Handle::newName("/Block"));
            Handle corners = Handle::newArray();
            for (const double at : {box.x, laid_out_.height - box.y - box.height, box.x + box.width,
                                    laid_out_.height - box.y})
                corners.appendItem(number(at));
            a.replaceKey("/BBox", corners);
        } else if (!source.scope.empty() || !source.headers.empty()) {
            a.replaceKey("/O", Handle::newName("/Table"));
            if (!source.scope.empty())
                a.replaceKey("/Scope", Handle::newName("/" + std::string(source.scope)));
            if (!source.headers.empty()) {
                Handle headers = Handle::newArray();
                for (const std::string& id : source.headers)
                    headers.appendItem(Handle::newString(id));
                a.replaceKey("/Headers", headers);
            }
        } else {
            return;
        }
        object.replaceKey("/A", a);
    }

    void kids(const Element& source, Handle& object) {
        Handle list = Handle::newArray();
        std::optional<std::size_t> page;
        for (const Kid& kid : source.kids) {
            if (kid.element != nullptr) {
                if (has_content(*kid.element)) list.appendItem(element(*kid.element, object));
            } else if (kid.page) {
                const std::size_t mcid = mcids_[*kid.page][kid.leaf];
                owners_[*kid.page][mcid] = object;
                if (!page) {
                    page = kid.page;
                    object.replaceKey("/Pg", pages_[*page]);
                }
                list.appendItem(*page == *kid.page ? number(mcid) : mark(*kid.page, mcid));
            } else if (kid.link && !annotations_[*kid.link].isNull()) {
                owner_of_link_[*kid.link] = object;
                Handle reference = Handle::newDictionary();
                reference.replaceKey("/Type", Handle::newName("/OBJR"));
                reference.replaceKey("/Obj", annotations_[*kid.link]);
                reference.replaceKey("/Pg", pages_[laid_out_.links[*kid.link].page]);
                list.appendItem(reference);
            }
        }
        if (list.getArrayNItems() == 1)
            object.replaceKey("/K", list.getArrayItem(0));
        else if (list.getArrayNItems() > 1)
            object.replaceKey("/K", list);
    }

    Handle mark(std::size_t page, std::size_t mcid) {
        Handle reference = Handle::newDictionary();
        reference.replaceKey("/Type", Handle::newName("/MCR"));
        reference.replaceKey("/Pg", pages_[page]);
        reference.replaceKey("/MCID", number(mcid));
        return reference;
    }

    void write_parent_tree(Handle& root) {
        Handle numbers = Handle::newArray();
        for (std::size_t page = 0; page < pages_.size(); ++page) {
            Handle owners = Handle::newArray();
            for (const Handle& owner : owners_[page])
                owners.appendItem(owner);
            numbers.appendItem(number(page));
            numbers.appendItem(pdf_.makeIndirectObject(owners));
            Handle(pages_[page]).replaceKey("/StructParents", number(page));
        }
        std::size_t key = pages_.size();
        for (std::size_t link = 0; link < annotations_.size(); ++link) {
            if (annotations_[link].isNull() || owner_of_link_[link].isNull()) continue;
            annotations_[link].replaceKey("/StructParent", number(key));
            numbers.appendItem(number(key++));
            numbers.appendItem(owner_of_link_[link]);
        }
        Handle tree = Handle::newDictionary();
        tree.replaceKey("/Nums", numbers);
        root.replaceKey("/ParentTree", pdf_.makeIndirectObject(tree));
        root.replaceKey("/ParentTreeNextKey", number(key));
    }

    QPDF& pdf_;
    const LaidOut& laid_out_;
    const std::vector<Handle>& pages_;
    std::vector<Handle>& annotations_;
    std::vector<std::vector<std::size_t>> mcids_;  // per page and leaf
    std::vector<std::vector<Handle>> owners_;      // per page and mcid
    std::vector<Handle> owner_of_link_;
    std::map<std::string, Handle> ids_;
};

// Renames marks in the order in which the leaves were painted.
std::string relabelled(std::string_view content, const std::vector<Leaf>& leaves) {
    std::string out;
    out.reserve(content.size() + 24 * leaves.size());
    std::size_t copied = 0;
    std::size_t next = 0;
    std::size_t mcid = 0;
    ContentReader reader(content);
    while (const auto operation = reader.next()) {
        if (operation->name != "BDC" || operation->operands.find("/MCID") == std::string_view::npos)
            continue;
        out += content.substr(copied, operation->begin - copied);
        copied = operation->end;
        const Element* element = next < leaves.size() ? leaves[next].element : nullptr;
        ++next;
        out += element == nullptr ? "\n/Artifact BMC"
                                  : fmt::format("\n/{} <</MCID {}>> BDC", element->role, mcid++);
    }
    out += content.substr(copied);
    return out;
}

}  // namespace

void write_structure(QPDF& pdf, const LaidOut& laid_out, const std::vector<QPDFObjectHandle>& pages,
                     std::vector<QPDFObjectHandle>& annotations) {
    TreeWriter(pdf, laid_out, pages, annotations).write();
}

void relabel_content(QPDFObjectHandle page, const std::vector<Leaf>& leaves) {
    Pl_Buffer buffer("content");
    QPDFPageObjectHelper(page).pipeContents(&buffer);
    const auto content = buffer.getBufferSharedPointer();
    QPDFObjectHandle stream = QPDFObjectHandle::newStream(
        page.getOwningQPDF(),
        relabelled({reinterpret_cast<const char*>(content->getBuffer()), content->getSize()},
                   leaves));
    page.replaceKey("/Contents", stream);
}

}  // namespace isonomia::reports::pdf
