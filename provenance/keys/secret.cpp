#include "provenance/keys/secret.hpp"

#include <algorithm>

#include <sodium.h>

#include "core/ensure.hpp"
#include "provenance/keys/sodium.hpp"

namespace isonomia::provenance {

Secret::Secret() {
    begin_sodium();
    bytes_.reset(static_cast<char*>(sodium_malloc(size_max)));
    ensure(bytes_ != nullptr, "memory for a passphrase");
}

Secret::Secret(std::string_view text) : Secret(as_bytes(text)) {}

Secret::Secret(Bytes bytes) : Secret() {
    ensure(bytes.size() <= size_max, "a passphrase of at most 1024 bytes");
    std::copy(bytes.begin(), bytes.end(), bytes_.get());
    size_ = bytes.size();
}

void Secret::Wipe::operator()(char* bytes) const { sodium_free(bytes); }

bool Secret::push_back(char byte) {
    if (size_ == size_max) return false;
    bytes_.get()[size_++] = byte;
    return true;
}

void Secret::pop_back() {
    ensure(size_ > 0, "a byte to take away");
    bytes_.get()[--size_] = 0;
}

void Secret::clear() {
    sodium_memzero(bytes_.get(), size_max);
    size_ = 0;
}

}  // namespace isonomia::provenance
