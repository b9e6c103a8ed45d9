#include "provenance/keys/token_key.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include <dlfcn.h>
#include <fmt/format.h>
#include <p11-kit/pkcs11.h>

#include "core/text.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::size_t slots_max = 256;
constexpr std::size_t keys_max = 256;

tl::unexpected<Error> unusable(const std::string& why, const std::string& hint = "") {
    return fail(system_error("P0503", "the token cannot be used: " + why).hinted(hint));
}

tl::unexpected<Error> unusable(const char* step, CK_RV code) {
    if (code == CKR_DEVICE_REMOVED || code == CKR_TOKEN_NOT_PRESENT ||
        code == CKR_SESSION_HANDLE_INVALID)
        return unusable(fmt::format("it was taken away ({})", step), "put it back and try again");
    return unusable(fmt::format("{} failed with PKCS#11 code 0x{:x}", step, code));
}

std::string label_of(const CK_TOKEN_INFO& info) {
    const std::string_view padded(reinterpret_cast<const char*>(info.label), sizeof info.label);
    return std::string(trim(padded));
}

// The loaded module. It stays in memory until the program ends: libraries that clean up when they
// are unloaded are known to crash.
class Module {
public:
    static Result<std::shared_ptr<Module>> load(const fs::path& path) {
        if (!path.has_parent_path())
            return unusable("the module is named without its folder",
                            "write the path, for example ./" + path.string());
        void* library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
        if (library == nullptr) {
            const char* why = ::dlerror();
            return unusable(fmt::format("its module does not load: {}",
                                        why == nullptr ? "no reason given" : why));
        }
        const auto list_of =
            reinterpret_cast<CK_C_GetFunctionList>(::dlsym(library, "C_GetFunctionList"));
        CK_FUNCTION_LIST* functions = nullptr;
        if (list_of == nullptr || list_of(&functions) != CKR_OK || functions == nullptr)
            return unusable(fmt::format("'{}' is not a PKCS#11 module", path.string()));
        CK_C_INITIALIZE_ARGS arguments{};
        arguments.flags = CKF_OS_LOCKING_OK;
        const CK_RV code = functions->C_Initialize(&arguments);
        if (code != CKR_OK && code != CKR_CRYPTOKI_ALREADY_INITIALIZED)
            return unusable("beginning", code);
        return std::shared_ptr<Module>(new Module(functions, code == CKR_OK));
    }
    ~Module() {
        if (is_ours_) functions_->C_Finalize(nullptr);
    }
    Module(const Module&) = delete;
    Module& operator=(const Module&) = delete;

    [[nodiscard]] const CK_FUNCTION_LIST& functions() const { return *functions_; }

private:
    Module(CK_FUNCTION_LIST* functions, bool is_ours) : functions_(functions), is_ours_(is_ours) {}
    CK_FUNCTION_LIST* functions_;
    bool is_ours_;
};

struct Token {
    CK_SLOT_ID slot = 0;
    CK_TOKEN_INFO info{};
};

Result<Token> find_token(const CK_FUNCTION_LIST& functions, const std::string& label) {
    std::vector<CK_SLOT_ID> slots(slots_max);
    CK_ULONG count = slots.size();
    if (const CK_RV code = functions.C_GetSlotList(CK_TRUE, slots.data(), &count); code != CKR_OK)
        return unusable("listing tokens", code);
    std::vector<Token> found;
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < count; ++i) {
        Token token{slots[i], {}};
        if (functions.C_GetTokenInfo(slots[i], &token.info) != CKR_OK) continue;
        if ((token.info.flags & CKF_TOKEN_INITIALIZED) == 0) continue;
        labels.push_back(label_of(token.info));
        if (label.empty() || label == labels.back()) found.push_back(token);
    }
    if (found.size() == 1) return found.front();
    const std::string there =
        labels.empty() ? "no token is there" : "there are: " + join(labels, ", ");
    if (found.empty() && !label.empty())
        return unusable(fmt::format("no token is called '{}'", label),
                        there + did_you_mean_suffix(label, labels));
    if (found.empty()) return unusable(there, "put the token in and try again");
    return unusable(label.empty() ? "there is more than one token"
                                  : fmt::format("{} tokens are called '{}'", found.size(), label),
                    "name one with --token-label; " + there);
}

// The 32 bytes in CKA_EC_POINT: bare, or in a DER OCTET STRING as the standard has it.
std::optional<PublicKey> point_of(const std::vector<unsigned char>& value) {
    PublicKey key{};
    const bool wrapped = value.size() == key.size() + 2 && value[0] == 0x04 && value[1] == 0x20;
    if (!wrapped && value.size() != key.size()) return std::nullopt;
    std::copy_n(value.end() - static_cast<std::ptrdiff_t>(key.size()), key.size(), key.begin());
    return key;
}

}  // namespace

struct TokenKey::Session {
    std::shared_ptr<Module> module;
    CK_SESSION_HANDLE handle = CK_INVALID_HANDLE;
    CK_OBJECT_HANDLE key = CK_INVALID_HANDLE;

