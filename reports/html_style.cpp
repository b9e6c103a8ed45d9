#include "reports/html_style.hpp"

#include "reports/plots/looks.hpp"

#include <fmt/format.h>

#include "reports/visible.hpp"

namespace isonomia::reports {

std::string css_string(const std::string& raw) {
    std::string out = "\"";
    for (const char c : visible(raw)) {
        const auto byte = static_cast<unsigned char>(c);
        const bool special =
            byte < 0x20 || c == '"' || c == '\\' || c == '<' || c == '&' || c == '>';
        out += special ? fmt::format("\\{:x} ", byte) : std::string(1, c);
    }
    return out + "\"";
}

namespace {

constexpr std::string_view screen = R"css(
:root { --ink: #1a1a1a; --soft: #4d4d4d; --line: #b8b8b8; --paper: #fff; --wash: #f4f4f1;
  --blue: #174a7c;
  --red: #8c1c13; --amber: #6b4700; --green: #1e5631; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-block-start: 3rem; }
body { margin: 0 auto; padding: 0 1.25rem 4rem; max-width: 50rem; background: var(--paper);
  color: var(--ink);
  font: 1.0625rem/1.5 Charter, "Bitstream Charter", "Source Serif 4", Georgia, "DejaVu Serif",
  serif;
  overflow-wrap: anywhere; }
h1, h2, h3, .kind, .badge, .no, small, table, nav, .stamp, dt, .callout, footer, figcaption,
.plot text {
  font-family: "Source Sans 3", "Segoe UI", Roboto, "Helvetica Neue", Arial, "DejaVu Sans",
  sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 3rem 0 1rem; padding-block-start: .6rem;
  border-block-start: 3px solid var(--ink); }
h3 { font-size: 1.08rem; line-height: 1.3; margin: 0 0 .4rem; }
p { margin: 0 0 .8rem; }
a { color: var(--blue); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px; }
code { font: .88em/1.4 "DejaVu Sans Mono", Consolas, Menlo, monospace; }
.kind { margin: 2.5rem 0 .3rem; color: var(--soft); font-size: .95rem; }
.skip { position: absolute; z-index: 2; inset-inline-start: -100vw; padding: .5rem;
  background: var(--paper); }
.skip:focus { inset-inline-start: .5rem; }
.stamp { position: sticky; inset-block-start: 0; margin: 0 -1.25rem; padding: .2rem 1.25rem;
  z-index: 1;
  background: #5c1a12; color: #fff; font-size: .85rem; font-weight: 700; letter-spacing: .02em; }
.num { position: relative; padding-inline-start: 3rem; }
.num > .no { position: absolute; inset-inline-start: 0; }
.no { color: var(--soft); font-variant-numeric: tabular-nums; font-size: .9em; }
small { color: var(--soft); font-size: .75rem; font-weight: 400; white-space: normal; }
small a { color: var(--soft); }
ul { margin: 0 0 1rem; padding-inline-start: 1.3rem; }
.num + ul { padding-inline-start: 4.2rem; }
li { margin-block-end: .35rem; }
.callout { padding: .7rem .9rem; border: 1px solid var(--line); border-inline-start-width: 6px;
  background: var(--wash); font-size: .97rem; }
.synthetic, .warning { border-color: var(--red); }
nav ol { list-style: none; padding: 0; columns: 18rem; margin: 0; }
nav li { padding-inline-start: 1.9rem; text-indent: -1.9rem; }
nav .no { display: inline-block; min-width: 1.9rem; text-indent: 0; }
dl { margin: 0 0 1rem; }
dt { font-weight: 700; font-size: .9rem; margin-block-start: .5rem; }
dd { margin: 0; }
dl.compact dt { margin: 0; }
dl.compact > div { display: grid; grid-template-columns: 12rem 1fr; gap: .2rem 1rem; margin: 0;
  padding: .3rem 0;
  border-block-start: 1px solid var(--line); }
dl.compact code { font-size: .8em; }
dl.compact dt { font-weight: 400; color: var(--soft); padding-block-start: .1rem; }
.card { margin: 0 0 1.4rem; padding: 1rem 1.1rem .3rem; border: 1px solid var(--line);
  border-radius: 4px; }
.card:target, tr:target, p:target { outline: 3px solid var(--blue); outline-offset: 2px; }
.answer { display: grid; grid-template-columns: 11rem 1fr; gap: 0 1.2rem; margin: 0;
  padding: .8rem 0 .1rem;
  border: 0; border-block-start: 1px solid var(--line); border-radius: 0; }
.answer h3 { grid-column: 2; grid-row: 1; }
.answer .badge { grid-column: 1; grid-row: 1 / span 2; align-self: start; justify-self: start; }
.answer p:not(.badge) { grid-column: 2; }
.badge { display: inline-block; margin: 0 0 .6rem; padding: .12rem .6rem;
  border: 2px solid currentColor;
  border-radius: 3px; font-weight: 700; font-size: .95rem; }
.adverse { color: var(--red); }
.open { color: var(--amber); border-style: dashed; }
.good { color: var(--green); }
table { width: 100%; border-collapse: collapse; margin: 0 0 1.2rem; font-size: .86rem;
  line-height: 1.4; }
caption { text-align: start; font-weight: 700; padding: .3rem 0; }
th, td { text-align: start; vertical-align: top; padding: .35rem .5rem;
  border-block-end: 1px solid var(--line); }
thead th { overflow-wrap: normal; }
.w { overflow-wrap: anywhere !important; }
thead th { border-block-end: 2px solid var(--ink); vertical-align: bottom; }
tbody th { font-weight: 600; min-width: 6rem; }
td { min-width: 5.5rem; }
.dense { font-size: .78rem; }
figure { margin: .6rem 0 0; }
figcaption { font-weight: 700; margin: 0 0 .5rem; }
.plot { display: block; width: 100%; height: auto; margin: 0 0 .8rem; }
.narrow { display: none; }
.plot { direction: ltr; }
.plot text { unicode-bidi: plaintext; }
.plot .end { text-anchor: end; }
.plot .mid { text-anchor: middle; }
.opinion { border-inline-start: 4px solid var(--amber); padding-inline-start: 1rem; }
.author { font-weight: 700; }
.declaration { border: 1px solid var(--ink); padding: 0 1rem .5rem; margin: 1rem 0;
  break-inside: avoid; }
.declaration blockquote { margin: .6rem 0; }
.sign { margin-block-start: 2rem; border-block-start: 1px solid var(--ink); width: 18rem; }
footer { margin-block-start: 3rem; font-size: .8rem; color: var(--soft); }
@media screen and (max-width: 44rem) {
  h1 { font-size: 1.5rem; }
  .num { padding-inline-start: 0; }
  .num > .no { position: static; display: block; }
  .num + ul { padding-inline-start: 1.3rem; }
  .answer { display: block; }
  dl.compact > div { display: block; }
  .wide { display: none; }
  .narrow { display: block; }
  .plot.narrow { max-width: 30rem; }
  table, tbody, tr, th, td, caption { display: block; }
  thead { position: absolute; inset-inline-start: -200vw; }
  tbody tr { padding: .5rem 0; border-block-end: 1px solid var(--line); }
  tbody th, tbody td { border: 0; padding: .1rem 0; }
  tbody td { display: flow-root; padding-inline-start: 6.5rem; }
  tbody th { font-size: .95rem; }
  td::before { float: left; width: 6rem; margin-inline-start: -6.5rem; color: var(--soft); }
  [dir="rtl"] td::before { float: right; }
}
)css";

constexpr std::string_view print = R"css(
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2 { margin-block-start: 1.6rem; }
  h1, h2, .card:not(.answer) > h3, caption, thead, dl:not(.compact) > dt { break-after: avoid; }
  .answer, figure svg, tr, .callout, dl.compact > div, nav, .num { break-inside: avoid; }
  thead { display: table-header-group; }
  table { font-size: 8.5pt; }
  .dense { font-size: 8pt; }
  small { font-size: 7.5pt; }
  a { color: inherit; text-decoration: none; }
  .skip, footer { display: none; }
  section[aria-labelledby="glance"] { break-before: page; }
  section[aria-labelledby="glance"] h2 { margin-block-start: 0; }
  .answer { display: block; padding: .45rem 0 0; }
  dl.compact > div { display: table; width: 100%; }
  dl.compact dt, dl.compact dd { display: table-cell; }
  dl.compact dt { width: 12rem; padding-inline-end: 1rem; }
  .answer p, .callout, ul { margin-block-end: .45rem; }
  .callout { padding: .45rem .7rem; }
  p:has(> .no + strong:last-child) { break-after: avoid; }
  .short { font-size: 10pt; line-height: 1.4; }
  .short h1 { font-size: 1.4rem; margin-block-end: .6rem; }
  .short h2 { font-size: 1.1rem; margin: 1rem 0 .5rem; padding-block-start: .4rem; }
  .short p, .short ul { margin-block-end: .45rem; }
  .short .kind { margin-block-start: 0; }
  .stamp { position: fixed; inset: 0 0 auto auto; margin: 0; padding: 1mm 0;
    writing-mode: vertical-rl; background: none; color: var(--red); font-size: 8pt; }
}
)css";

}  // namespace

std::string html_style(const Document& document, const std::string& tables) {
    std::string style(screen);
    style += plot_style();
    style += tables;
    style += print;
    const std::string head = plain(document.running_head.text);
    style += "@media print {\n";
    if (!head.empty()) style += "  body { padding-inline-end: 8mm; }\n";
    style += "  @page { margin: 18mm 16mm 18mm;\n";
    if (!head.empty())
        style += "    @top-left { content: " + css_string(head) +
                 "; font: bold 8pt sans-serif; color: #8c1c13; }\n";
    style += "    @bottom-left { content: " + css_string(plain(document.running_foot.text)) +
             "; font: 8pt sans-serif; white-space: nowrap; }\n";
    style += "    @bottom-right { content: " + css_string(plain(document.page_word)) +
             " \" \" counter(page) \" / \" counter(pages); font: 8pt sans-serif; } }\n}\n";
    return style;
}

}  // namespace isonomia::reports
