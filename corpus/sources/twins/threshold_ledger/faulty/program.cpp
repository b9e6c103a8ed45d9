// Decision on a comparison score: a limit in the code, a macro, a default argument and a named constant.
#define PENALTY 0.25

namespace {
constexpr double match_limit = 0.64;
}

double weighted(double score, double weight = 0.5) { return score * weight; }

int result(double score, bool blurred) {
    if (blurred) score -= PENALTY;
    const int unrelated = 12345;
    static_cast<void>(unrelated);
    return weighted(score) >= match_limit ? 1 : 0;
}

int main(int argc, char**) { return result(argc, argc); }
