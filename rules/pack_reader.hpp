// Reads the elements of a rule pack; internal to rules/pack.cpp.
#pragma once

#include <map>

#include "rules/pack.hpp"

namespace isonomia::rules {

constexpr std::uint64_t pack_bytes_max = std::uint64_t{16} << 20U;
constexpr std::size_t rules_max = 5000;
constexpr std::size_t logic_depth_max = 16;
constexpr std::size_t problems_max = 100;

class PackReader {
public:
    PackReader(Files& files, std::vector<fs::path> instruments)
        : files_(files), instrument_folders_(std::move(instruments)) {}

    // The first of problems() is the error.
    [[nodiscard]] Result<Pack> read(const XmlDocument& document);
    // The first of each element, as they were found; at most problems_max.
    [[nodiscard]] const std::vector<Error>& problems() const { return problems_; }

private:
    void read_head(XmlReader& reader, Pack& pack);
    [[nodiscard]] Territory read_territory(XmlNode node);
    [[nodiscard]] FactDeclaration read_fact(XmlNode node);
    [[nodiscard]] Parameter read_parameter(XmlNode node);
    [[nodiscard]] Rule read_rule(XmlNode node);
    [[nodiscard]] Exception read_exception(XmlNode node);
    [[nodiscard]] std::vector<PackAuthority> read_authorities(XmlReader& reader);
    [[nodiscard]] PackAuthority read_authority(XmlNode node);
    void resolve(PackAuthority& authority, XmlNode node);
    [[nodiscard]] const Instrument* instrument(const std::string& id, XmlNode node);
    // The one logic element among the children of `parent`.
    [[nodiscard]] Node read_logic(XmlReader& parent);
    [[nodiscard]] Node read_node(XmlNode node, std::size_t depth);
    void read_test(XmlReader& reader, Node& into);
    void read_measure(XmlReader& reader, Node& into);
    void finish(XmlReader& reader, bool text_allowed = false);
    void reject(Error error);

    Files& files_;
    std::vector<fs::path> instrument_folders_;
    // Nothing for one that cannot be had, which is said once.
    std::map<std::string, std::optional<Instrument>, std::less<>> instruments_;
    std::vector<Error> problems_;
};

}  // namespace isonomia::rules
