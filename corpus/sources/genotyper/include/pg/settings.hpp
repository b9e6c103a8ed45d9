// What the laboratory sets: read from a file, with the values of the validation where it is silent.
#pragma once

#include <map>
#include <optional>
#include <string>

namespace pg {

struct Settings {
    double analytical_threshold = 50;  // relative fluorescence units
    double stutter_max = 0.15;
    double drop_in_rate = 0.05;
    double drop_in_scale = 0.02;
    double dropout_offset = 0;
    double degradation = 0.0;
    double variance = 10;
    int contributors_max = 4;
    int chain_length = 5000;
    int burn_in = 1000;
    std::optional<double> theta;
    std::string population = "pooled";
};

// Reads lines of the form `name = value`. Unknown names are collected.
class SettingsReader {
public:
    void read_line(const std::string& line);
    [[nodiscard]] const Settings& settings() const { return settings_; }
    [[nodiscard]] const std::map<std::string, std::string>& unknown() const { return unknown_; }

private:
    void assign(const std::string& name, const std::string& value);

    Settings settings_;
    std::map<std::string, std::string> unknown_;
};

[[nodiscard]] Settings read_settings(const std::string& path);

// The values for samples with little DNA.
void use_low_template(Settings& settings);

}  // namespace pg
