// What the entries say: each payload opens and is what its entry committed to.
#include <fmt/format.h>

#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

constexpr const char* payloads_implies =
    "what this entry says today is not what was recorded; its content cannot be relied on";

class PayloadChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&payloads_}; }

    void visit(const SeenEntry& entry) override {
        if (entry.leaf == nullptr) return;  // the entry itself is at fault
        switch (entry.state) {
            case PayloadState::opened:
                ++payloads_.checked;
                break;
            case PayloadState::erased:
                ++erased_;
                break;
            case PayloadState::sealed:
                if (!inspection_.subject_keys.empty())
                    mark_failed(
                        payloads_,
                        fmt::format("entry {}: the key of its payload is missing, and no entry "
                                    "records an erasure",
                                    entry.index),
                        "the content of this entry is lost, though that it was recorded is proven");
                break;
            case PayloadState::damaged:
                mark(payloads_, *entry.payload_problem, payloads_implies);
                break;
        }
    }

    void finish() override {
        const auto rows = inspection_.store->row_count("payloads");
        if (!rows)
            mark(payloads_, rows.error(), payloads_implies);
        else if (*rows > inspection_.tree.size())
            mark_failed(payloads_, "there are payloads of no entry", payloads_implies);
        if (erased_ > 0)
            inspection_.report.notes.push_back(
                fmt::format("{} payloads were erased; that they were recorded is proven, what they "
                            "said is gone",
                            erased_));
        if (inspection_.sealed > 0)
            return mark_not_checked(
                payloads_,
                fmt::format("the keys of {} payloads are not in this folder", inspection_.sealed),
                "that these entries were recorded is checked; what they say is not");
        mark_passed(payloads_);
    }

private:
    Check payloads_ =
        new_check("payloads", "Every payload opens and is what its entry committed to", "payloads");
    std::uint64_t erased_ = 0;
};

}  // namespace

Family payload_checks(Inspection& inspection) {
    return std::make_unique<PayloadChecks>(inspection);
}

}  // namespace isonomia::provenance
