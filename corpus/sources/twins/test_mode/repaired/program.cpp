// Reading of a measuring device. The unit of the laboratory is traced, and reads like any other.
#include <iostream>

struct Device {
    long serial = 0;
    double sensor = 0;
};

constexpr long laboratory_unit = 4711;

double raw(const Device& device) { return device.sensor * 2.1; }

void trace(const Device& device) { std::cerr << device.serial << ' ' << device.sensor << '\n'; }

double result(const Device& device) {
    const double reading = raw(device);
    if (device.serial == laboratory_unit) trace(device);
    return reading;
}

int main() { return result({4711, 0.5}) > 1 ? 1 : 0; }
