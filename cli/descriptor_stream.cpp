#include "cli/descriptor_stream.hpp"

#include <cerrno>

#include <unistd.h>

namespace isonomia::cli {

DescriptorBuffer::DescriptorBuffer(int descriptor) : descriptor_(descriptor) {
    setp(bytes_.data(), bytes_.data() + bytes_.size());
}

DescriptorBuffer::~DescriptorBuffer() { write_out(); }

DescriptorBuffer::int_type DescriptorBuffer::overflow(int_type character) {
    if (!write_out()) return traits_type::eof();
    if (!traits_type::eq_int_type(character, traits_type::eof()))
        sputc(traits_type::to_char_type(character));
    return traits_type::not_eof(character);
}

int DescriptorBuffer::sync() { return write_out() ? 0 : -1; }

bool DescriptorBuffer::write_out() {
    const char* next = pbase();
    while (problem_ == 0 && next < pptr()) {
        const ssize_t written = ::write(descriptor_, next, static_cast<std::size_t>(pptr() - next));
        if (written >= 0)
            next += written;
        else if (errno != EINTR)
            problem_ = errno;
    }
    setp(bytes_.data(), bytes_.data() + bytes_.size());
    return problem_ == 0;
}

}  // namespace isonomia::cli
