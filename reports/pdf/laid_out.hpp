// A report after layout: pages painted by Cairo, and beside them all that makes a PDF readable by
// machines: the structure tree, links, places and bookmarks. finish() joins the two.
//
// Cairo paints numbered leaves (marked content) and knows nothing else of structure: its own
// tagging has neither alternative text nor header cells nor artifacts.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace isonomia::reports::pdf {

// Points (1/72 inch), origin at the upper left corner of the page, y downwards.
struct Rect {
    double x = 0, y = 0, width = 0, height = 0;
};

struct Element;

// What an element holds, in reading order: another element, painted content, or a link area.
struct Kid {
    Element* element = nullptr;
    std::optional<std::size_t> page = {};  // with `leaf`: painted content
    std::size_t leaf = 0;                  // number of the leaf on its page
    std::optional<std::size_t> link = {};  // index into LaidOut::links
};

// A structure element of ISO 32000-1, 14.8.4.
struct Element {
    std::string_view role;                  // 'P', 'TH', …
    std::string alt = {};                   // alternative text of figures
    std::string language = {};              // BCP 47, where it is not that of the document
    std::string id = {};                    // of header cells and notes, unique in the document
    std::string_view scope = {};            // of header cells: 'Row' or 'Column'
    std::vector<std::string> headers = {};  // of data cells: ids of their header cells
    std::optional<Rect> box = {};           // of figures, on their one page
    std::size_t box_page = 0;
    std::vector<Kid> kids = {};
};

// A leaf of a page in painting order: of an element, or an artifact (nullptr).
struct Leaf {
    Element* element = nullptr;
};

struct LinkArea {
    std::size_t page = 0;
    Rect area;
    std::string anchor;
    Element* element = nullptr;
    std::string words;  // what the link says, for those who do not see it
};

struct Place {
    std::size_t page = 0;
    double y = 0;
};

struct Bookmark {
    std::string title;
    std::string anchor;
    int level = 1;
};

struct LaidOut {
    double width = 0, height = 0;
    std::string body;                       // the PDF as Cairo wrote it
    std::deque<Element> elements;           // the first is the root; addresses are stable
    std::vector<std::vector<Leaf>> leaves;  // per page
    std::vector<LinkArea> links;
    std::map<std::string, Place> places;  // anchor -> where it stands
    std::vector<Bookmark> bookmarks;
};

}  // namespace isonomia::reports::pdf
