// Exhibits in the case folder against what was recorded of them. All processors hash. The second
// digest takes more than twice the time of the first, so it is looked at when it is asked for.
#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "provenance/parallel.hpp"
#include "provenance/verify/family.hpp"
#include "provenance/verify/stray_files.hpp"

namespace isonomia::provenance {

namespace {

constexpr const char* exhibits_implies =
    "what is in the folder is not what was taken in; nothing that was measured or found on this "
    "exhibit can be repeated on it";

// In constant memory.
Result<Digest> sha512_256_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::vector<char> block(std::size_t{1} << 20U);
    Sha512_256 hasher;
    while (file.read(block.data(), static_cast<std::streamsize>(block.size())).gcount() > 0)
        hasher.update(as_bytes({block.data(), static_cast<std::size_t>(file.gcount())}));
    if (!file.eof())
        return fail(system_error("F0001", fmt::format("cannot read '{}'", path.string())));
    return hasher.finish();
}

class ExhibitChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&exhibits_, &second_, &unrecorded_}; }
    bool reads(std::string_view type) const override { return type == "exhibit"; }

    void visit(const SeenEntry& entry) override {
        if (entry.leaf == nullptr || entry.leaf->envelope.type != "exhibit") return;
        Recorded recorded{entry.index, entry.leaf->envelope.supersedes,    {}, {},
                          {},          entry.state == PayloadState::erased};
        if (entry.content != nullptr) {
            const Json& object = entry.content->object;
            recorded.digest = exhibit_digest("exhibit", object);
            const Json* second = object.find("sha512_256");
            if (second != nullptr && second->string() != nullptr)
                recorded.second = *second->string();
            const Json* size = object.find("size");
            if (size != nullptr && size->number() != nullptr && *size->number() >= 0)
                recorded.size = static_cast<std::uint64_t>(*size->number());
        }
        recorded_.push_back(std::move(recorded));
    }

    void look_at_files() override {
        const auto expected = expected_exhibits();
        check_exhibits(expected);
        finish_second(expected);
        check_unrecorded(expected);
    }

