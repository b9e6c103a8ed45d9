#include "provenance/signing_key.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "core/ensure.hpp"
#include "provenance/case_folder.hpp"

namespace isonomia::provenance {

namespace {

struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(BIO* bio) const { BIO_free(bio); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Context = std::unique_ptr<EVP_MD_CTX, Free>;
using Buffer = std::unique_ptr<BIO, Free>;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

constexpr const char* file_name = "signing-key.pem";

}  // namespace

struct SigningKey::Handle {
    Key key;
};

SigningKey::SigningKey(std::shared_ptr<const Handle> handle) : handle_(std::move(handle)) {
    std::size_t size = public_key_.size();
    ensure(EVP_PKEY_get_raw_public_key(handle_->key.get(), public_key_.data(), &size) == 1 &&
               size == public_key_.size(),
           "an Ed25519 public key");
}

SigningKey SigningKey::from_seed(const std::array<std::uint8_t, 32>& seed) {
    Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
    ensure(key != nullptr, "OpenSSL to provide Ed25519");
    return SigningKey(std::make_shared<const Handle>(std::move(key)));
}

Result<SigningKey> SigningKey::from_pem(const std::string& pem, const fs::path& path) {
    const Buffer buffer(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    // No passphrase is ever asked for: an encrypted key is refused here.
    const auto no_passphrase = [](char*, int, int, void*) { return -1; };
    Key key(PEM_read_bio_PrivateKey(buffer.get(), nullptr, no_passphrase, nullptr));
    if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_ED25519)
        return fail(
            input_error("P0501", fmt::format("'{}' is not an unencrypted Ed25519 private key "
                                             "in PEM",
                                             path.string()))
                .at({path.string(), 0, 0})
                .hinted("restore the key from your copy; a new key cannot continue an old "
                        "ledger"));
    return SigningKey(std::make_shared<const Handle>(std::move(key)));
}

std::string SigningKey::to_pem() const {
    const Buffer buffer(BIO_new(BIO_s_secmem()));
    ensure(buffer && PEM_write_bio_PKCS8PrivateKey(buffer.get(), handle_->key.get(), nullptr,
                                                   nullptr, 0, nullptr, nullptr) == 1,
           "writing a private key");
    char* text = nullptr;
    const long size = BIO_get_mem_data(buffer.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

Result<SigningKey> SigningKey::open_or_create(const fs::path& folder, Files& files,
                                              RandomSource& random) {
    const fs::path path = folder / file_name;
    std::error_code problem;
    const auto kept = fs::status(path, problem);
    if (fs::exists(kept)) {
        const auto others = fs::perms::group_all | fs::perms::others_all;
        if ((kept.permissions() & others) != fs::perms::none)
            return fail(
                input_error("P0502",
                            fmt::format("other users can open the private key '{}'", path.string()))
                    .at({path.string(), 0, 0})
                    .hinted(fmt::format("run 'chmod 600 {}'", path.string())));
        auto pem = files.read(path, 16384);
        if (!pem) return fail(pem.error());
        auto key = from_pem(*pem, path);
        OPENSSL_cleanse(pem->data(), pem->size());
        return key;
    }
    std::array<std::uint8_t, 32> seed{};
    random.fill(seed);
    SigningKey key = from_seed(seed);
    OPENSSL_cleanse(seed.data(), seed.size());

    if (auto kept_key = key.keep(folder, files); !kept_key) return fail(kept_key.error());
    return key;
}

Status SigningKey::keep(const fs::path& folder, Files& files) const {
    std::error_code problem;
    const bool is_ours = !fs::exists(folder, problem);
    // The key is written where nobody else can look: a new file is open to all until restricted.
    const fs::path closed = folder / ".new-key";
    if (auto made = files.make_folder(closed); !made) return made;
    if (is_ours) fs::permissions(folder, fs::perms::owner_all, problem);
    if (!problem) fs::permissions(closed, fs::perms::owner_all, problem);
    const fs::path path = closed / file_name;
    if (!problem) {
        std::string pem = to_pem();
        const auto written = files.write(path, pem);
        OPENSSL_cleanse(pem.data(), pem.size());
        if (!written) return written;
        fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, problem);
    }
    if (problem)
        return fail(system_error("F0002", fmt::format("cannot restrict '{}' to its owner: {}",
                                                      path.string(), problem.message())));
    if (auto moved = move_into(path, folder); !moved) return moved;
    fs::remove(closed, problem);  // empty now; one left behind is used again
    return {};
}

Result<Signature> SigningKey::sign(std::string_view message) const {
    const Context context(EVP_MD_CTX_new());
    Signature signature{};
    std::size_t size = signature.size();
    ensure(
        context &&
            EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, handle_->key.get()) == 1 &&
            EVP_DigestSign(context.get(), signature.data(), &size, bytes_of(message),
                           message.size()) == 1,
        "signing to succeed");
    return signature;
}

}  // namespace isonomia::provenance
