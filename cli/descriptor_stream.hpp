// An output stream on a file descriptor that knows why it failed: a reader who left is no error, a
// full disk is.
#pragma once

#include <array>
#include <ostream>
#include <streambuf>

namespace isonomia::cli {

class DescriptorBuffer final : public std::streambuf {
public:
    explicit DescriptorBuffer(int descriptor);
    ~DescriptorBuffer() override;

    // errno of the first write that failed; 0 while all went well.
    [[nodiscard]] int problem() const { return problem_; }

protected:
    int_type overflow(int_type character) override;
    int sync() override;

private:
    bool write_out();

    int descriptor_;
    int problem_ = 0;
    std::array<char, 16384> bytes_{};
};

}  // namespace isonomia::cli
