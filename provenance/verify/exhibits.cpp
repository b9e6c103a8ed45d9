// Exhibits in the case folder against what was recorded of them. All processors hash.
#include <algorithm>
#include <atomic>
#include <thread>

#include <fmt/format.h>

#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

constexpr const char* implies =
    "what is in the folder is not what was taken in; nothing that was measured or found on this "
    "exhibit can be repeated on it";

class ExhibitChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&exhibits_, &unrecorded_}; }
    bool reads(std::string_view type) const override { return type == "exhibit"; }

    void visit(const SeenEntry& entry) override {
        if (entry.leaf == nullptr || entry.leaf->envelope.type != "exhibit") return;
        Recorded recorded{entry.index,
                          entry.leaf->envelope.supersedes,
                          {},
                          {},
                          entry.state == PayloadState::erased};
        if (entry.content != nullptr) {
            const Json& object = entry.content->object;
            recorded.digest = exhibit_digest("exhibit", object);
            const Json* size = object.find("size");
            if (size != nullptr && size->number() != nullptr && *size->number() >= 0)
                recorded.size = static_cast<std::uint64_t>(*size->number());
        }
        recorded_.push_back(std::move(recorded));
    }

    void look_at_files() override {
        const auto expected = expected_exhibits();
        check_exhibits(expected);
        check_unrecorded(expected);
    }

private:
    struct Recorded {
        std::uint64_t entry = 0;
        std::optional<std::uint64_t> supersedes;
        std::string digest;  // "" when it names no file
        std::optional<std::uint64_t> size;
        bool erased = false;
    };
    using Expected = std::map<std::string, const Recorded*>;

    // Those that should be there: not what an erased entry had replaced, which went with it.
    [[nodiscard]] Expected expected_exhibits() const {
        Expected expected;
        std::map<std::uint64_t, bool> gone;
        for (auto one = recorded_.rbegin(); one != recorded_.rend(); ++one) {
            const bool goes = one->erased || gone.contains(one->entry);
            if (goes && one->supersedes) gone[*one->supersedes] = true;
            if (!goes && !one->digest.empty()) expected[one->digest] = &*one;
        }
        return expected;
    }

    void check_exhibits(const Expected& expected) {
        exhibits_.found.clear();
        const std::vector<Expected::value_type> all(expected.begin(), expected.end());
        std::vector<Status> results(all.size());
        std::atomic<std::size_t> next = 0;
        const auto work = [&] {
            for (std::size_t i = next++; i < all.size(); i = next++)
                results[i] = check(all[i].first, *all[i].second);
        };
        const std::size_t wanted = std::max(1U, std::thread::hardware_concurrency());
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < std::min(wanted, all.size()); ++i)
            others.emplace_back(work);
        work();
        others.clear();  // joined
        for (const Status& result : results) {
            ++exhibits_.checked;
            if (!result) mark(exhibits_, result.error(), implies);
        }
        for (const auto& [digest, recorded] : all)
            if (place_of(digest).parent_path() == inspection_.folder.incoming())
                inspection_.report.notes.push_back(
                    fmt::format("exhibit {} still lies in 'incoming': its recording was "
                                "interrupted and ends at the next opening for writing",
                                digest));
        if (inspection_.sealed > 0)
            return mark_not_checked(
                exhibits_, "some entries could not be opened, so not all exhibits are known",
                "exhibits of those entries may be missing");
        if (inspection_.payloads_damaged)
            return mark_not_checked(exhibits_,
                                    "some payloads are damaged, so not all exhibits are known",
                                    "exhibits of those entries may be missing");
        mark_passed(exhibits_);
    }

    [[nodiscard]] fs::path place_of(const std::string& digest) const {
        std::error_code problem;
        const fs::path settled = inspection_.folder.exhibits() / digest;
        const fs::path arriving = inspection_.folder.incoming() / digest;
        const bool waits = !fs::exists(fs::symlink_status(settled, problem)) &&
                           fs::exists(fs::symlink_status(arriving, problem));
        return waits ? arriving : settled;
    }

    // Called by several threads.
    [[nodiscard]] Status check(const std::string& digest, const Recorded& exhibit) const {
        const auto wrong = [&](const std::string& why) {
            return fail(integrity_error(
                "P0112", fmt::format("exhibit {} (entry {}): {}", digest, exhibit.entry, why)));
        };
        if (!digest_from_hex(digest)) return wrong("its digest is malformed");
        const fs::path path = place_of(digest);
        std::error_code problem;
        const auto status = fs::symlink_status(path, problem);
        if (!fs::exists(status)) return wrong("the file is missing");
        if (!fs::is_regular_file(status)) return wrong("it is not a regular file");
        const auto facts = inspection_.files.facts(path);
        if (!facts) return fail(facts.error());
        if (hex(facts->sha256) != digest)
            return wrong(
                fmt::format("the file was changed, its digest is now {}", hex(facts->sha256)));
        if (exhibit.size && *exhibit.size != facts->size)
            return wrong(
                fmt::format("it has {} bytes, recorded are {}", facts->size, *exhibit.size));
        return {};
    }

    void check_unrecorded(const Expected& expected) {
        unrecorded_.found.clear();
        const auto names = names_in(inspection_.folder.exhibits());
        if (!names) return mark(unrecorded_, names.error(), "the folder cannot be read");
        unrecorded_.checked = names->size();
        const auto stray = std::find_if(names->begin(), names->end(),
                                        [&](const auto& name) { return !expected.contains(name); });
        if (stray == names->end())
            mark_passed(unrecorded_);
        else if (inspection_.all_read())
            mark_failed(unrecorded_, fmt::format("no entry records 'exhibits/{}'", *stray),
                        "somebody put it there, or it should have been erased; it is no evidence "
                        "of this ledger");
        else
            mark_not_checked(
                unrecorded_,
                fmt::format("no entry that could be opened records 'exhibits/{}'", *stray),
                "it may belong to an entry that could not be opened");
        const auto waiting = names_in(inspection_.folder.incoming());
        for (const std::string& name : waiting ? *waiting : std::set<std::string>())
            if (!expected.contains(name))
                inspection_.report.notes.push_back(fmt::format(
                    "'incoming/{}' is the rest of an intake that was never recorded", name));
    }

    Check exhibits_ = new_check(
        "exhibits", "Every exhibit is there, byte for byte as it was taken in", "exhibits");
    Check unrecorded_ =
        new_check("unrecorded", "The exhibit folder holds nothing that no entry records", "files");
    std::vector<Recorded> recorded_;
};

}  // namespace

Family exhibit_checks(Inspection& inspection) {
    return std::make_unique<ExhibitChecks>(inspection);
}

}  // namespace isonomia::provenance
