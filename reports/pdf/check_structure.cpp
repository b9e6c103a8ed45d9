#include "reports/pdf/check_structure.hpp"

#include <map>
#include <optional>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "core/text.hpp"
#include "reports/pdf/content.hpp"

namespace isonomia::reports::pdf {

namespace {

using Handle = QPDFObjectHandle;

// Content of a page: marks in balance, every painted thing marked, MCIDs 0, 1, 2, …
class ContentCheck {
public:
    explicit ContentCheck(const Report& broken) : broken_(broken) {}

    // Returns how many marks have a number.
    long long run(std::string_view content) {
        ContentReader reader(content);
        while (const auto operation = reader.next())
            look(*operation);
        if (!marks_.empty()) fault("ISO 32000-1 14.6: a mark that does not end");
        return next_;
    }

private:
    void look(const Operation& operation) {
        const std::string_view op = operation.name;
        if (op == "BDC" || op == "BMC") {
            open(operation.operands);
        } else if (op == "EMC") {
            if (marks_.empty()) return fault("ISO 32000-1 14.6: EMC without a beginning");
            marks_.pop_back();
        } else if (paints(op) && marks_.empty()) {
            fault("PDF/UA-1 7.1: content that is neither tagged nor an artifact (" +
                  std::string(op) + ")");
        }
    }
    static bool paints(std::string_view op) {
        static const std::set<std::string, std::less<>> list{"Tj", "TJ", "'",  "\"", "f",  "F",
                                                             "f*", "B",  "B*", "b",  "b*", "S",
                                                             "s",  "sh", "Do", "BI"};
        return list.contains(op);
    }
    void open(std::string_view operands) {
        constexpr std::string_view number = "/MCID";
        const std::string_view tag = trim(operands);
        const bool artifact = tag.starts_with("/Artifact");
        const auto at = tag.find(number);
        const bool numbered = at != std::string_view::npos;
        if (numbered) {
            const std::string_view behind = trim(tag.substr(at + number.size()));
            if (parse_integer(behind.substr(0, behind.find_first_not_of("0123456789"))) != next_)
                fault("ISO 32000-1 14.7.4: numbers of marks are not 0, 1, 2, …");
            ++next_;
        }
        if ((artifact || numbered) && !marks_.empty())
            fault("PDF/UA-1 7.1: an artifact and tagged content inside each other");
        marks_.push_back(artifact);
    }
    void fault(const std::string& clause) {
        if (!said_) broken_(clause);
        said_ = true;
    }

    const Report& broken_;
    std::vector<bool> marks_;
    long long next_ = 0;
    bool said_ = false;
};

class TreeCheck {
public:
    TreeCheck(QPDF& pdf, const Report& broken) : pdf_(pdf), broken_(broken) {}

    void run() {
        Handle root = pdf_.getRoot().getKey("/StructTreeRoot");
        if (!root.isDictionary()) return broken_("PDF/UA-1 7.1: there is no structure tree");
        Handle kids = root.getKey("/K");
        if (kids.isArray())
            for (int i = 0; i < kids.getArrayNItems(); ++i)
                element(kids.getArrayItem(i), "", 0);
        else
            element(kids, "", 0);
        for (const std::string& header : wanted_headers_)
            if (!header_ids_.contains(header)) {
                broken_("PDF/UA-1 7.5: a cell names a header that is not there");
                break;
            }
        parents(root);
    }

private:
    void element(Handle object, const std::string& parent, int depth) {
        if (depth > 60) return broken_("the structure tree is deeper than 60 levels");
        if (!object.isDictionary() || !object.getKey("/S").isName()) return;
        const std::string role = object.getKey("/S").getName().substr(1);
        look(object, role, parent);
        Handle kids = object.getKey("/K");
        const int count = kids.isArray() ? kids.getArrayNItems() : kids.isNull() ? 0 : 1;
        for (int i = 0; i < count; ++i) {
            Handle kid = kids.isArray() ? kids.getArrayItem(i) : kids;
            if (kid.isDictionary() && kid.hasKey("/Obj"))
                linked_.insert(kid.getKey("/Obj").getObjGen());
            else
                element(kid, role, depth + 1);
        }
    }

