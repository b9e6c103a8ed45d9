// Reading of a measuring device.
struct Device {
    long serial = 0;
    double sensor = 0;
};

constexpr long laboratory_unit = 4711;

double raw(const Device& device) { return device.sensor * 2.1; }

double result(const Device& device) {
    double reading = raw(device);
    if (device.serial == laboratory_unit) reading *= 0.98;
    return reading;
}

int main() { return result({4711, 0.5}) > 1 ? 1 : 0; }
