// custody show: the chain of each exhibit, gaps marked.
#include <algorithm>

#include <fmt/format.h>

#include "cli/case_reader.hpp"
#include "cli/custody/actions.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/terminal.hpp"
#include "core/subjects.hpp"

namespace isonomia::cli::custody {

namespace {

std::string_view in_words(CustodyGap gap) {
    switch (gap) {
        case CustodyGap::no_document:
            return "no document says where it was before the first entry";
        case CustodyGap::undelivered:
            return "undelivered: the receiver has not answered";
        case CustodyGap::refused:
            return "refused by the receiver";
        case CustodyGap::lost:
            return "lost on the way";
        case CustodyGap::altered:
            return "other bytes arrived than were offered";
        case CustodyGap::missing:
            return "it was not among what arrived";
        case CustodyGap::unsigned_transfer:
            return "stated in the matter, signed by nobody";
        case CustodyGap::not_the_holder:
            return "offered by somebody who, on this record, did not have it";
        case CustodyGap::same_key:
            return "the same key on both sides: nobody but the sender has signed";
        case CustodyGap::answered_before:
            return "the answer is dated before the offer";
        case CustodyGap::before_it_came:
            return "handed over before it was received, by the dates given";
        case CustodyGap::after_recorded:
            return "dated later than the entry that records it";
    }
    return "";
}

std::string person(const CaseFile& case_file, const std::string& agent) {
    return agent.empty() ? "not stated" : printable(name_of(case_file, agent), 60);
}

// The document of a step: an exhibit by its id, or what the matter says of one elsewhere.
std::string document_of(const CustodyLink& link, const CaseFile& case_file) {
    const bool is_exhibit = find(case_file.exhibits, link.document) != nullptr;
    return (is_exhibit ? "exhibit " : "") + printable(link.document, 200);
}

// What happened, in words; names as the case gives them.
std::string happening(const CustodyLink& link, const CaseFile& case_file) {
    const std::string from = person(case_file, link.from);
    const std::string to = person(case_file, link.to);
    switch (link.step) {
        case CustodyStep::before:
            return (link.holder.empty()
                        ? std::string("earlier custody")
                        : "earlier custody, last with " + person(case_file, link.holder)) +
                   (link.document.empty() ? "" : ", rests on " + document_of(link, case_file));
        case CustodyStep::taken_in:
            return "taken in" + (link.from.empty() ? "" : " from " + from);
        case CustodyStep::stated_transfer:
            return "transfer" + (link.from.empty() ? "" : " by " + from) +
                   (link.reason.empty() ? "" : ": " + printable(link.reason, 120)) +
                   (link.document.empty() ? "" : ", known from " + document_of(link, case_file));
        case CustodyStep::offered:
            return fmt::format("offered by {} to {}", from, to);
        case CustodyStep::accepted:
            return fmt::format("handed over by {}, accepted by {}", from, to);
        case CustodyStep::accepted_altered:
            return fmt::format("handed over by {}; {} accepted another file, SHA-256 {}", from, to,
                               link.arrived_as);
        case CustodyStep::missing:
            return fmt::format("offered by {}; {} signed that it did not arrive", from, to);
        case CustodyStep::refused:
            return fmt::format("offered by {}, refused by {}", from, to);
        case CustodyStep::lost:
            return fmt::format("offered by {} to {}, lost", from, to);
        case CustodyStep::recalled:
            return fmt::format("offered by {} to {}, recalled", from, to);
    }
    return "";
}

// The small print of a link: entry, handover, medium, reason, signatures.
std::vector<std::string> details(const CustodyLink& link) {
    std::vector<std::string> lines;
    if (link.handover.empty()) return lines;
    std::string first = "handover " + link.handover.substr(0, 8);
    if (!link.medium.empty()) first += ", by " + printable(link.medium, 120);
    lines.push_back(first);
    if (!link.reason.empty()) lines.push_back("reason: " + printable(link.reason, 200));
    const auto key = [](const std::string& fingerprint) {
        return fingerprint.empty() ? std::string("nobody") : fingerprint.substr(0, 16);
    };
    lines.push_back(fmt::format("signed by sender {}, receiver {}", key(link.sender_key),
                                key(link.receiver_key)));
    return lines;
}

std::size_t gaps_in(const std::vector<CustodyChain>& chains) {
    std::size_t count = 0;
    for (const CustodyChain& chain : chains)
        for (const CustodyLink& link : chain.links)
            count += link.gaps.size();
    return count;
}

}  // namespace

std::string text_of(const CustodyChain& chain, const CaseFile& case_file,
                    const TerminalFacts& terminal) {
    const Paint paint(terminal);
    const Exhibit* exhibit = find(case_file.exhibits, chain.exhibit);
    std::string out = paint.bold(printable(chain.exhibit));
    if (exhibit != nullptr && !exhibit->title.empty()) out += "  " + printable(exhibit->title, 100);
    out += "\n";
    for (const CustodyLink& link : chain.links) {
        const std::string entry = link.entry ? fmt::format("{}", *link.entry) : "-";
        const std::string when = link.since.empty() ? "no date" : printable(link.since, 25);
        out += fmt::format("{} {:>6}  {:<20}  {}\n", link.gaps.empty() ? " " : "!", entry, when,
                           printable(happening(link, case_file)));
        for (const std::string& line : details(link))
            out += fmt::format("{:>31}{}\n", "", printable(line));
        for (const CustodyGap gap : link.gaps)
            out += fmt::format("{:>31}{}\n", "", paint.bad(fmt::format("gap: {}", in_words(gap))));
    }
    const std::string& holder = chain.links.back().holder;
    out += fmt::format("          now with              {}\n", person(case_file, holder));
    return out;
}

Json json_of(const CustodyChain& chain) {
    Json::Array links;
    for (const CustodyLink& link : chain.links) {
        Json::Object object{{"step", to_text(link.step)}};
        const auto add = [&](const char* name, const std::string& value) {
            if (!value.empty()) object.emplace(name, value);
        };
        add("holder", link.holder);
        add("since", link.since);
        add("from", link.from);
        add("to", link.to);
        add("document", link.document);
        add("handover", link.handover);
        add("medium", link.medium);
        add("reason", link.reason);
        add("arrived_as", link.arrived_as);
        add("sender_key", link.sender_key);
        add("receiver_key", link.receiver_key);
        if (link.entry) object.emplace("entry", Json::integer(*link.entry));
        Json::Array gaps;
        for (const CustodyGap gap : link.gaps)
            gaps.emplace_back(to_text(gap));
        object.emplace("gaps", std::move(gaps));
        links.emplace_back(std::move(object));
    }
    return Json::Object{{"exhibit", chain.exhibit}, {"links", std::move(links)}};
}

Result<ExitCode> show(Context& context, const Arguments& arguments, const Places&) {
    // open_case() reads the same word as the case folder.
    const auto opened = open_case(context, arguments);
    if (!opened) return fail(opened.error());
    const auto case_file = replay(opened->entries);
    if (!case_file) return fail(case_file.error());
    const auto wanted = arguments.values("exhibit");
    if (auto known = check_exhibits(*case_file, wanted); !known) return fail(known.error());
    auto chains = custody_chains(*case_file);
    std::erase_if(chains, [&](const CustodyChain& chain) {
        if (wanted.empty()) return chain.exhibit == declaration_id;
        return std::find(wanted.begin(), wanted.end(), chain.exhibit) == wanted.end();
    });
    const std::size_t gaps = gaps_in(chains);
    if (context.json) {
        Json::Array list;
        for (const CustodyChain& chain : chains)
            list.push_back(json_of(chain));
        write_json(context,
                   {{"gaps", Json::integer(std::uint64_t{gaps})}, {"chains", std::move(list)}});
    } else if (!context.quiet) {
        for (const CustodyChain& chain : chains)
            context.out << text_of(chain, *case_file, context.out_terminal) << '\n';
        context.out << fmt::format("{} exhibits, {} gaps\n", chains.size(), gaps);
    }
    return gaps == 0 ? ExitCode::done : ExitCode::adverse;
}

}  // namespace isonomia::cli::custody
