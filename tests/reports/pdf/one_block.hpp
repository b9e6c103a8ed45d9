// A document of one block, behind so many lines: to see where pages break.
#pragma once

#include "reports/record.hpp"

namespace isonomia::tests {

[[nodiscard]] inline reports::Inline said(std::string text) {
    return {{reports::RunKind::words, std::move(text), ""}};
}

[[nodiscard]] inline reports::Document with(reports::Block block, std::size_t lines_before = 0) {
    reports::Document document;
    document.title.text = said("Title");
    reports::Section section;
    section.anchor = "one";
    section.title.text = said("One");
    for (std::size_t i = 0; i < lines_before; ++i)
        section.blocks.push_back(reports::paragraph(said("a line")));
    section.blocks.push_back(std::move(block));
    document.sections.push_back(std::move(section));
    number_paragraphs(document);
    return document;
}

}  // namespace isonomia::tests
