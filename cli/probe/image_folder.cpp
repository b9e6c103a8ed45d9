#include "cli/probe/image_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>

#include "core/digest.hpp"
#include "explain/probe/image.hpp"

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

explain::ImageChanger ImageFolder::changer(Files& files) const {
    return [&files, folder = path_](const std::string& path, const std::string& change,
                                    double amount, std::uint64_t seed) -> Result<std::string> {
        const auto bytes = files.read(path, std::uint64_t{64} << 20U);
        if (!bytes) return fail(bytes.error());
        const auto image = explain::change_image(*bytes, path, change, amount, seed);
        if (!image) return fail(image.error());
        const fs::path target = folder / (hex(sha256(image->bytes)) + image->extension);
        std::error_code problem;
        if (!fs::exists(target, problem))
            if (auto status = files.write(target, image->bytes); !status)
                return fail(status.error());
        return target.string();
    };
}

}  // namespace isonomia::cli
