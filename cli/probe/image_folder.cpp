#include "cli/probe/image_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "core/digest.hpp"

namespace isonomia::cli {

Result<ImageFolder> ImageFolder::create() {
    std::error_code problem;
    std::string name = (fs::temp_directory_path(problem) / "isonomia-images-XXXXXX").string();
    if (problem || ::mkdtemp(name.data()) == nullptr)
        return fail(system_error(
            "F0002", fmt::format("cannot make a folder for images: {}", std::strerror(errno))));
    return ImageFolder(fs::path(name));
}

ImageFolder::~ImageFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
}

Result<fs::path> ImageFolder::put(Files& files, const explain::ChangedImage& image) const {
    const fs::path target = path_ / (hex(sha256(image.bytes)) + image.extension);
    std::error_code problem;
    if (!fs::exists(target, problem))
        if (auto status = files.write(target, image.bytes); !status) return fail(status.error());
    return target;
}

explain::ImageChanger ImageFolder::changer(Files& files, Note note) const {
    const auto noted = std::make_shared<std::set<std::string>>();
    return [this, &files, note = std::move(note), noted](
               const std::string& path, const std::string& change, double amount,
               std::uint64_t seed) -> Result<std::string> {
        const auto bytes = files.read(path, std::uint64_t{64} << 20U);
        if (!bytes) return fail(bytes.error());
        const auto image = explain::change_image(*bytes, path, change, amount, seed);
        if (!image) return fail(image.error());
        const auto target = put(files, *image);
        if (!target) return fail(target.error());
        if (note && noted->insert(target->string()).second)
            if (auto status = note({{"file", target->string()},
                                    {"sha256", hex(sha256(image->bytes))},
                                    {"of", path},
                                    {"change", change},
                                    {"amount", amount},
                                    {"seed", Json::integer(seed)}});
                !status)
                return fail(status.error());
        return target->string();
    };
}

}  // namespace isonomia::cli
