#include "pg/options.hpp"

#include <map>
#include <stdexcept>

#include "pg/text.hpp"

namespace pg {

namespace {

Task task_named(const std::string& name) {
    if (name == "ratio") return Task::ratio;
    if (name == "paternity") return Task::paternity;
    if (name == "search") return Task::search;
    if (name == "simulate") return Task::simulate;
    if (name == "help") return Task::help;
    throw std::invalid_argument("no task '" + name + "'");
}

}  // namespace

std::string usage() {
    return "usage: genotyper TASK [--samples FILE] [--persons FILE] [--frequencies FILE]\n"
           "                 [--settings FILE] [--sample ID] [--suspect ID] [--mother ID]\n"
           "                 [--child ID] [--laboratory NAME] [--unknown N] [--list N] [--seed N]\n"
           "                 [--low-template]\n"
           "tasks: ratio, paternity, search, simulate, help\n";
}

Options read_options(const std::vector<std::string>& arguments) {
    Options options;
    if (arguments.empty()) return options;
    options.task = task_named(arguments[0]);
    const std::map<std::string, std::string*> texts{
        {"--samples", &options.samples},         {"--persons", &options.persons},
        {"--frequencies", &options.frequencies}, {"--settings", &options.settings},
        {"--sample", &options.sample},           {"--suspect", &options.suspect},
        {"--mother", &options.mother},           {"--child", &options.child},
        {"--laboratory", &options.laboratory}};
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        const std::string& name = arguments[i];
        if (name == "--low-template") {
            options.low_template = true;
            continue;
        }
        if (i + 1 >= arguments.size()) throw std::invalid_argument("no value of " + name);
        const std::string& value = arguments[++i];
        const auto text = texts.find(name);
        if (text != texts.end())
            *text->second = value;
        else if (name == "--unknown")
            options.unknown = whole_number(value);
        else if (name == "--list")
            options.list = static_cast<std::size_t>(whole_number(value));
        else if (name == "--seed")
            options.seed = static_cast<unsigned long>(whole_number(value));
        else
            throw std::invalid_argument("no option '" + name + "'");
    }
    if (options.unknown < 0) throw std::invalid_argument("--unknown is not negative");
    return options;
}

}  // namespace pg
