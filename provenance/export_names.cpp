#include "provenance/export_names.hpp"

#include <openssl/evp.h>

#include <fmt/format.h>

#include "core/ensure.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::size_t uuid_bytes = 16;

std::string percent_encoded(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '.' || c == '_';
        result +=
            plain ? std::string(1, c)
                  : fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    return result;
}

}  // namespace

ExportNames::ExportNames(std::string_view origin) {
    const auto last = origin.substr(origin.rfind('/') + 1);
    auto bytes = from_hex(last);
    if (bytes && bytes->size() == uuid_bytes) {
        ledger_ = std::move(*bytes);
    } else {  // the ledger of another program
        const Digest digest = sha256(origin);
        ledger_.assign(digest.begin(), digest.begin() + uuid_bytes);
    }
    base_ = "urn:isonomia:ledger:" + hex(ledger_) + ":";
}

std::string ExportNames::local(std::string_view type, std::string_view id) const {
    return fmt::format("{}-{}-{}", type, percent_encoded(id), uuid(fmt::format("{}/{}", type, id)));
}

std::string ExportNames::uuid(std::string_view text) const {
    std::vector<std::uint8_t> named = ledger_;
    named.insert(named.end(), text.begin(), text.end());
    std::array<std::uint8_t, 20> digest{};
    unsigned size = 0;
    const int done =
        EVP_Digest(named.data(), named.size(), digest.data(), &size, EVP_sha1(), nullptr);
    ensure(done == 1 && size == digest.size(), "SHA-1 for names");
    digest[6] = static_cast<std::uint8_t>((digest[6] & 0x0FU) | 0x50U);  // version 5
    digest[8] = static_cast<std::uint8_t>((digest[8] & 0x3FU) | 0x80U);  // variant
    const std::string text_form = hex(Bytes(digest).first(uuid_bytes));
    return fmt::format("{}-{}-{}-{}-{}", text_form.substr(0, 8), text_form.substr(8, 4),
                       text_form.substr(12, 4), text_form.substr(16, 4), text_form.substr(20));
}

}  // namespace isonomia::provenance
