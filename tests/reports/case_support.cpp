#include "tests/reports/fixture.hpp"
#include "tests/reports/measurements.hpp"

namespace isonomia::tests {

namespace {

void add_matter(CaseBuilder& b) {
    Matter m;
    m.id = "demo-compas";
    m.title = "State v. Doe: the risk score offered at sentencing";
    m.question = "How far can the risk score be relied on, and for whom?";
    m.jurisdiction = "US-FL";
    m.court = "Circuit Court, Broward County";
    m.reference = "2026/CR/0417";
    m.language = "en";
    m.prepared_by = "defence";
    m.used_on = "2026-03-02";
    m.hearing_on = "2026-12-01";
    m.synthetic = true;
    m.synthetic_note =
        "The rows reproduce published counts; the person and the court case are invented.";
    m.packs = {"equality-of-arms-core"};
    b.add(b.file.matter, m);
    b.add(b.file.agents,
          Agent{"defence", "Public Defender, Broward", AgentKind::organization, Role::defence});
    b.add(b.file.agents,
          Agent{"vendor", "Northpointe Inc.", AgentKind::organization, Role::vendor});
    b.add(b.file.agents,
          Agent{"state", "State Attorney", AgentKind::organization, Role::prosecution});
    b.add(b.file.agents,
          Agent{"officer", "Probation Officer Lane", AgentKind::person, Role::operator_});
    System s;
    s.id = "compas-score";
    s.kind = SystemKind::risk_score;
    s.name = "COMPAS Recidivism Risk Score";
    s.vendor = "vendor";
    s.threshold = 5;
    s.intended_use = "Supervision and treatment planning.";
    s.validation = "A table printed by the vendor.";
    s.output = "Decile 8 of 10, “High” risk of recidivism for the accused.";
    s.not_established =
        "That the accused will offend again. The score ranks people by how often people with "
        "similar answers were re-arrested.";
    b.add(b.file.systems, s);
}

void add_exhibits(CaseBuilder& b) {
    const auto exhibit = [&](std::string id, std::string title, std::string file,
                             std::string rests) {
        Exhibit e;
        e.id = std::move(id);
        e.title = std::move(title);
        e.file = std::move(file);
        e.sha256 = std::string(63, 'c') + e.id.back();
        e.size = 48213;
        e.source = "ProPublica, compas-analysis";
        e.received_on = "2026-04-10";
        e.received_from = "state";
        e.custody_rests_on = std::move(rests);
        b.add(b.file.exhibits, e);
    };
    exhibit("E1", "Pre-sentence report with the score sheet", "psr.txt", "E3");
    exhibit("E2", "Two-year outcomes of 7,214 people", "rows.csv", "E3");
    exhibit("E3", "Letter of transmittal of the State Attorney", "letter.txt", "");
    Activity scored;
    scored.id = "A1";
    scored.kind = ActivityKind::inference;
    scored.title = "Risk score computed from a questionnaire";
    scored.agent = "officer";
    scored.system = "compas-score";
    scored.happened = "2026-03-02";
    scored.known_from = "E1";
    scored.authority = Authority{"Fla. Stat. 921.231", "", "", "2020-01-01", "2026-01-31", ""};
    scored.candidates = {{1, "Candidate 7", 0.91, true},
                         {2, "Candidate 3", 0.90, false},
                         {3, "Candidate 9", {}, false}};
    scored.result = "Decile 8";
    b.add(b.file.activities, scored);
    Activity decided;
    decided.id = "A2";
    decided.kind = ActivityKind::decision;
    decided.title = "Recommendation of imprisonment";
    decided.agent = "officer";
    decided.happened = "2026-03-09";
    decided.result = "Imprisonment recommended.";
    b.add(b.file.activities, decided);
}

void add_rates(CaseBuilder& b) {
    Dataset d;
    d.id = "compas";
    d.title = "Broward County, two-year outcomes";
    d.exhibit = "E2";
    d.system = "compas-score";
    d.columns = {{"race", ColumnRole::group, "race as recorded", {}, {}, "Caucasian"}};
    d.population = "7,214 people screened in Broward County, Florida, in 2013 and 2014.";
    d.ground_truth = "The county clerk’s records: a new arrest within two years.";
    d.group_labels = "The Sheriff’s Office.";
    d.not_shown = "Re-arrest is not offending.";
    b.add(b.file.datasets, d);
    struct Count {
        const char* race;
        std::uint64_t tp, fp, tn, fn;
    };
    constexpr Count counts[] = {{"Caucasian", 505, 349, 1139, 461},
                                {"African-American", 1369, 805, 990, 532},
                                {"Asian", 6, 2, 21, 3},
                                {"Hispanic", 103, 87, 318, 129},
                                {"Native American", 9, 3, 5, 1},
                                {"Other", 43, 36, 208, 90},
                                {"", 0, 0, 0, 0}};
    const auto both = [&](const char* metric, const char* title, auto x, auto n) {
        b.add(b.file.measurements, rate(metric, title, {}, 0, 0));
        const std::size_t all = b.file.measurements.size() - 1;
        std::uint64_t x_all = 0;
        std::uint64_t n_all = 0;
        Measurement reference;
        for (const Count& c : counts) {
            Measurement m = rate(metric, title, {{"race", c.race}}, x(c), n(c));
            if (std::string(c.race) == "Native American" && x(c) == 1)
                m.interval = Interval{0.002529, 0.445016, 0.95, "clopper-pearson"};
            x_all += x(c);
            n_all += n(c);
            if (std::string(c.race) == "Caucasian") reference = m;
            b.add(b.file.measurements, m);
            if (std::string(c.race) == "Caucasian") continue;
            b.add(b.file.measurements, difference(m, reference));
            b.add(b.file.measurements, ratio(m, reference));
        }
        b.file.measurements[all].object = rate(metric, title, {}, x_all, n_all);
    };
    both(
        "false_positive_rate", "False-positive rate", [](const Count& c) { return c.fp; },
        [](const Count& c) { return c.fp + c.tn; });
    both(
        "false_negative_rate", "False-negative rate", [](const Count& c) { return c.fn; },
        [](const Count& c) { return c.fn + c.tp; });
    both(
        "selection_rate", "Selection rate", [](const Count& c) { return c.tp + c.fp; },
        [](const Count& c) { return c.tp + c.fp + c.tn + c.fn; });
}

void add_reported(CaseBuilder& b) {
    Dataset d;
    d.id = "vendor-table";
    d.title = "Rates printed by the vendor";
    d.form = DataForm::rates;
    d.system = "compas-score";
    b.add(b.file.datasets, d);
    Measurement m;
    m.id = "vendor-table/false_match_rate";
    m.metric = "false_match_rate";
    m.title = "False match rate";
    m.dataset = "vendor-table";
    m.basis = Basis::reported;
    m.unit = "proportion";
    m.value = 0.00017;
    m.interval = Interval{0.000165, 0.000175, 0.95, "rounding"};
    m.parameters["printed"] = "0.017%";
    m.exhibits = {"E1"};
    b.add(b.file.measurements, m);
}

void add_score(CaseBuilder& b) {
    ScoreModel model;
    model.id = "points";
    model.title = "Points table of the screening form";
    model.system = "compas-score";
    model.exhibit = "E1";
    model.subject = "officer";
    model.claimed_score = 8;
    b.add(b.file.models, model);
    Measurement score;
    score.id = "points/recomputed_score";
    score.metric = "recomputed_score";
    score.title = "Score recomputed from the table";
    score.value = 7;
    score.unit = "points";
    score.parameters["equals_claimed"] = "false";
    b.add(b.file.measurements, score);
    Measurement series;
    series.id = "points/shapley_attribution";
    series.metric = "shapley_attribution";
    series.title = "What raised and what lowered the score";
    series.form = ResultForm::series;
    series.unit = "points";
    series.series = {{"prior arrests = 3 or more", {}, 3.0, 2.5, 3.5, {}},
                     {"age = under 25", {}, 2.0, {}, {}, {}},
                     {"employed = yes", {}, -1.0, {}, {}, {}},
                     {"answers missing", {}, {}, {}, {}, {}}};
    b.add(b.file.measurements, series);
}

void add_code(CaseBuilder& b) {
    b.add(b.file.sources, SourceTree{"scorer",
                                     "compas-score",
                                     "src",
                                     "build",
                                     {"score"},
                                     "Protective order of 1 May 2026."});
    b.add(b.file.coverages,
          Coverage{"scorer", 4, 3, 57, 2, {"legacy.cpp: header not found"}, "", {}, {}, {}});
    Finding f;
    f.id = "F1";
    f.check = "threshold_ledger";
    f.source = "scorer";
    f.entry = "score(const Person&)";
    f.title = "Threshold 25 for age";
    f.claim = "The result depends on whether the age is below 25.";
    f.why = "The limit is not in the documents served.";
    f.to_show = "Run the scorer for ages 24 and 25 with all else equal.";
    f.place = {"src/age.cpp", 41, 12, "if (person.age < 25) points += 2;",
               "compares the age with 25"};
    f.function = "age_points";
    f.value = "25";
    f.path = {f.place,
              {"src/score.cpp", 88, 5, "total += age_points(person);", "adds it to the score"}};
    f.limits = "Calls through function pointers were not resolved.";
    f.file_sha256 = std::string(64, 'd');
    b.add(b.file.findings, f);
}

void add_facts(CaseBuilder& b) {
    const auto fact = [&](std::string id, FactStatus status, std::string value,
                          std::string statement) {
        Fact f;
        f.id = std::move(id);
        f.status = status;
        f.value = std::move(value);
        f.statement = std::move(statement);
        if (status == FactStatus::established) f.exhibit = "E1";
        return f;
    };
    b.add(b.file.facts, fact("served.score", FactStatus::established, "true",
                             "The score was served on the defence."));
    Fact code = fact("served.source-code", FactStatus::withheld, "",
                     "The source code was served on the defence.");
    code.held_by = "vendor";
    code.ground = "trade secret";
    b.add(b.file.facts, code);
    Fact notice = fact("notice.given", FactStatus::disputed, "true",
                       "The accused was told that a score would be used.");
    notice.stated_by = "state";
    notice.disputed_by = "defence";
    notice.otherwise = "false";
    b.add(b.file.facts, notice);
    Fact trained = fact("operator.trained", FactStatus::unknown, "", "The operator was trained.");
    trained.held_by = "state";
    b.add(b.file.facts, trained);
    b.add(b.file.facts,
          fact("reviewed", FactStatus::asserted, "true", "A human reviewed the score."));
}

Outcome outcome(std::string rule, std::string title, std::string principle, Verdict verdict,
                std::string reason) {
    Outcome o;
    o.id = "equality-of-arms-core/" + rule;
    o.pack = "equality-of-arms-core";
    o.pack_version = "1";
    o.pack_sha256 = std::string(64, 'e');
    o.rule = std::move(rule);
    o.title = std::move(title);
    o.principle = std::move(principle);
    o.requirement = "What the rule asks for, in one sentence.";
    o.verdict = verdict;
    o.reason = std::move(reason);
    o.authorities = {{"UNODC/CCPCJ/EG.4/2020/2", "para. 64", AuthorityStatus::secretariat_paper,
                      "The defendant should understand how the evidence was collected.", ""}};
    return o;
}

void add_outcomes(CaseBuilder& b) {
    Outcome code = outcome("source-code", "Source code or an equal means of testing is served",
                           "equality-of-arms", Verdict::not_established,
                           "Not established on these facts: the source code is withheld.");
    code.authorities.push_back(
        {"Someone v. Nobody", "", AuthorityStatus::unverified, "unchecked", ""});
    code.tests = {{0,
                   "test",
                   "the source code was served",
                   Truth::unknown,
                   "the fact is withheld",
                   {{"served.source-code", "", FactStatus::withheld, "vendor", ""}}}};
    code.requests = {{"served.source-code",
                      "The source code of the version used, or a protective order for it",
                      "vendor"}};
    code.burden = "prosecution";
    code.remedy = "Motion to compel; adjournment.";
    b.add(b.file.outcomes, code);
    Outcome served = outcome("score-served", "The output is served", "equality-of-arms",
                             Verdict::met, "Met on these facts: the score sheet was served.");
    served.tests = {
        {0,
         "test",
         "the score was served",
         Truth::yes,
         "",
         {{"served.score", "true", FactStatus::established, "E1", std::string(64, 'c')}}},
        {0, "test", "it was served with its inputs", Truth::no, "", {}}};
    b.add(b.file.outcomes, served);
    Outcome gap =
        outcome("error-rates", "False-positive rates do not differ by more than the limit",
                "non-discrimination", Verdict::not_met,
                "Not met on these facts: the whole range lies above 0.10.");
    const auto* difference_of_interest = &b.file.measurements[3].object;
    gap.tests = {{0,
                  "measure",
                  "the difference of false-positive rates is at most 0.10",
                  Truth::no,
                  "interval [0.182, 0.245] lies above 0.10",
                  {{difference_of_interest->id, "0.2139", FactStatus::established, "E2",
                    std::string(64, 'c')}}}};
    b.add(b.file.outcomes, gap);
    Outcome notice = outcome("notice", "Notice of the use is given", "transparency",
                             Verdict::not_established, "Turns on a disputed fact.");
    notice.turns_on = {"notice.given"};
    notice.tests = {{0,
                     "test",
                     "the accused was told",
                     Truth::unknown,
                     "",
                     {{"notice.given", "true", FactStatus::disputed, "state", ""}}}};
    b.add(b.file.outcomes, notice);
    Outcome oversight =
        outcome("review", "A human reviews the output", "human-oversight", Verdict::assessed,
                "The factors are recorded; the weighing is for the court.");
    oversight.requests = {{"operator.trained", "Training records of the operator", "state"}};
    b.add(b.file.outcomes, oversight);
    b.add(b.file.outcomes,
          outcome("dna", "Both propositions are stated", "transparency", Verdict::not_applicable,
                  "Not applicable: the system gives no likelihood ratio."));
    Outcome excepted = outcome("urgent", "Prior authorisation", "legality", Verdict::excepted,
                               "Excepted on these facts.");
    excepted.exception = "urgency";
    b.add(b.file.outcomes, excepted);
    b.add(b.file.outcomes, outcome("broken", "A rule that failed", "legality", Verdict::error,
                                   "A test failed to run."));
}

}  // namespace

CaseFile compas_case() {
    CaseBuilder b;
    add_matter(b);
    add_exhibits(b);
    add_rates(b);
    add_reported(b);
    add_score(b);
    add_code(b);
    add_facts(b);
    add_outcomes(b);
    b.file.history = {{"measurement", "compas/false_positive_rate", 12, 40, false},
                      {"fact", "old", 13, 41, true}};
    b.file.erased = {7};
    return std::move(b.file);
}

}  // namespace isonomia::tests
