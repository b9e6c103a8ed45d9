// Reads the elements of a rule pack; internal to rules/pack.cpp.
#pragma once

#include <map>

#include "rules/pack.hpp"

namespace isonomia::rules {

constexpr std::uint64_t pack_bytes_max = std::uint64_t{16} << 20U;
constexpr std::size_t rules_max = 5000;
constexpr std::size_t logic_depth_max = 16;

class PackReader {
public:
    PackReader(Files& files, fs::path instruments)
        : files_(files), instruments_folder_(std::move(instruments)) {}

    [[nodiscard]] Result<Pack> read(const XmlDocument& document);

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
    fs::path instruments_folder_;
    std::map<std::string, Instrument, std::less<>> instruments_;
    std::optional<Error> problem_;  // the first one wins
};

}  // namespace isonomia::rules
