// Score models: a table that is accepted gives a finite number for every value it lists.
#include <cmath>

#include <sys/mman.h>
#include <unistd.h>

#include "core/ensure.hpp"
#include "explain/additive_model.hpp"

namespace isonomia::fuzz {

namespace {

// The reader takes a path; this one is in memory.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view content) : descriptor_(::memfd_create("table", 0)) {
        ensure(descriptor_ >= 0, "a file in memory");
        const auto count = ::write(descriptor_, content.data(), content.size());
        ensure(count == static_cast<ssize_t>(content.size()), "a file in memory");
    }
    ~MemoryFile() { ::close(descriptor_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    [[nodiscard]] fs::path path() const {
        return fs::path("/proc/self/fd") / std::to_string(descriptor_);
    }

private:
    int descriptor_;
};

}  // namespace

void score_model_fuzz(std::string_view input) {
    if (input.empty()) return;
    const auto form = (input.front() & 1) != 0 ? ModelForm::points_table : ModelForm::linear;
    const MemoryFile file(input.substr(1));
    const auto model = explain::read_additive_model(form, file.path());
    if (!model) return;
    for (const explain::Feature& feature : model->features) {
        for (const explain::Band& band : feature.bands) {
            if (!band.value) continue;
            const auto points = model->contribution(feature, *band.value);
            ensure(points && *points == band.points, "the points that the table lists");
        }
        const auto expected = model->expected(feature);
        ensure(!expected || std::isfinite(*expected), "a finite expectation");
    }
}

}  // namespace isonomia::fuzz
