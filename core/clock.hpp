// Injected time. Instants are UTC seconds; text is RFC 3339 with 'Z' ("2026-11-22T14:00:00Z").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace isonomia {

struct Instant {
    std::int64_t seconds = 0;  // since 1970-01-01T00:00:00Z
    auto operator<=>(const Instant&) const = default;
};

class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
};

// A clock that stands still until told otherwise; for tests and reproducible runs.
class FixedClock final : public Clock {
public:
    explicit FixedClock(Instant instant) : instant_(instant) {}
    [[nodiscard]] Instant now() const override { return instant_; }
    void set(Instant instant) { instant_ = instant; }

private:
    Instant instant_;
};

[[nodiscard]] std::string to_rfc3339(Instant instant);

// Accepts a date ("2026-11-22", midnight UTC), or date and time with 'Z' or a numeric offset.
// Refuses days that do not exist, years outside 1000..9999, and leap seconds.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

}  // namespace isonomia
