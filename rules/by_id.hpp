// Things with an id, in their order, each found in constant time.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text_map.hpp"

namespace isonomia::rules {

// T has a member `id`, which does not change once the thing is here. Where two have the same id,
// both are kept and the first is found.
template <class T>
class ById {
public:
    void push_back(T thing) {
        places_.try_emplace(thing.id, things_.size());
        things_.push_back(std::move(thing));
    }
    [[nodiscard]] const T* find(std::string_view id) const {
        const auto place = places_.find(id);
        return place == places_.end() ? nullptr : &things_[place->second];
    }
    void pop_back() {
        const auto place = places_.find(things_.back().id);
        if (place->second + 1 == things_.size()) places_.erase(place);
        things_.pop_back();
    }
    void clear() {
        things_.clear();
        places_.clear();
    }
    [[nodiscard]] bool empty() const { return things_.empty(); }
    [[nodiscard]] std::size_t size() const { return things_.size(); }
    [[nodiscard]] const T& front() const { return things_.front(); }
    [[nodiscard]] const T& operator[](std::size_t place) const { return things_[place]; }
    [[nodiscard]] auto begin() const { return things_.begin(); }
    [[nodiscard]] auto end() const { return things_.end(); }
    [[nodiscard]] T& front() { return things_.front(); }
    [[nodiscard]] auto begin() { return things_.begin(); }
    [[nodiscard]] auto end() { return things_.end(); }

private:
    std::vector<T> things_;
    TextMap<std::size_t> places_;
};

}  // namespace isonomia::rules
