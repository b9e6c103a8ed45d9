// Case files that are large or hostile.
#include <fmt/format.h>

#include "tests/reports/fixture.hpp"
#include "tests/reports/measurements.hpp"

namespace isonomia::tests {

CaseFile wide_case(int groups, int metrics) {
    CaseBuilder b;
    Matter matter;
    matter.id = "wide";
    matter.title = "A matter with many groups";
    b.add(b.file.matter, matter);
    Exhibit rows;
    rows.id = "E2";
    rows.sha256 = std::string(64, 'c');
    b.add(b.file.exhibits, rows);
    Dataset d;
    d.id = "compas";
    d.title = "Broward County, two-year outcomes";
    d.population = "7,214 people screened in Broward County, Florida, in 2013 and 2014.";
    b.add(b.file.datasets, d);
    for (int k = 0; k < metrics; ++k) {
        const std::string metric = k == 0   ? "false_positive_rate"
                                   : k == 1 ? "false_negative_rate"
                                            : fmt::format("metric_{}", k);
        Measurement reference;
        for (int g = 0; g < groups; ++g) {
            std::vector<GroupValue> group{{"race", fmt::format("Group number {}", g)}};
            if (g >= 8) group.push_back({"sex", g % 2 == 0 ? "Female" : "Male"});
            const auto n = static_cast<std::uint64_t>(20 + 17 * g);
            const Measurement m = rate(metric, "Metric " + metric, group, n / 3, n);
            b.add(b.file.measurements, m);
            if (g == 0 || g == 8) {
                reference = m;
                continue;
            }
            b.add(b.file.measurements, difference(m, reference));
            b.add(b.file.measurements, ratio(m, reference));
        }
    }
    return std::move(b.file);
}

std::string hostile_text(std::size_t longest_word) {
    return "<script>alert(1)</script>\"'&amp;<b onload=x> \xE2\x80\xAE"
           "evil\xE2\x80\xAC \xE2\x80\x8Bzero\xEF\xBB\xBF "
           "\x01\x1B[31m \xFF\xC0\x80 ]]> --> {0} {1} ${HOME} =cmd|'/C calc'!A0 "
           "\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85 " +
           std::string(longest_word, 'w');
}

CaseFile hostile_case(int exhibits, std::size_t longest_word) {
    CaseFile file = compas_case();
    const std::string bad = hostile_text(longest_word);
    Matter& matter = file.matter.front().object;
    matter.title = matter.question = matter.court = matter.reference = matter.synthetic_note = bad;
    for (auto& a : file.agents)
        a.object.name = bad;
    System& s = file.systems.front().object;
    s.name = s.output = s.not_established = s.version = s.model_digest = bad;
    for (auto& a : file.activities)
        a.object.title = a.object.happened = a.object.result = a.object.id = bad + a.object.id;
    for (auto& d : file.datasets)
        d.object.title = d.object.population = bad;
    for (auto& m : file.measurements) {
        m.object.title = m.object.not_shown = m.object.undefined_reason = m.object.unit = bad;
        for (auto& g : m.object.group)
            g.attribute = g.value = bad + g.value;
        for (auto& p : m.object.series)
            p.label = bad;
    }
    for (auto& f : file.findings)
        f.object.id = f.object.title = f.object.place.text = f.object.value = bad;
    for (auto& f : file.facts)
        f.object.statement = f.object.value = f.object.ground = bad;
    for (auto& o : file.outcomes) {
        o.object.id = o.object.id + bad;
        o.object.title = o.object.reason = o.object.principle = o.object.remedy = bad;
        for (auto& t : o.object.tests)
            t.text = t.detail = bad;
    }
    for (int i = 0; i < exhibits; ++i) {
        Exhibit e;
        e.id = i == 0 ? bad : fmt::format("X{}", i);
        e.title = fmt::format("A file {}", i);
        e.file = i == 0 ? bad : "x.txt";
        file.exhibits.push_back({e, file.entries++, file.last_recorded, std::nullopt});
    }
    return file;
}

}  // namespace isonomia::tests
