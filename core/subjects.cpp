#include "core/subjects.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <unordered_map>

#include "core/text.hpp"

namespace isonomia {

namespace {

// Shorter names and titles would be found everywhere.
constexpr std::size_t quote_bytes_min = 4;

std::string_view member(const Json& object, std::string_view name) {
    const Json* value = object.find(name);
    return value != nullptr && value->string() != nullptr ? std::string_view(*value->string())
                                                          : std::string_view();
}

bool is_person(const ObjectView& object) {
    return object.type == "agent" && member(*object.payload, "kind") == "person";
}

// Calls `visit` for every text inside a value.
void for_each_text(const Json& value, const std::function<void(const std::string&)>& visit) {
    if (const auto* text = value.string()) visit(*text);
    if (const auto* array = value.array())
        for (const Json& element : *array)
            for_each_text(element, visit);
    if (const auto* object = value.object())
        for (const auto& [name, element] : *object)
            for_each_text(element, visit);
}

// Texts that give a person away, found wherever they are quoted. Looked up by their first bytes, so
// that a long text costs one look-up a byte however many quotes there are.
class Quotes {
public:
    void add(std::string_view text, std::string_view agent) {
        if (text.size() < quote_bytes_min || agent.empty()) return;
        quotes_[head_of(text)].push_back({std::string(text), std::string(agent)});
    }
    void find_in(std::string_view text, std::set<std::string>& agents) const {
        if (empty()) return;
        for (std::size_t i = 0; i + quote_bytes_min <= text.size(); ++i) {
            const auto found = quotes_.find(head_of(text.substr(i)));
            if (found == quotes_.end()) continue;
            for (const auto& [quote, agent] : found->second)
                if (text.substr(i, quote.size()) == quote) agents.insert(agent);
        }
    }
    [[nodiscard]] bool empty() const { return quotes_.empty(); }

private:
    struct Quote {
        std::string text;
        std::string agent;
    };
    static std::uint32_t head_of(std::string_view text) {
        std::uint32_t head = 0;
        for (std::size_t i = 0; i < quote_bytes_min; ++i)
            head = (head << 8U) | static_cast<unsigned char>(text[i]);
        return head;
    }
    std::unordered_map<std::uint32_t, std::vector<Quote>> quotes_;
};

// What another object may rest on by naming its id.
bool can_be_rested_on(std::string_view type) {
    static constexpr std::array types{"exhibit", "dataset", "model",      "fact",
                                      "finding", "source",  "measurement"};
    return std::find(types.begin(), types.end(), type) != types.end();
}

// Records about the record name ids and stay when what they name is erased; an exhibit is not
// somebody's because its custody rests on a document of theirs.
bool rests_on_others(std::string_view type) {
    static constexpr std::array types{"agent",  "system", "exhibit",
                                      "report", "matter", "impact_assessment"};
    return !stays(type) && std::find(types.begin(), types.end(), type) == types.end();
}

class Judgement {
public:
    Judgement(const std::vector<ObjectView>& objects, std::string_view declaration)
        : objects_(objects),
          declaration_(declaration),
          agents_(objects.size()),
          rests_on_(objects.size()) {
        for (const ObjectView& object : objects_)
            if (is_person(object)) persons_.insert(std::string(object.id));
        for (std::size_t i = 0; i < objects_.size(); ++i)
            take_stated(i);
        for (std::size_t i = 0; i < objects_.size(); ++i)
            take_texts(i);
        while (spread()) {
        }
        everybody();
    }

    [[nodiscard]] std::vector<std::string> texts() const {
        std::vector<std::string> result;
        for (const auto& agents : agents_)
            result.push_back(subject_text(agents));
        return result;
    }

private:
    [[nodiscard]] bool is_declaration(std::size_t i) const {
        return objects_[i].type == "exhibit" && !declaration_.empty() &&
               objects_[i].id == declaration_;
    }

    // Said by the object itself; what it says gives its words away elsewhere.
    void take_stated(std::size_t i) {
        const ObjectView& object = objects_[i];
        agents_[i] = agents_in(object.subject);
        if (is_declaration(i)) return;
        if (is_person(object)) {
            agents_[i].insert(std::string(object.id));
            const auto name = member(*object.payload, "name");
            if (name != object.id) quotes_.add(name, object.id);  // a pseudonym gives nobody away
        }
        if (object.type != "erasure")
            if (const auto stated = member(*object.payload, "subject"); !stated.empty())
                agents_[i].insert(std::string(stated));
        if (object.type == "exhibit")
            for (const std::string& agent : agents_[i])
                for (const char* name : {"sha256", "sha512_256", "title", "file"})
                    quotes_.add(member(*object.payload, name), agent);
        if (const Json* candidates = object.payload->find("candidates"))
            for_each_text(*candidates, [&](const std::string& text) {
                if (persons_.contains(text)) agents_[i].insert(text);
            });
        if (can_be_rested_on(object.type)) by_id_[std::string(object.id)].push_back(i);
    }

    void take_texts(std::size_t i) {
        if (is_declaration(i)) return;
        const bool rests = rests_on_others(objects_[i].type);
        if (!rests && quotes_.empty()) return;
        for_each_text(*objects_[i].payload, [&](const std::string& text) {
            quotes_.find_in(text, agents_[i]);
            const auto named = rests ? by_id_.find(text) : by_id_.end();
            if (named == by_id_.end()) return;
            for (const std::size_t other : named->second)
                if (other != i) rests_on_[i].push_back(other);
        });
    }

    // One step from what is rested on to what rests on it; true while anything was added.
    bool spread() {
        bool added = false;
        for (std::size_t i = 0; i < objects_.size(); ++i)
            for (const std::size_t other : rests_on_[i]) {
                const std::size_t before = agents_[i].size();
                agents_[i].insert(agents_[other].begin(), agents_[other].end());
                added = added || agents_[i].size() != before;
            }
        return added;
    }

    void everybody() {
        std::set<std::string> all = persons_;
        for (const auto& agents : agents_)
            all.insert(agents.begin(), agents.end());
        for (std::size_t i = 0; i < objects_.size(); ++i)
            if (is_declaration(i)) agents_[i] = all;
    }

    const std::vector<ObjectView>& objects_;
    std::string_view declaration_;
    std::vector<std::set<std::string>> agents_;
    std::vector<std::vector<std::size_t>> rests_on_;
    std::set<std::string> persons_;
    std::map<std::string, std::vector<std::size_t>> by_id_;
    Quotes quotes_;
};

}  // namespace

std::string subject_text(const std::set<std::string>& agents) {
    return join({agents.begin(), agents.end()}, " ");
}

std::set<std::string> agents_in(std::string_view subject_text) {
    const auto all = words(subject_text);
    return {all.begin(), all.end()};
}

bool concerns(std::string_view subject_text, std::string_view agent) {
    return !agent.empty() && agents_in(subject_text).contains(std::string(agent));
}

bool stays(std::string_view type) {
    static constexpr std::array types{"hold",    "retention",   "erasure",        "key",
                                      "serving", "attestation", "witness_policy", "equivocation"};
    return std::find(types.begin(), types.end(), type) != types.end();
}

std::vector<std::string> subjects_of(const std::vector<ObjectView>& objects,
                                     std::string_view declaration) {
    return Judgement(objects, declaration).texts();
}

}  // namespace isonomia
