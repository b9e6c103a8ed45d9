// A folder of its own for changed images, gone with the object.
#pragma once

#include <functional>

#include "core/files.hpp"
#include "core/json.hpp"
#include "explain/probe/image.hpp"
#include "explain/probe/neighbourhood.hpp"

namespace isonomia::cli {

class ImageFolder {
public:
    // Below the machine's folder for temporary files. Error: F0002.
    [[nodiscard]] static Result<ImageFolder> create();
    ~ImageFolder();
    ImageFolder(ImageFolder&& other) noexcept : path_(std::move(other.path_)) {
        other.path_.clear();
    }
    ImageFolder& operator=(ImageFolder&&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }

    // Names are the digest of the bytes: equal images are one file, so an oracle's cache knows
    // them. Error: those of Files.
    [[nodiscard]] Result<fs::path> put(Files& files, const explain::ChangedImage& image) const;

    // How an image was made, once for each: file, sha256, of (its source), change, amount, seed.
    using Note = std::function<Status(const Json::Object& line)>;

    // `note` may be empty; the changer must not outlive what it refers to.
    [[nodiscard]] explain::ImageChanger changer(Files& files, Note note) const;

private:
    explicit ImageFolder(fs::path path) : path_(std::move(path)) {}
    fs::path path_;
};

}  // namespace isonomia::cli