private:
    struct Recorded {
        std::uint64_t entry = 0;
        std::optional<std::uint64_t> supersedes;
        std::string digest;  // "" when it names no file
        std::string second;  // SHA-512/256, "" when none was recorded
        std::optional<std::uint64_t> size;
        bool erased = false;
    };
    // All that record one content, the earliest first.
    using Expected = std::map<std::string, std::vector<const Recorded*>>;
    struct Compared {
        Status kept;
        Status second;
    };

    // Those that should be there: not what an erased entry had replaced, which went with it.
    [[nodiscard]] Expected expected_exhibits() const {
        Expected expected;
        std::map<std::uint64_t, bool> gone;
        for (auto one = recorded_.rbegin(); one != recorded_.rend(); ++one) {
            const bool goes = one->erased || gone.contains(one->entry);
            if (goes && one->supersedes) gone[*one->supersedes] = true;
            if (!goes && !one->digest.empty()) expected[one->digest].push_back(&*one);
        }
        for (auto& [digest, all] : expected)
            std::reverse(all.begin(), all.end());
        return expected;
    }

    void check_exhibits(const Expected& expected) {
        exhibits_.found.clear();
        const std::vector<Expected::value_type> all(expected.begin(), expected.end());
        std::vector<Compared> results(all.size());
        Workers().for_all(all.size(), 1, [&](std::size_t i) {
            results[i].kept = check(all[i].first, all[i].second);
            if (results[i].kept && inspection_.options.second_digests)
                results[i].second = check_second(all[i].first, all[i].second);
        });
        for (const Compared& result : results) {
            ++exhibits_.checked;
            if (!result.kept) mark(exhibits_, result.kept.error(), exhibits_implies);
            if (!result.second) mark(second_, result.second.error(), exhibits_implies);
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

    void finish_second(const Expected& all) {
        if (!inspection_.options.second_digests)
            return mark_not_checked(second_, "not asked for: 'isonomia verify --second-digest'",
                                    "nothing, as long as SHA-256 convinces");
        std::uint64_t without = 0;
        for (const auto& [digest, recorded] : all)
            for (const Recorded* one : recorded)
                ++(one->second.empty() ? without : second_.checked);
        if (without > 0)
            return mark_not_checked(second_,
                                    fmt::format("{} entries record no second digest", without),
                                    "for their exhibits all rests on SHA-256");
        if (exhibits_.state != CheckState::pass)
            return mark_not_checked(second_, "not every exhibit could be checked", "");
        mark_passed(second_);
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
    [[nodiscard]] Status check(const std::string& digest,
                               const std::vector<const Recorded*>& recorded) const {
        const auto wrong = [&](const std::string& why, const Recorded* by = nullptr) {
            const std::uint64_t entry = by != nullptr ? by->entry : recorded.front()->entry;
            return fail(integrity_error(
                "P0112", fmt::format("exhibit {} (entry {}): {}", digest, entry, why)));
        };
        if (!digest_from_hex(digest)) return wrong("its digest is malformed");
        const fs::path path = place_of(digest);
        std::error_code problem;
        const auto status = fs::symlink_status(path, problem);
        if (status.type() == fs::file_type::none) return fail(cannot_look_at(path, problem));
        if (!fs::exists(status)) return wrong("the file is missing");
        if (!fs::is_regular_file(status)) return wrong("it is not a regular file");
        const auto facts = inspection_.files.facts(path);
        if (!facts) return fail(facts.error());
        if (hex(facts->sha256) != digest)
            return wrong(
                fmt::format("the file was changed, its digest is now {}", hex(facts->sha256)));
        for (const Recorded* one : recorded)
            if (one->size && *one->size != facts->size)
                return wrong(
                    fmt::format("it has {} bytes, recorded are {}", facts->size, *one->size), one);
        return {};
    }

    [[nodiscard]] Status check_second(const std::string& digest,
                                      const std::vector<const Recorded*>& recorded) const {
        const auto found = sha512_256_of(place_of(digest));
        if (!found) return fail(found.error());
        for (const Recorded* one : recorded)
            if (!one->second.empty() && one->second != hex(*found))
                return fail(integrity_error(
                    "P0112", fmt::format("exhibit {} (entry {}): its SHA-512/256 is {}, recorded "
                                         "is another",
                                         digest, one->entry, hex(*found))));
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
            mark_failed(unrecorded_,
                        fmt::format("no entry records 'exhibits/{}'", name_shown(*stray)),
                        "somebody put it there, or it should have been erased; it is no evidence "
                        "of this ledger");
        else
            mark_not_checked(unrecorded_,
                             fmt::format("no entry that could be opened records 'exhibits/{}'",
                                         name_shown(*stray)),
                             "it may belong to an entry that could not be opened");
        note_waiting(expected);
    }

    void note_waiting(const Expected& expected) {
        auto waiting = names_in(inspection_.folder.incoming()).value_or(std::set<std::string>());
        std::erase_if(waiting, [&](const auto& name) {
            std::error_code problem;
            return expected.contains(name) || fs::is_directory(fs::symlink_status(
                                                  inspection_.folder.incoming() / name, problem));
        });
        constexpr std::size_t notes_max = 10;
        std::size_t named = 0;
        for (const std::string& name : waiting)
            if (named++ < notes_max)
                inspection_.report.notes.push_back(fmt::format(
                    "'incoming/{}' is the rest of an intake that was never recorded; the next "
                    "opening for writing destroys it",
                    name_shown(name)));
        if (named > notes_max)
            inspection_.report.notes.push_back(
                fmt::format("so are {} more files in 'incoming'", named - notes_max));
    }

    Check exhibits_ = new_check(
        "exhibits", "Every exhibit is there, byte for byte as it was taken in", "exhibits");
    Check second_ = new_check("second_digests",
                              "Every exhibit has the second digest, SHA-512/256, that was recorded",
                              "second digests");
    Check unrecorded_ = new_check(
        "unrecorded", "The exhibit folder holds nothing that no entry records", "stored files");
    std::vector<Recorded> recorded_;
};

}  // namespace

Family exhibit_checks(Inspection& inspection) {
    return std::make_unique<ExhibitChecks>(inspection);
}

}  // namespace isonomia::provenance
