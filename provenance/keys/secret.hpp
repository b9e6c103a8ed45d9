// A passphrase, a PIN or the text of a private key: bytes that are wiped when they are done with,
// kept out of swap and core dumps where the machine allows it.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

#include "core/digest.hpp"
#include "core/error.hpp"

namespace isonomia::provenance {

class Secret {
public:
    static constexpr std::size_t size_max = 1024;

    Secret();  // empty, room for size_max bytes
    explicit Secret(std::string_view text);
    explicit Secret(Bytes bytes);

    // False when there is no room left; the byte is not added then.
    bool push_back(char byte);
    void pop_back();  // must not be empty
    void clear();

    [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }

private:
    struct Wipe {
        void operator()(char* bytes) const;
    };
    std::unique_ptr<char, Wipe> bytes_;
    std::size_t size_ = 0;
};

// Gets a passphrase or PIN from somebody; called only when one is needed, and once.
using AskSecret = std::function<Result<Secret>()>;

}  // namespace isonomia::provenance
