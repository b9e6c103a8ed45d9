// One self-contained file: no script, nothing fetched, readable as HTML5 and as XML.
#include "core/digest.hpp"
#include "core/xml.hpp"
#include "reports/format.hpp"
#include "reports/html_style.hpp"
#include "reports/html_writer.hpp"

namespace isonomia::reports {

namespace {

std::string head(const Document& document, const std::string& tables) {
    const std::string style = html_style(document, tables);
    const Digest digest = sha256(style);
    // Only this style sheet may apply; no script, image, font, frame, form or request of any kind.
    const std::string policy = "default-src 'none'; style-src 'sha256-" + base64(digest) +
                               "'; base-uri 'none'; form-action 'none'";
    return "<head>\n<meta charset=\"utf-8\" />\n<meta http-equiv=\"Content-Security-Policy\" "
           "content=\"" +
           policy +
           "\" />\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n"
           "<meta name=\"referrer\" content=\"no-referrer\" />\n<title>" +
           HtmlWriter::text(plain(document.title.text)) + "</title>\n<style>" + style +
           "</style>\n</head>\n";
}

Result<std::string> render(const Document& document) {
    HtmlWriter writer(document);
    const std::string body = writer.body();
    const std::string language = escape_xml_attribute(document.language);
    return "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"" + language +
           "\" xml:lang=\"" + language + "\" dir=\"" + escape_xml_attribute(document.direction) +
           "\">\n" + head(document, writer.table_style()) + body + "</html>\n";
}

}  // namespace

Format html_format() { return {"html", ".html", "text/html; charset=utf-8", &render}; }

}  // namespace isonomia::reports
