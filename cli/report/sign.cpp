#include "cli/report/sign.hpp"

#include "cli/passphrase.hpp"
#include "cli/signer_options.hpp"
#include "reports/pdf/signature.hpp"

namespace isonomia::cli {

namespace {

constexpr std::uint64_t pem_bytes_max = 1U << 20U;

Status check_choice(const Arguments& arguments, const ReportRequest& request) {
    const bool signs = arguments.has("sign-with");
    const auto refuse = [](const std::string& why) { return fail(usage_error("U0006", why)); };
    if (signs != arguments.has("certificate"))
        return refuse("a signature needs both: the key (--sign-with) and its --certificate");
    if (signs && arguments.has("signature-field"))
        return refuse("'--signature-field' leaves the signature to others; '--sign-with' signs");
    if ((signs || arguments.has("signature-field")) && (request.format != "pdf" || request.letters))
        return refuse("only a report with '--format pdf' can carry a signature");
    return {};
}

Result<std::string> signed_content(const Context& context, const Arguments& arguments,
                                   const std::string& pdf) {
    const std::string name = arguments.value("sign-with");
    const auto key = context.files.read(context.working_folder / name, pem_bytes_max);
    if (!key) return fail(key.error());
    const auto certificates =
        context.files.read(context.working_folder / arguments.value("certificate"), pem_bytes_max);
    if (!certificates) return fail(certificates.error());
    const auto passphrase = [&]() -> Result<std::string> {
        auto secret = get_passphrase(context, arguments, {"sign-", "Passphrase of " + name});
        if (!secret) return fail(secret.error());
        return std::string(secret->view());
    };
    return reports::pdf::sign_pdf(pdf, {*key, passphrase, *certificates}, context.clock.now());
}

}  // namespace

std::vector<OptionRecord> signature_options() {
    return with(
        {{.name = "sign-with",
          .value = "KEY",
          .help = "sign the PDF with this private key, a PEM file (PAdES)",
          .completes = Completes::file},
         {.name = "certificate",
          .value = "FILE",
          .help = "PEM file: the certificate of that key, then those that issued it",
          .completes = Completes::file},
         {.name = "signature-field", .help = "leave a field in the PDF for others to sign"}},
        passphrase_options("sign-", "of the key that signs the PDF"));
}

Status sign_report(const Context& context, const Arguments& arguments, const ReportRequest& request,
                   std::vector<RenderedFile>& files) {
    if (auto status = check_choice(arguments, request); !status) return status;
    for (RenderedFile& file : files) {
        if (!arguments.has("sign-with") && !arguments.has("signature-field")) break;
        auto content = arguments.has("sign-with") ? signed_content(context, arguments, file.content)
                                                  : reports::pdf::add_signature_field(file.content);
        if (!content) return fail(content.error());
        file.content = std::move(*content);
    }
    return {};
}

}  // namespace isonomia::cli
