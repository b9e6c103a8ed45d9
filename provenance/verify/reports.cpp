// Reports in the case folder against what was recorded of them.
#include <fmt/format.h>

#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

class ReportChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&reports_}; }
    bool reads(std::string_view type) const override { return type == "report"; }

    void visit(const SeenEntry& entry) override {
        if (entry.leaf == nullptr) return;
        if (entry.leaf->envelope.supersedes) recorded_.erase(*entry.leaf->envelope.supersedes);
        if (entry.content == nullptr || entry.leaf->envelope.type != "report") return;
        const Json* digest = entry.content->object.find("sha256");
        const bool text = digest != nullptr && digest->string() != nullptr;
        std::erase_if(recorded_, [&](const auto& earlier) {
            return earlier.second.name == entry.content->id;
        });
        recorded_[entry.index] = {entry.content->id, text ? *digest->string() : std::string()};
    }

    void look_at_files() override {
        reports_.found.clear();
        std::string absent;
        for (const auto& [entry, recorded] : recorded_) {
            const auto here = compare(recorded);
            if (!here)
                mark(reports_, here.error(), "");
            else if (!*here && absent.empty())
                absent = recorded.name;
            else if (*here)
                ++reports_.checked;
        }
        if (!absent.empty())
            return mark_not_checked(reports_, fmt::format("'{}' is not here", absent),
                                    "a report is made from the record and can be made again");
        if (!inspection_.all_read())
            return mark_not_checked(
                reports_, "some entries could not be opened, so not all reports are known",
                "a report that nobody recorded may lie in the folder");
        mark_passed(reports_);
    }

private:
    struct Recorded {
        std::string name;    // of the file in the case folder, as the entry has it
        std::string sha256;  // 64 hex digits, as the entry has it
    };

    // False when there is no such file. Names come from the record: none leads out of the folder.
    Result<bool> compare(const Recorded& recorded) {
        const fs::path name(recorded.name);
        if (name != name.filename() || recorded.name == "." || recorded.name == "..") return false;
        const fs::path path = inspection_.folder.path / name;
        std::error_code problem;
        const auto status = fs::symlink_status(path, problem);
        if (!fs::exists(status)) return false;
        bool same = false;
        if (fs::is_regular_file(status)) {
            const auto facts = inspection_.files.facts(path);
            if (!facts) return fail(facts.error());
            same = hex(facts->sha256) == recorded.sha256;
        }
        if (!same)
            mark_failed(reports_,
                        fmt::format("{} is not the report that was recorded", recorded.name),
                        "it was changed, or a run was stopped while it wrote it; what the record "
                        "says stands, and the next run writes the report anew");
        return true;
    }

    Check reports_ = new_check("reports", "Every report is the one that was recorded", "reports");
    std::map<std::uint64_t, Recorded> recorded_;  // by entry; superseded ones are left out
};

}  // namespace

Family report_checks(Inspection& inspection) { return std::make_unique<ReportChecks>(inspection); }

}  // namespace isonomia::provenance
