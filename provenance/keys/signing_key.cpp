#include "provenance/keys/signing_key.hpp"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/crypto.h>
#include <sodium.h>
#include <unistd.h>

#include "core/ensure.hpp"
#include "core/write_error.hpp"
#include "provenance/keys/key_pem.hpp"
#include "provenance/keys/sodium.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::uint64_t file_bytes_max = 16384;

const unsigned char* unsigned_bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

// A folder that only the owner can enter, for a file that nobody else may see while it is written.
class ClosedFolder {
public:
    static Result<ClosedFolder> create(const fs::path& parent) {
        std::string name = (parent / ".new-key-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) return fail(cannot_write(parent, errno));
        return ClosedFolder(name);
    }
    ~ClosedFolder() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    ClosedFolder(ClosedFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    ClosedFolder(const ClosedFolder&) = delete;
    ClosedFolder& operator=(const ClosedFolder&) = delete;
    ClosedFolder& operator=(ClosedFolder&&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    explicit ClosedFolder(fs::path path) : path_(std::move(path)) {}
    fs::path path_;
};

Error is_there(const fs::path& file) {
    return input_error("P0504", fmt::format("'{}' is there already", file.string()))
        .at({file.string(), 0, 0})
        .hinted("name a new file; a private key is never overwritten");
}

// Moves a file where nothing is, durably.
Status place(const fs::path& file, const fs::path& target) {
    if (::renameat2(AT_FDCWD, file.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) != 0) {
        if (errno == EEXIST) return fail(is_there(target));
        // A file system that cannot do both at once.
        std::error_code problem;
        if (fs::exists(fs::symlink_status(target, problem))) return fail(is_there(target));
        if (::rename(file.c_str(), target.c_str()) != 0) return fail(cannot_write(target, errno));
    }
    const int folder = ::open(target.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = folder >= 0 && ::fsync(folder) == 0;
    const int why = errno;
    if (folder >= 0) ::close(folder);
    return synced ? Status{} : fail(cannot_write(target, why));
}

Status check_closed(const fs::path& file) {
    std::error_code problem;
    const auto others = fs::perms::group_all | fs::perms::others_all;
    const auto status = fs::status(file, problem);
    // A folder or device is refused when it is read: nobody is told to change its rights.
    if (!fs::is_regular_file(status) || (status.permissions() & others) == fs::perms::none)
        return {};
    return fail(input_error("P0502",
                            fmt::format("other users can open the private key '{}'", file.string()))
                    .at({file.string(), 0, 0})
                    .hinted(fmt::format("run 'chmod 600 {}'", file.string())));
}

}  // namespace

struct SigningKey::Handle {
    Secret seed;
    Secret signing;  // libsodium's form: the seed and the public key
};

SigningKey::SigningKey(std::shared_ptr<const Handle> handle) : handle_(std::move(handle)) {
    const std::string_view bytes = handle_->signing.view().substr(crypto_sign_SEEDBYTES);
    std::copy(bytes.begin(), bytes.end(), public_key_.begin());
}

SigningKey SigningKey::from_seed(const std::array<std::uint8_t, 32>& seed) {
    begin_sodium();
    PublicKey public_key{};
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> signing{};
    ensure(crypto_sign_seed_keypair(public_key.data(), signing.data(), seed.data()) == 0,
           "libsodium to provide Ed25519");
    const auto handle =
        std::make_shared<const Handle>(Handle{Secret(Bytes(seed)), Secret(Bytes(signing))});
    OPENSSL_cleanse(signing.data(), signing.size());
    return SigningKey(handle);
}

SigningKey SigningKey::generate(RandomSource& random) {
    std::array<std::uint8_t, 32> seed{};
    random.fill(seed);
    SigningKey key = from_seed(seed);
    OPENSSL_cleanse(seed.data(), seed.size());
    return key;
}

Result<SigningKey> SigningKey::read(const fs::path& file, Files& files, const AskSecret& ask) {
    if (auto closed = check_closed(file); !closed) return fail(closed.error());
    auto pem = files.read(file, file_bytes_max);
    if (!pem) return fail(pem.error());
    const auto seed = from_pem(*pem, ask);
    OPENSSL_cleanse(pem->data(), pem->size());
    if (!seed) {
        Error error = seed.error();
        error.message = fmt::format("'{}': {}", file.string(), error.message);
        if (error.hint.empty())
            error.hint = "restore the key from your copy; a new key cannot continue an old ledger";
        return fail(std::move(error).at({file.string(), 0, 0}));
    }
    std::array<std::uint8_t, 32> bytes{};
    std::memcpy(bytes.data(), seed->view().data(), bytes.size());
    SigningKey key = from_seed(bytes);
    OPENSSL_cleanse(bytes.data(), bytes.size());
    return key;
}

fs::path SigningKey::file_in(const fs::path& folder) { return folder / "signing-key.pem"; }

Result<Secret> SigningKey::no_passphrase() {
    return fail(input_error("P0505", "the private key is encrypted and no passphrase was given"));
}

Result<SigningKey> SigningKey::open_or_create(const fs::path& folder, Files& files,
                                              RandomSource& random, const AskSecret& ask) {
    const fs::path file = file_in(folder);
    std::error_code problem;
    if (fs::exists(fs::symlink_status(file, problem))) return read(file, files, ask);
    const SigningKey key = generate(random);
    const auto written = key.write(file, files, random, nullptr);
    if (written) return key;
    if (written.error().code == "P0504") return read(file, files, ask);  // made meanwhile
    return fail(written.error());
}

Status SigningKey::write(const fs::path& file, Files& files, RandomSource& random,
                         const Secret* passphrase) const {
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    std::error_code problem;
    if (fs::exists(fs::symlink_status(file, problem))) return fail(is_there(file));
    const bool is_ours = !fs::exists(folder, problem);
    if (auto made = files.make_folder(folder); !made) return made;
    if (is_ours) fs::permissions(folder, fs::perms::owner_all, problem);
    if (problem) return fail(cannot_write(folder, problem.value()));
    const auto closed = ClosedFolder::create(folder);
    if (!closed) return fail(closed.error());
    const fs::path path = closed->path() / file.filename();
    const Secret pem = to_pem(handle_->seed, passphrase, random);
    if (auto written = files.write(path, pem.view()); !written) return written;
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, problem);
    if (problem) return fail(cannot_write(path, problem.value()));
    return place(path, folder / file.filename());
}

Result<Signature> SigningKey::sign(std::string_view message) const {
    Signature signature{};
    ensure(crypto_sign_detached(signature.data(), nullptr, unsigned_bytes(message), message.size(),
                                unsigned_bytes(handle_->signing.view())) == 0,
           "signing to succeed");
    return signature;
}

}  // namespace isonomia::provenance
