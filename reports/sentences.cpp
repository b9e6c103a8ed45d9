#include "reports/sentences.hpp"

#include <array>

namespace isonomia::reports {

namespace {

// From the analyzer (what a value does on its way to a result), then from the evaluator of rules
// (how it derived a fact). Sentences without places need no line here: the catalogue finds them.
constexpr std::array<std::string_view, 87> patterns{
    // Steps of a way through code.
    "'{0}' takes part in the result",
    "goes into the result of '{0}'",
    "goes into '{0}'",
    "is passed to '{0}' as '{1}'",
    "is returned by '{0}'",
    "the result of the call goes into the result of '{0}'",
    "the result of the call goes into '{0}'",
    "takes part in computing the result of '{0}'",
    "takes part in computing '{0}'",
    "the call changes '{0}'",
    "passes through a call into '{0}'",
    "is compared; the answer goes into the result of '{0}'",
    "is compared; the answer goes into '{0}'",
    "decides what '{0}' returns",
    "decides about '{0}'",
    "picks the element that goes into '{0}'",
    "is part of what makes up '{0}'",
    "'{0}' is declared here",
    "'{0}' is read here",
    "'{0}' is set here",
    "{0} stands here",
    "So it is for the result of '{0}'.",
    // What takes part in a result.
    "{0} is compared on the way to the result",
    "{0} is given to '{1}', which is compared",
    "{0} takes part in the result",
    "The number {0}, named '{1}', is compared with another value on the way to the result of "
    "'{2}'.",
    "The number {0}, named '{1}', helps to decide what is done on the way to the result of '{2}'.",
    "The number {0}, named '{1}', takes part in computing a value on the way to the result of "
    "'{2}'.",
    "The number {0} in '{1}' is compared with another value on the way to the result of '{2}'.",
    "The number {0} in '{1}' is given to '{2}', which is compared on the way to the result of "
    "'{3}'.",
    "The number {0} in '{1}' helps to decide what is done on the way to the result of '{2}'.",
    "The number {0} in '{1}' takes part in computing a value on the way to the result of '{2}'.",
    "The text {0} in '{1}' is compared with another value on the way to the result of '{2}'.",
    "The text {0} in '{1}' is given to '{2}', which is compared on the way to the result of "
    "'{3}'.",
    "The text {0} in '{1}' helps to decide what is done on the way to the result of '{2}'.",
    "The text {0} in '{1}' takes part in computing a value on the way to the result of '{2}'.",
    "'{0}' helps to decide what is done on the way to the result of '{1}'.",
    "'{0}' takes part in computing a value on the way to the result of '{1}'.",
    "{0} of {1} source units ({2}%) were read without error; {3} of {4} calls were not resolved.",
    "nothing is recorded about an authority for '{0}'",
    "the record says that no authority was stated for '{0}'",
    "'{0}' happened on {1}; its authority ran from '{2}' to '{3}'",
    "the time of '{0}' or of its authority is not recorded, or not closely enough to tell",
    "no ranked list is recorded for '{0}'",
    "{0} candidates recorded",
    "from whom or when '{0}' came is not recorded",
    "{0} exhibits, each with giver and date",
    "from service on {0} to the hearing on {1}",
    "no dated review by a person after '{0}' is recorded",
    "'{0}' was reviewed only by the person who ran the system",
    "review '{0}' follows the output",
    "the record names no input of '{0}'",
    "the input '{0}' of '{1}' is not held with a digest",
    "{0} uses, each with its input held and hashed",
    "no choice or decision on the output of '{0}' is recorded",
    "recorded in '{0}'",
    "no version for {0}",
    "no threshold for {0}",
    "no model digest for {0}",
    "{0} systems, each with a version",
    "{0} systems, each with a threshold",
    "{0} systems, each with a model digest",
    "{0} groups computed from data, {1} published",
    "{0} figures computed from data, {1} published",
    "{0} measurements computed from data, {1} published",
    "declared kinds of {0} systems",
    "{0} exhibits, each with a SHA-256 taken while it was copied in",
    "no digest for {0}",
    "{0} source units read without error",
    "{0} acts of explanation in the ledger",
    "no ground truth stated for {0}",
    "{0} acts, each with a stated authority",
    "{0} acts, each within the dates of its authority",
    "'{0}' was not measured",
    "no profile gives '{0}', and the instrument states no limit",
    // What p-values were adjusted over.
    "Holm over {0} hypotheses of the family '{1}'",
    "Holm over {0} hypothesis of the family '{1}'",
    "Holm over {0} comparisons of {1} by {2}",
    "Holm over {0} comparison of {1} by {2}",
    "Holm over {0} populations of {1}",
    "Holm over {0} tests of {1} (groups and periods)",
    // Places in authorities, as packs state them.
    "paras. {0} to {1} and {2}",
    "paras. {0} to {1}",
    "paras. {0} and {1}",
    "paras. {0}",
    "para. {0}",
    "Article {0}",
};

}  // namespace

std::span<const std::string_view> sentence_patterns() { return patterns; }

}  // namespace isonomia::reports
