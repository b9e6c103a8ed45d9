#include "explain/probe/image.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <memory>
#include <numbers>

#include <fmt/format.h>
#include <leptonica/allheaders.h>

#include "core/text.hpp"
#include "stats/normal.hpp"
#include "stats/philox.hpp"

namespace isonomia::explain {

namespace {

constexpr double pixels_max = 64e6;

struct DestroyPix {
    void operator()(PIX* pix) const { pixDestroy(&pix); }
};
using Image = std::unique_ptr<PIX, DestroyPix>;

struct Reach {
    double low;
    double high;
};

const std::map<std::string, Reach>& reaches() {
    static const std::map<std::string, Reach> all{
        {"blur", {0, 20}},         {"noise", {0, 128}},      {"brightness", {-1, 4}},
        {"rotation", {-180, 180}}, {"compression", {0, 99}}, {"crop", {0, 0.45}},
        {"resolution", {0, 0.95}}};
    return all;
}

tl::unexpected<Error> unreadable(const std::string& file, const std::string& why) {
    return fail(
        input_error("E0821", why)
            .at({file, 0, 0})
            .hinted("give a PNG, JPEG, TIFF, BMP, GIF or WebP file of at most 64 megapixels"));
}

// Size and kind come from the header, before anything is unpacked.
Result<Image> decoded(const std::string& bytes, const std::string& file) {
    setMsgSeverity(L_SEVERITY_NONE);
    const auto* data = reinterpret_cast<const l_uint8*>(bytes.data());
    l_int32 format = 0;
    l_int32 width = 0;
    l_int32 height = 0;
    if (pixReadHeaderMem(data, bytes.size(), &format, &width, &height, nullptr, nullptr, nullptr) !=
        0)
        return unreadable(file, "this is no image that can be read");
    if (width < 1 || height < 1 || static_cast<double>(width) * height > pixels_max)
        return unreadable(file, fmt::format("the image has {} by {} pixels", width, height));
    const Image read(pixReadMem(data, bytes.size()));
    Image image(read ? pixConvertTo32(read.get()) : nullptr);
    if (!image) return unreadable(file, "the image is damaged");
    return image;
}

// Each colour of each pixel by a function.
template <class F>
void each_channel(PIX* image, const F& f) {
    l_uint32* data = pixGetData(image);
    const l_int32 words = pixGetWpl(image);
    for (l_int32 y = 0; y < pixGetHeight(image); ++y)
        for (l_int32 x = 0; x < pixGetWidth(image); ++x) {
            l_uint32& pixel = data[static_cast<std::ptrdiff_t>(y) * words + x];
            l_int32 colours[3];
            extractRGBValues(pixel, &colours[0], &colours[1], &colours[2]);
            for (l_int32& colour : colours)
                colour = static_cast<l_int32>(
                    std::clamp(std::round(f(static_cast<double>(colour))), 0.0, 255.0));
            composeRGBPixel(colours[0], colours[1], colours[2], &pixel);
        }
}

Image blurred(PIX* image, double deviation) {
    const auto half = static_cast<l_int32>(std::max(1.0, std::ceil(3 * deviation)));
    L_KERNEL* across = nullptr;
    L_KERNEL* down = nullptr;
    makeGaussianKernelSep(half, half, static_cast<l_float32>(deviation), 1, &across, &down);
    Image result(pixConvolveRGBSep(image, across, down));
    kernelDestroy(&across);
    kernelDestroy(&down);
    return result;
}

Image cropped(PIX* image, double share) {
    const auto left = static_cast<l_int32>(share * pixGetWidth(image));
    const auto top = static_cast<l_int32>(share * pixGetHeight(image));
    BOX* box = boxCreate(left, top, std::max(1, pixGetWidth(image) - 2 * left),
                         std::max(1, pixGetHeight(image) - 2 * top));
    Image result(pixClipRectangle(image, box, nullptr));
    boxDestroy(&box);
    return result;
}

Image coarser(PIX* image, double loss) {
    const l_int32 width = pixGetWidth(image);
    const l_int32 height = pixGetHeight(image);
    const auto part = [loss](l_int32 full) {
        return std::max(1, static_cast<l_int32>(std::lround((1 - loss) * full)));
    };
    const Image small(pixScaleToSize(image, part(width), part(height)));
    return Image(small ? pixScaleToSize(small.get(), width, height) : nullptr);
}

Image changed(Image image, const std::string& change, double amount, std::uint64_t seed) {
    if (change == "blur") return blurred(image.get(), amount);
    if (change == "crop") return cropped(image.get(), amount);
    if (change == "resolution") return coarser(image.get(), amount);
    if (change == "rotation")
        return Image(pixRotate(image.get(), static_cast<l_float32>(amount * std::numbers::pi / 180),
                               L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
    if (change == "noise") {
        stats::RandomStream random(seed, 4);
        each_channel(image.get(), [&](double colour) {
            return colour + amount * stats::normal_quantile(random.uniform());
        });
    } else if (change == "brightness") {
        each_channel(image.get(), [&](double colour) { return colour * (1 + amount); });
    }
    return image;
}

}  // namespace

Result<ChangedImage> change_image(const std::string& bytes, const std::string& file,
                                  const std::string& change, double amount, std::uint64_t seed) {
    const auto reach = reaches().find(change);
    if (reach == reaches().end() || !(amount >= reach->second.low) ||
        !(amount <= reach->second.high))
        return fail(input_error("E0822", fmt::format("{} of {} is beyond what an image can take",
                                                     change, shortest(amount)))
                        .at({file, 0, 0})
                        .hinted("'isonomia help probe_plan' lists the limits of each change"));
    auto image = decoded(bytes, file);
    if (!image) return fail(image.error());
    if (amount != 0) image = changed(std::move(*image), change, amount, seed);
    l_uint8* data = nullptr;
    std::size_t size = 0;
    const bool jpeg = change == "compression";
    const l_int32 problem =
        !*image ? 1
        : jpeg  ? pixWriteMemJpeg(&data, &size, image->get(),
                                  static_cast<l_int32>(std::lround(100 - amount)), 0)
                : pixWriteMemPng(&data, &size, image->get(), 0);
    if (problem != 0) return unreadable(file, "the image cannot be changed in this way");
    ChangedImage result{{reinterpret_cast<const char*>(data), size}, jpeg ? ".jpg" : ".png"};
    lept_free(data);
    return result;
}

}  // namespace isonomia::explain
