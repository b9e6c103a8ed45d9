#include "pg/settings.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "pg/text.hpp"

namespace pg {

void SettingsReader::read_line(const std::string& line) {
    const std::string text = trimmed(line);
    if (text.empty() || text[0] == '#') return;
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) throw std::runtime_error("no '=' in the line: " + text);
    assign(trimmed(text.substr(0, equals)), trimmed(text.substr(equals + 1)));
}

void SettingsReader::assign(const std::string& name, const std::string& value) {
    if (name == "analytical_threshold")
        settings_.analytical_threshold = number(value);
    else if (name == "stutter_max")
        settings_.stutter_max = number(value);
    else if (name == "drop_in_rate")
        settings_.drop_in_rate = number(value);
    else if (name == "drop_in_scale")
        settings_.drop_in_scale = number(value);
    else if (name == "variance")
        settings_.variance = number(value);
    else if (name == "contributors_max")
        settings_.contributors_max = whole_number(value);
    else if (name == "chain_length")
        settings_.chain_length = whole_number(value);
    else if (name == "burn_in")
        settings_.burn_in = whole_number(value);
    else if (name == "theta")
        settings_.theta = number(value);
    else if (name == "population")
        settings_.population = value;
    else
        unknown_[name] = value;
}

Settings read_settings(const std::string& path) {
    std::ifstream in(path);
    if (!in) throw std::runtime_error("cannot open " + path);
    SettingsReader reader;
    for (std::string line; std::getline(in, line);) reader.read_line(line);
    Settings settings = reader.settings();
    if (const char* text = std::getenv("PG_DEGRADATION")) settings.degradation = std::atof(text);
    if (!reader.unknown().empty())
        throw std::runtime_error("unknown setting: " + reader.unknown().begin()->first);
    return settings;
}

void use_low_template(Settings& settings) {
    settings.analytical_threshold = 30;
    settings.stutter_max = 0.12;
    settings.drop_in_rate = 0.1;
}

}  // namespace pg
