#include "reports/annotated_source.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "reports/html_writer.hpp"

namespace isonomia::reports {

namespace {

constexpr std::size_t first_lines = 50;
constexpr std::size_t line_bytes_max = 2000;  // of a file shown whole

constexpr std::string_view style = R"css(
:root { --ink: #1a1a1a; --soft: #4d4d4d; --line: #b8b8b8; --wash: #f4f4f1; --blue: #174a7c; }
body { margin: 0 auto; padding: 0 1.25rem 4rem; max-width: 75rem; color: var(--ink);
  font: 1rem/1.5 "Source Sans 3", "Segoe UI", Roboto, Arial, "DejaVu Sans", sans-serif;
  overflow-wrap: anywhere; }
h1 { font-size: 1.8rem; }
h2 { border-block-start: 3px solid var(--ink); margin-block-start: 2.5rem; }
a { color: var(--blue); } code, .code { font-family: "DejaVu Sans Mono", Consolas, monospace;
  font-size: .85rem; white-space: pre-wrap; }
table { border-collapse: collapse; width: 100%; } th { text-align: start; }
td, th { border-block-end: 1px solid var(--line); padding: .1rem .5rem; vertical-align: top; }
th, td a { overflow-wrap: break-word; min-inline-size: 4rem; }
table.source td { border: 0; } td.n { text-align: end; color: var(--soft); white-space: nowrap; }
tr.value { background: #fdf0d5; } tr.decides { background: #e8eef5; }
tr:target, li:target { outline: 3px solid var(--blue); }
.kind { color: var(--soft); } .judged { border-inline-start: 4px solid var(--blue);
  padding-inline-start: .6rem; }
@media print { tr.value { font-weight: bold; } }
)css";

class Page {
public:
    explicit Page(const AnnotatedSource& source) : source_(source) {
        for (const AnnotatedLine& line : source.lines) {
            files_.try_emplace(line.file, files_.size());
            by_place_.emplace(std::pair{line.file, line.line}, &line);
        }
        std::size_t number = 0;
        for (auto& [file, index] : files_)
            index = number++;
        for (const Finding& finding : source.findings)
            findings_at_[{finding.place.file, finding.place.line}].push_back(&finding);
    }

    std::string write() {
        const std::string title = "What can change the result of " + join(source_.entries, ", ");
        out_ = fmt::format(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            "style-src 'unsafe-inline'\">\n<title>{0}</title>\n<style>{1}</style>\n</head>\n"
            "<body>\n<h1>{0}</h1>\n",
            text(title), style);
        coverage();
        first();
        findings();
        for (const auto& [file, index] : files_)
            source_file(file, index);
        out_ += "</body>\n</html>\n";
        return std::move(out_);
    }

private:
    static std::string text(std::string_view words) { return HtmlWriter::text(words); }

    // A link to a line of the slice; plain where the line is not on it.
    std::string place(const std::string& file, std::uint64_t line) const {
        const std::string name = fmt::format("{}:{}", text(file), line);
        if (!by_place_.contains({file, line})) return fmt::format("<code>{}</code>", name);
        return fmt::format("<a href=\"#f{}-{}\"><code>{}</code></a>", files_.at(file), line, name);
    }

    void coverage() {
        const Coverage& c = source_.coverage;
        out_ +=
            "<h2>What was read</h2>\n<table><tr><th>Language</th><th>Files read</th>"
            "<th>Lines read</th></tr>\n";
        for (const LanguageShare& share : c.languages)
            out_ += fmt::format("<tr><td>{}</td><td>{} of {}</td><td>{} of {}</td></tr>\n",
                                text(share.language), share.files_read, share.files,
                                share.lines_read, share.lines);
        out_ += fmt::format(
            "</table>\n<p>{} of {} source units were read without error: {} functions, {} steps of "
            "a value. {} of {} calls were not resolved. Where no path is shown, none was found in "
            "what was read. A path is a lead, not proof of an effect.</p>\n",
            c.units_clean, c.units, c.functions, c.edges.value_or(0), c.calls_unresolved,
            c.calls.value_or(0));
        if (c.not_read.empty()) return;
        out_ += "<details><summary>Not read</summary><ul>\n";
        for (const std::string& gap : c.not_read)
            out_ += "<li>" + text(gap) + "</li>\n";
        out_ += "</ul></details>\n";
    }

    void first() {
        out_ +=
            "<h2>The lines that matter first</h2>\n<table><tr><th>Rank</th><th>Place</th>"
            "<th>Line</th><th>What becomes of the value</th></tr>\n";
        for (const AnnotatedLine& line : source_.lines) {
            if (line.rank > first_lines) break;
            out_ += fmt::format(
                "<tr><td class=\"n\">{}</td><td>{}</td><td class=\"code\">{}</td>"
                "<td>{}</td></tr>\n",
                line.rank, place(line.file, line.line), text(line.text), text(line.what));
        }
        out_ += "</table>\n";
    }

    void path(const Finding& finding) {
        out_ += "<ol>\n";
        for (const CodePlace& step : finding.path)
            out_ += fmt::format("<li>{} {} <span class=\"code\">{}</span></li>\n",
                                place(step.file, step.line), text(step.what), text(step.text));
        out_ += "</ol>\n";
    }

    void findings() {
        out_ += "<h2>Findings</h2>\n";
        if (source_.findings.empty()) out_ += "<p>None within what was read.</p>\n";
        for (const Finding& f : source_.findings) {
            out_ += fmt::format(
                "<details id=\"{}\"><summary>{} <span class=\"kind\">{}, {}</span>"
                "</summary>\n<p>{}</p>\n<p>{}</p>\n<p>{}</p>\n",
                text(f.id), text(f.title), text(f.check), place(f.place.file, f.place.line),
                text(f.claim), text(f.why), text(f.to_show));
            if (!f.judgement.empty())
                out_ +=
                    fmt::format("<p class=\"judged\">{} by {} on {}: {}</p>\n", text(f.judgement),
                                text(f.judged_by), text(f.judged_on), text(f.judged_why));
            path(f);
            if (!f.witness.empty())
                out_ += "<pre class=\"code\">" + witness(f.witness) + "</pre>\n";
            out_ += "</details>\n";
        }
    }

    static std::string witness(const std::string& all) {
        std::string result;
        for (const std::string_view line : split(all, '\n'))
            result += text(line) + "\n";
        return result;
    }

    void line(const std::string& file, std::size_t index, std::uint64_t number,
              std::string_view words) {
        const auto found = by_place_.find({file, number});
        if (found == by_place_.end()) {
            out_ += fmt::format(
                "<tr><td class=\"n\">{}</td><td class=\"code\">{}</td><td></td>"
                "</tr>\n",
                number, text(words));
            return;
        }
        const AnnotatedLine& at = *found->second;
        std::string note = fmt::format("<span class=\"kind\">{}</span> {}", at.rank, text(at.what));
        if (!at.next_file.empty()) note += " \u2192 " + place(at.next_file, at.next_line);
        if (const auto hits = findings_at_.find({file, number}); hits != findings_at_.end())
            for (const Finding* finding : hits->second)
                note +=
                    fmt::format(" <a href=\"#{}\">{}</a>", text(finding->id), text(finding->check));
        out_ += fmt::format(
            "<tr id=\"f{}-{}\" class=\"{}\"><td class=\"n\">{}</td>"
            "<td class=\"code\">{}</td><td>{}</td></tr>\n",
            index, number, at.thin ? "value" : "decides", number, text(words), note);
    }

    void source_file(const std::string& file, std::size_t index) {
        out_ += fmt::format("<h2 id=\"f{}\"><code>{}</code></h2>\n<table class=\"source\">\n",
                            index, text(file));
        const auto whole = source_.texts.find(file);
        if (whole != source_.texts.end()) {
            std::uint64_t number = 0;
            for (const std::string_view words : split(whole->second, '\n'))
                line(file, index, ++number, words.substr(0, line_bytes_max));
        } else {
            for (auto at = by_place_.lower_bound({file, 0});
                 at != by_place_.end() && at->first.first == file; ++at)
                line(file, index, at->first.second, at->second->text);
        }
        out_ += "</table>\n";
    }

    const AnnotatedSource& source_;
    std::map<std::string, std::size_t> files_;
    std::map<std::pair<std::string, std::uint64_t>, const AnnotatedLine*> by_place_;
    std::map<std::pair<std::string, std::uint64_t>, std::vector<const Finding*>> findings_at_;
    std::string out_;
};

}  // namespace

std::string annotated_html(const AnnotatedSource& source) { return Page(source).write(); }

}  // namespace isonomia::reports
