#include "cli/pack_copy.hpp"

#include <fmt/format.h>

#include "cli/pack_files.hpp"
#include "cli/printable.hpp"
#include "core/xml.hpp"

namespace isonomia::cli {

namespace {

constexpr std::uint64_t pack_bytes_max = 16U << 20U;
constexpr std::uint64_t fixture_bytes_max = 1U << 20U;

std::size_t offset_of(std::string_view text, const Location& place) {
    std::size_t begin = 0;
    for (std::size_t line = 1; line < place.line; ++line)
        begin = text.find('\n', begin) + 1;
    return begin + place.column - 1;
}

// One past the element that begins here: `<a …/>`, or `<a …>` up to `</a>`.
std::size_t end_of_element(std::string_view text, std::size_t begin, const std::string& name) {
    char quote = 0;
    std::size_t at = begin;
    for (; quote != 0 || text[at] != '>'; ++at)
        if (quote == 0 ? text[at] == '"' || text[at] == '\'' : text[at] == quote)
            quote = quote == 0 ? text[at] : '\0';
    if (text[at - 1] == '/') return at + 1;
    return text.find('>', text.find("</" + name, at)) + 1;
}

// The text with another id and no signature, and else byte for byte: comments and order stay.
Result<std::string> renamed(std::string text, const fs::path& file, const std::string& id) {
    const auto document = XmlDocument::parse(text, file.string());
    if (!document) return fail(document.error());
    if (const XmlNode signature = document->root().child("signature")) {
        const std::size_t begin = offset_of(text, signature.location());
        text.erase(begin, end_of_element(text, begin, "signature") - begin);
    }
    // The id stands before the signature, so that its place is still right.
    const std::size_t open =
        text.find_first_of("\"'", offset_of(text, document->root().location("id")));
    return text.replace(open + 1, text.find(text[open], open + 1) - open - 1, id);
}

// Removes what was written unless all of it was.
class Written {
public:
    ~Written() {
        std::error_code ignored;
        for (const fs::path& file : files_)
            fs::remove(file, ignored);
    }
    Written() = default;
    Written(const Written&) = delete;
    Written& operator=(const Written&) = delete;
    void add(const fs::path& file) { files_.push_back(file); }
    std::vector<fs::path> keep() { return std::exchange(files_, {}); }

private:
    std::vector<fs::path> files_;
};

}  // namespace

Result<std::vector<fs::path>> copy_pack(Context& context, const PackCopy& copy,
                                        const rules::Pack& original) {
    std::vector<std::pair<fs::path, std::string>> files;
    auto text = context.files.read(copy.pack, pack_bytes_max);
    if (!text) return fail(text.error());
    auto pack = renamed(std::move(*text), copy.pack, copy.new_id);
    if (!pack) return fail(pack.error());
    files.emplace_back(copy.into / (copy.new_id + ".xml"), std::move(*pack));
    for (const rules::Rule& rule : original.rules) {
        const std::string name = rule.id + ".xml";
        std::error_code problem;
        if (!fs::exists(copy.fixtures / name, problem)) continue;
        auto cases = context.files.read(copy.fixtures / name, fixture_bytes_max);
        if (!cases) return fail(cases.error());
        files.emplace_back(copy.into / "fixtures" / copy.new_id / name, std::move(*cases));
    }
    for (const auto& [path, content] : files) {
        std::error_code problem;
        if (fs::exists(fs::symlink_status(path, problem)))
            return fail(
                input_error(
                    "U0012",
                    fmt::format(
                        "'{}' is already there",
                        printable(path.lexically_proximate(context.working_folder).string(), 200)))
                    .note("nothing was written")
                    .hinted("choose another id, or move the file away first"));
    }
    Written written;
    for (const auto& [path, content] : files) {
        if (auto made = context.files.make_folder(path.parent_path()); !made)
            return fail(made.error());
        if (auto done = context.files.write(path, content); !done) return fail(done.error());
        written.add(path);
    }
    return written.keep();
}

}  // namespace isonomia::cli
