#include "core/matter_file.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/embedded.hpp"
#include "core/ensure.hpp"
#include "core/matter_parts.hpp"
#include "core/text.hpp"

namespace isonomia {

namespace {

using namespace matter_reader;

constexpr std::string_view matter_namespace = "urn:isonomia:matter:1";
constexpr std::uint64_t matter_bytes_max = 16ULL << 20U;
constexpr std::size_t things_max = 20'000;
// libxml2 takes time quadratic in the number of siblings; larger files are left to the reader,
// which refuses all that the grammar refuses.
constexpr std::size_t grammar_bytes_max = std::size_t{2} << 20U;

bool all_of(std::string_view text, std::string_view allowed) {
    return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

constexpr std::string_view capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view letters_and_digits =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

bool plausible_language(std::string_view tag) {
    const auto parts = split(tag, '-');
    if (parts[0].size() < 2 || parts[0].size() > 3 || !all_of(parts[0], letters)) return false;
    return std::all_of(parts.begin() + 1, parts.end(), [](std::string_view part) {
        return part.size() <= 8 && all_of(part, letters_and_digits);
    });
}

bool plausible_jurisdiction(std::string_view code) {
    const auto parts = split(code, '-');
    if (parts.size() > 2 || parts[0].size() < 2 || parts[0].size() > 3) return false;
    if (!all_of(parts[0], capitals)) return false;
    return parts.size() == 1 ||
           (parts[1].size() <= 3 && all_of(parts[1], "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"));
}

Status check_matter_root(const XmlNode& root) {
    const auto space = root.attribute("xmlns");
    if (root.name() == "matter" && space == matter_namespace) return {};
    const std::string hint =
        fmt::format("a matter begins with <matter xmlns=\"{}\" id=\"…\" …>", matter_namespace);
    if (root.name() != "matter")
        return fail(located(
            "M0009", fmt::format("this is not a matter: its first element is <{}>", root.name()),
            root.location(), hint));
    if (!space)
        return fail(located("M0009", "<matter> has no xmlns=\"…\", which names the format",
                            root.location(), hint));
    return fail(located("M0009",
                        fmt::format("xmlns=\"{}\" is not the format of a matter that this program "
                                    "reads",
                                    *space),
                        root.location("xmlns"), hint));
}

// Each container with its elements, as docs/formats/matter.md lists them.
constexpr std::pair<std::string_view, std::string_view> containers[] = {
    {"packs", "pack"},       {"parties", "party"},           {"systems", "system"},
    {"exhibits", "exhibit"}, {"activities", "activity"},     {"datasets", "dataset"},
    {"models", "model"},     {"source-code", "source-tree"}, {"facts", "fact"},
};

void check_loose_elements(Fields& root) {
    for (const XmlNode& child : root.node().children())
        for (const auto& [container, element] : containers)
            if (child.name() == element)
                root.reject(located(
                    "X0005", fmt::format("<{}> does not stand in <{}>", element, container),
                    child.location(), fmt::format("put it between <{0}> and </{0}>", container)));
}

// The things in one container element, each read by `read`.
template <class T, class Read>
Status read_all(Fields& root, std::string_view container, std::string_view element, Read read,
                Names& names, std::vector<T>& into) {
    const XmlNode node = root.child(container);
    if (!node) return {};
    XmlReader reader(node);
    const std::vector<XmlNode> found = reader.each(element);
    if (found.size() > things_max)
        return fail(located("M0008",
                            fmt::format("<{}> holds {} elements; {} are allowed", container,
                                        found.size(), things_max),
                            node.location(), "divide the matter"));
    if (auto status = reader.finish(); !status) return status;
    for (const XmlNode& child : found) {
        auto thing = read(child, names);
        if (!thing) return fail(thing.error());
        into.push_back(*std::move(thing));
    }
    return {};
}

Result<std::string> read_pack(XmlNode node, Names& names) {
    Fields fields(node, "pack");
    std::string id = fields.id();
    if (auto status = fields.finish(); !status) return fail(status.error());
    if (auto status = names.declare("pack", id, node.location("id")); !status)
        return fail(status.error());
    return id;
}

void read_head(Fields& root, Names& names, Matter& matter) {
    matter.id = root.id();
    matter.language = root.required("language");
    matter.jurisdiction = root.required("jurisdiction");
    matter.prepared_by = names.reference(root, "prepared-by", "agent");
    matter.used_on = root.date("used-on");
    matter.hearing_on = root.date("hearing-on");
    matter.profile = names.reference(root, "profile", "exhibit");
    matter.synthetic = root.flag("synthetic");
    matter.title = root.required_words("title");
    matter.question = root.required_words("question");
    matter.court = root.words("court");
    matter.reference = root.words("reference");
    matter.synthetic_note = root.words("synthetic-note");
    if (!matter.language.empty() && !plausible_language(matter.language))
        root.reject("M0004", fmt::format("language=\"{}\" is not a language tag", matter.language),
                    "language", "write en, fr, fr-CA, zh-Hant");
    if (!matter.jurisdiction.empty() && !plausible_jurisdiction(matter.jurisdiction))
        root.reject(
            "M0004",
            fmt::format("jurisdiction=\"{}\" is not a code of ISO 3166", matter.jurisdiction),
            "jurisdiction", "write capitals: FR, US-NJ, GB-EAW");
    if (matter.synthetic && matter.synthetic_note.empty())
        root.reject("M0005", "the matter is synthetic, but what is invented is not said",
                    "synthetic", "add <synthetic-note>…</synthetic-note>");
}

Status read_parts(Fields& root, Names& names, MatterFile& out) {
    if (auto s = read_all(root, "packs", "pack", read_pack, names, out.matter.packs); !s) return s;
    if (auto s = read_all(root, "parties", "party", read_party, names, out.agents); !s) return s;
    if (auto s = read_all(root, "systems", "system", read_system, names, out.systems); !s) return s;
    if (auto s = read_all(root, "exhibits", "exhibit", read_exhibit, names, out.exhibits); !s)
        return s;
    if (auto s = read_all(root, "activities", "activity", read_activity, names, out.activities); !s)
        return s;
    if (auto s = read_all(root, "datasets", "dataset", read_dataset, names, out.datasets); !s)
        return s;
    if (auto s = read_all(root, "models", "model", read_model, names, out.models); !s) return s;
    if (auto s = read_all(root, "source-code", "source-tree", read_source_tree, names, out.sources);
        !s)
        return s;
    return read_all(root, "facts", "fact", read_fact, names, out.facts);
}

std::string_view grammar() {
    for (const EmbeddedFile& file : schemas())
        if (file.path.ends_with("matter.rng")) return file.content;
    ensure(false, "the grammar of matter.xml is built in");
    return {};
}

}  // namespace

bool valid_id(std::string_view id) {
    if (id.empty() || id.size() > 64) return false;
    if (letters.find(id.front()) == std::string_view::npos && id.front() != '_') return false;
    return std::all_of(id.begin(), id.end(), [](char c) {
        return letters_and_digits.find(c) != std::string_view::npos || c == '.' || c == '_' ||
               c == '-';
    });
}

Result<MatterFile> read_matter(Files& files, const fs::path& path) {
    auto text = files.read(path, matter_bytes_max);
    if (!text) return fail(text.error());
    MatterFile out;
    out.path = path;
    out.folder = path.parent_path();
    out.sha256 = hex(sha256(*text));

    const auto document =
        XmlDocument::parse(*std::move(text), path.string(), {matter_bytes_max, 256});
    if (!document) return fail(document.error());
    const XmlNode root = document->root();
    if (auto status = check_matter_root(root); !status) return fail(status.error());

    Fields fields(root, "matter");
    Names names(out.places);
    check_loose_elements(fields);
    read_head(fields, names, out.matter);
    out.places.emplace("matter/" + out.matter.id, root.location());
    if (auto status = read_parts(fields, names, out); !status) return fail(status.error());
    if (auto status = fields.finish(); !status) return fail(status.error());
    if (auto status = names.resolve(); !status) return fail(status.error());
    if (auto status = check_together(out); !status) return fail(status.error());
    if (document->text().size() <= grammar_bytes_max)
        if (auto status = document->validate(grammar()); !status) return fail(status.error());
    return out;
}

}  // namespace isonomia
