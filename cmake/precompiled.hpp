// Headers that nearly every source reads, compiled once per target. Sources still include what they use: the preset
// 'lint' builds without this file.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <tl/expected.hpp>
