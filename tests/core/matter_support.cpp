#include "tests/core/matter_support.hpp"

#include <fmt/format.h>

#include "core/embedded.hpp"
#include "core/xml.hpp"
#include "tests/catch.hpp"

namespace isonomia::tests {

namespace {

Error refused() { return system_error("F0002", "these files cannot be written"); }

}  // namespace

Result<std::string> TextFiles::read(const fs::path& path, std::uint64_t bytes_max) {
    const auto found = texts_.find(path);
    if (found == texts_.end()) return fail(input_error("F0001", "there is no such file"));
    if (found->second.size() > bytes_max) return fail(input_error("F0004", "larger than allowed"));
    return found->second;
}

Status TextFiles::write(const fs::path&, std::string_view) { return fail(refused()); }

Result<FileFacts> TextFiles::take_in(const fs::path&, const fs::path&,
                                     const std::function<std::string(const Digest&)>&) {
    return fail(refused());
}

Result<FileFacts> TextFiles::facts(const fs::path& path) {
    const auto text = read(path, 1ULL << 32U);
    if (!text) return fail(text.error());
    return FileFacts{sha256(*text), text->size()};
}

Status TextFiles::make_folder(const fs::path&) { return fail(refused()); }

std::string matter_with(std::string_view inside) {
    return fmt::format(
        "<matter xmlns=\"urn:isonomia:matter:1\" id=\"m\" language=\"en\" jurisdiction=\"FR\">\n"
        "<title>T</title><question>Q?</question>\n{}\n</matter>\n",
        inside);
}

Result<MatterFile> read_text(std::string text) {
    TextFiles files({{"matter.xml", std::move(text)}});
    return read_matter(files, "matter.xml");
}

std::string rendered(const Error& error) {
    std::string text = fmt::format("error[{}]: {}\n", error.code, error.message);
    if (error.where) text += fmt::format("  --> {}\n", to_string(*error.where));
    for (const std::string& note : error.notes)
        text += fmt::format("note: {}\n", note);
    if (!error.hint.empty()) text += fmt::format("hint: {}\n", error.hint);
    return text;
}

bool grammar_accepts(const std::string& text) {
    const auto document = XmlDocument::parse(text, "matter.xml");
    if (!document) return false;
    for (const EmbeddedFile& file : schemas())
        if (file.path == "docs/formats/matter.rng")
            return document->validate(file.content).has_value();
    FAIL("the grammar of matter.xml is not built in");
    return false;
}

}  // namespace isonomia::tests