    void look(Handle object, const std::string& role, const std::string& parent) {
        if (!roles().contains(role)) broken_("PDF/UA-1 7.1: a role of no standard: " + role);
        if (role == "Figure" && !object.getKey("/Alt").isString())
            broken_("PDF/UA-1 7.3: a figure has no alternative text");
        if (role == "Note" && !object.getKey("/ID").isString())
            broken_("PDF/UA-1 7.9: a footnote has no identifier");
        if (role == "TH") {
            if (object.getKey("/ID").isString())
                header_ids_.insert(object.getKey("/ID").getStringValue());
            if (!object.getKey("/A").getKey("/Scope").isName())
                broken_("PDF/UA-1 7.5: a header cell has no scope");
        }
        if (role == "TD" && object.getKey("/A").isDictionary()) {
            Handle headers = object.getKey("/A").getKey("/Headers");
            for (int i = 0; headers.isArray() && i < headers.getArrayNItems(); ++i)
                wanted_headers_.insert(headers.getArrayItem(i).getStringValue());
        }
        static const std::map<std::string, std::set<std::string>> inside{
            {"LI", {"L"}},     {"Lbl", {"LI", "Note", "Reference"}},
            {"LBody", {"LI"}}, {"TR", {"THead", "TBody", "Table"}},
            {"TH", {"TR"}},    {"TD", {"TR"}},
            {"TOCI", {"TOC"}},
        };
        const auto rule = inside.find(role);
        if (rule != inside.end() && !rule->second.contains(parent))
            broken_(fmt::format("PDF/UA-1 7.2: {} inside {}", role, parent));
        if (role.size() == 2 && role[0] == 'H' && role[1] >= '1' && role[1] <= '6') {
            const int level = role[1] - '0';
            if (level > heading_ + 1) broken_("PDF/UA-1 7.4.2: a level of headings is left out");
            heading_ = level;
        }
    }

    static const std::set<std::string>& roles() {
        static const std::set<std::string> list{
            "Document", "Part",      "Sect",       "Div",   "P",     "H1",   "H2",
            "H3",       "H4",        "H5",         "H6",    "L",     "LI",   "Lbl",
            "LBody",    "Table",     "THead",      "TBody", "TFoot", "TR",   "TH",
            "TD",       "Caption",   "Figure",     "Link",  "Note",  "Span", "TOC",
            "TOCI",     "Reference", "BlockQuote", "Quote", "Form"};
        return list;
    }

    // Every mark and every link finds its element by number.
    void parents(Handle root) {
        Handle numbers = root.getKey("/ParentTree").getKey("/Nums");
        std::map<long long, Handle> owners;
        for (int i = 0; numbers.isArray() && i + 1 < numbers.getArrayNItems(); i += 2)
            owners.emplace(numbers.getArrayItem(i).getIntValue(), numbers.getArrayItem(i + 1));
        for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf_).getAllPages()) {
            Handle object = page.getObjectHandle();
            Pl_Buffer buffer("content");
            page.pipeContents(&buffer);
            const auto content = buffer.getBufferSharedPointer();
            const long long marks = ContentCheck(broken_).run(
                {reinterpret_cast<const char*>(content->getBuffer()), content->getSize()});
            Handle key = object.getKey("/StructParents");
            const auto found = key.isInteger() ? owners.find(key.getIntValue()) : owners.end();
            if (found == owners.end() || !found->second.isArray() ||
                found->second.getArrayNItems() != marks)
                broken_("ISO 32000-1 14.7.4.4: marks of a page without their elements");
            annotations(object, owners);
        }
    }

    void annotations(Handle page, const std::map<long long, Handle>& owners) {
        Handle list = page.getKey("/Annots");
        for (int i = 0; list.isArray() && i < list.getArrayNItems(); ++i) {
            Handle one = list.getArrayItem(i);
            const bool link = one.getKey("/Subtype").isNameAndEquals("/Link");
            if (!link && !one.getKey("/Subtype").isNameAndEquals("/Widget"))
                broken_("an annotation that is neither a link nor a signature");
            if (link && !one.getKey("/Contents").isString())
                broken_("PDF/UA-1 7.18.5: a link does not say where it leads");
            if (!one.getKey("/F").isInteger() || (one.getKey("/F").getIntValue() & 4) == 0)
                broken_("PDF/A-3 6.3.2: an annotation that is not printed");
            Handle key = one.getKey("/StructParent");
            if (link && (!key.isInteger() || !owners.contains(key.getIntValue()) ||
                         !linked_.contains(one.getObjGen())))
                broken_("PDF/UA-1 7.18.5: a link is not in the structure tree");
        }
        if (list.isArray() && !page.getKey("/Tabs").isNameAndEquals("/S"))
            broken_("PDF/UA-1 7.18.3: the order of tabs is not that of the structure");
    }

    QPDF& pdf_;
    const Report& broken_;
    std::set<std::string> header_ids_, wanted_headers_;
    std::set<QPDFObjGen> linked_;
    int heading_ = 0;
};

}  // namespace

void check_structure(QPDF& pdf, const Report& broken) { TreeCheck(pdf, broken).run(); }

}  // namespace isonomia::reports::pdf