    Session(std::shared_ptr<Module> loaded, CK_SESSION_HANDLE opened)
        : module(std::move(loaded)), handle(opened) {}
    ~Session() { module->functions().C_CloseSession(handle); }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    Status login(const CK_TOKEN_INFO& info, const AskSecret& ask) const {
        if ((info.flags & CKF_LOGIN_REQUIRED) == 0) return {};
        std::optional<Secret> pin;
        if ((info.flags & CKF_PROTECTED_AUTHENTICATION_PATH) == 0) {
            auto given = ask();
            if (!given) return fail(given.error());
            pin.emplace(std::move(*given));
        }
        auto* bytes =
            pin ? reinterpret_cast<unsigned char*>(const_cast<char*>(pin->view().data())) : nullptr;
        const CK_RV code =
            module->functions().C_Login(handle, CKU_USER, bytes, pin ? pin->size() : 0);
        if (code == CKR_OK || code == CKR_USER_ALREADY_LOGGED_IN) return {};
        if (code == CKR_PIN_LOCKED)
            return unusable("its PIN is locked after too many wrong ones",
                            "unlock it with the tool that came with it");
        if (code == CKR_PIN_INCORRECT || code == CKR_PIN_INVALID || code == CKR_PIN_LEN_RANGE)
            return fail(input_error("P0506", "the token refuses the PIN")
                            .hinted("it was tried once; most tokens lock after a few wrong ones"));
        return unusable("logging in", code);
    }

    // Ed25519 keys of that class and label.
    Result<std::vector<CK_OBJECT_HANDLE>> find(CK_OBJECT_CLASS kind,
                                               const std::string& label) const {
        CK_KEY_TYPE type = CKK_EC_EDWARDS;
        std::vector<CK_ATTRIBUTE> wanted{{CKA_CLASS, &kind, sizeof kind},
                                         {CKA_KEY_TYPE, &type, sizeof type}};
        if (!label.empty())
            wanted.push_back({CKA_LABEL, const_cast<char*>(label.data()), label.size()});
        const CK_FUNCTION_LIST& f = module->functions();
        CK_RV code = f.C_FindObjectsInit(handle, wanted.data(), wanted.size());
        if (code != CKR_OK) return unusable("looking for the key", code);
        std::vector<CK_OBJECT_HANDLE> found(keys_max);
        CK_ULONG count = 0;
        code = f.C_FindObjects(handle, found.data(), found.size(), &count);
        f.C_FindObjectsFinal(handle);
        if (code != CKR_OK) return unusable("looking for the key", code);
        found.resize(count);
        return found;
    }

    Result<CK_OBJECT_HANDLE> only(CK_OBJECT_CLASS kind, const std::string& label) const {
        const auto found = find(kind, label);
        if (!found) return fail(found.error());
        if (found->size() == 1) return found->front();
        const char* half = kind == CKO_PRIVATE_KEY ? "private" : "public";
        if (found->empty())
            return unusable(label.empty()
                                ? fmt::format("it holds no {} key for Ed25519", half)
                                : fmt::format("it holds no {} key '{}' for Ed25519", half, label),
                            "make one with the tool of the token, or name another with "
                            "--key-label");
        return unusable(fmt::format("it holds {} {} keys for Ed25519", found->size(), half),
                        "name one with --key-label");
    }

    Result<std::vector<unsigned char>> attribute(CK_OBJECT_HANDLE object,
                                                 CK_ATTRIBUTE_TYPE type) const {
        std::vector<unsigned char> value(256);
        CK_ATTRIBUTE wanted{type, value.data(), value.size()};
        const CK_RV code = module->functions().C_GetAttributeValue(handle, object, &wanted, 1);
        if (code != CKR_OK || wanted.ulValueLen > value.size())
            return unusable("reading the public key", code);
        value.resize(wanted.ulValueLen);
        return value;
    }
};

Result<TokenKey> TokenKey::open(const TokenPlace& place, const AskSecret& ask) {
    auto module = Module::load(place.module);
    if (!module) return fail(module.error());
    const CK_FUNCTION_LIST& functions = (*module)->functions();
    const auto token = find_token(functions, place.token_label);
    if (!token) return fail(token.error());
    CK_SESSION_HANDLE handle = CK_INVALID_HANDLE;
    const CK_RV code =
        functions.C_OpenSession(token->slot, CKF_SERIAL_SESSION, nullptr, nullptr, &handle);
    if (code != CKR_OK) return unusable("opening a session", code);
    const auto session = std::make_shared<Session>(*module, handle);
    if (auto in = session->login(token->info, ask); !in) return fail(in.error());
    const auto private_key = session->only(CKO_PRIVATE_KEY, place.key_label);
    if (!private_key) return fail(private_key.error());
    session->key = *private_key;
    const auto public_object = session->only(CKO_PUBLIC_KEY, place.key_label);
    if (!public_object) return fail(public_object.error());
    const auto value = session->attribute(*public_object, CKA_EC_POINT);
    if (!value) return fail(value.error());
    const auto point = point_of(*value);
    if (!point) return unusable("its public key is not one for Ed25519");
    TokenKey key(session, *point);
    // That private and public key belong together, and that it signs at all, is known before
    // anything is begun.
    if (auto tried = key.sign("isonomia/v1/token"); !tried) return fail(tried.error());
    return key;
}

Result<Signature> TokenKey::sign(std::string_view message) const {
    const CK_FUNCTION_LIST& functions = session_->module->functions();
    CK_MECHANISM mechanism{CKM_EDDSA, nullptr, 0};
    CK_RV code = functions.C_SignInit(session_->handle, &mechanism, session_->key);
    if (code == CKR_MECHANISM_INVALID) return unusable("it cannot sign with Ed25519 (CKM_EDDSA)");
    if (code != CKR_OK) return unusable("signing", code);
    Signature signature{};
    CK_ULONG size = signature.size();
    auto* bytes =
        reinterpret_cast<unsigned char*>(const_cast<char*>(message.data()));  // only read from
    code = functions.C_Sign(session_->handle, bytes, message.size(), signature.data(), &size);
    if (code != CKR_OK) return unusable("signing", code);
    if (size != signature.size() || !signature_is_valid(public_key_, message, signature))
        return unusable("what it signed does not fit its public key");
    return signature;
}

}  // namespace isonomia::provenance
