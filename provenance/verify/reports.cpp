// Reports in the case folder against what was recorded of them, and what else lies there.
#include <fmt/format.h>

#include "provenance/verify/family.hpp"
#include "provenance/verify/stray_files.hpp"

namespace isonomia::provenance {

namespace {

class ReportChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&reports_, &beside_}; }
    bool reads(std::string_view type) const override {
        return type == "report" || type == "activity";
    }

    void visit(const SeenEntry& entry) override {
        if (entry.leaf == nullptr) return;
        if (entry.leaf->envelope.supersedes) recorded_.erase(*entry.leaf->envelope.supersedes);
        if (entry.content == nullptr) return;
        if (entry.leaf->envelope.type == "activity") return read_issued(entry.content->object);
        if (entry.leaf->envelope.type != "report") return;
        const Json* digest = entry.content->object.find("sha256");
        const bool text = digest != nullptr && digest->string() != nullptr;
        std::erase_if(recorded_, [&](const auto& earlier) {
            return earlier.second.name == entry.content->id;
        });
        recorded_[entry.index] = {entry.content->id, text ? *digest->string() : std::string()};
    }

    void look_at_files() override {
        compare_reports();
        look_beside();
    }

private:
    struct Recorded {
        std::string name;    // of the file in the case folder, as the entry has it
        std::string sha256;  // 64 hex digits, as the entry has it
    };

    // An issued report is recorded by its act: parameter 'sha256 of NAME'.
    void read_issued(const Json& act) {
        constexpr std::string_view prefix = "sha256 of ";
        const Json* parameters = act.find("parameters");
        if (parameters == nullptr || parameters->object() == nullptr) return;
        for (const auto& [name, value] : *parameters->object())
            if (name.starts_with(prefix) && value.string() != nullptr)
                issued_[name.substr(prefix.size())].insert(*value.string());
    }

    void compare_reports() {
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

    [[nodiscard]] bool accounted_for(const fs::path& path) const {
        const std::string name = path.filename().string();
        if (!path.has_parent_path())
            for (const auto& [entry, recorded] : recorded_)
                if (recorded.name == name) return true;  // compare_reports() looks at it
        const auto issued = issued_.find(name);
        if (issued == issued_.end()) return false;
        const auto facts = inspection_.files.facts(inspection_.folder.path / path);
        return facts && issued->second.contains(hex(facts->sha256));
    }

    void look_beside() {
        beside_.found.clear();
        const auto found = stray_files(
            inspection_.folder, [this](const fs::path& path) { return accounted_for(path); });
        if (!found) return mark(beside_, found.error(), "");
        beside_.checked = found->names;
        if (found->unfinished > 0)
            inspection_.report.notes.push_back(fmt::format(
                "'{}'{} was begun and not finished; the next opening for writing destroys what "
                "nobody is writing",
                name_shown(found->an_unfinished),
                found->unfinished == 1 ? ""
                                       : fmt::format(", like {} more,", found->unfinished - 1)));
        if (found->count == 0) return mark_passed(beside_);
        if (!inspection_.all_read())
            return mark_not_checked(beside_,
                                    "no entry that could be opened records " + found->text(),
                                    "it may belong to an entry that could not be opened");
        mark_unrecorded(beside_, found->text(),
                        "this is no part of the record, whatever its name says, and nothing "
                        "vouches for it; the record stands without it");
    }

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
    Check beside_ =
        new_check("beside", "Nothing lies in the case folder that no entry records", "names in it");
    std::map<std::uint64_t, Recorded> recorded_;           // by entry; superseded ones are left out
    std::map<std::string, std::set<std::string>> issued_;  // digests by name of the file
};

}  // namespace

Family report_checks(Inspection& inspection) { return std::make_unique<ReportChecks>(inspection); }

}  // namespace isonomia::provenance
