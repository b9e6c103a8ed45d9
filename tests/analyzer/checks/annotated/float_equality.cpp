bool equal(double a, double b) {
    return a == b;  // finds
}
double unless(double a) {
    if (a != 0.3) return a;  // finds
    return 1;
}
double guarded(double a, double b) { return b == 0 ? 0 : a / b; }
bool known(double a) { return a == a; }
bool whole(long a, long b) { return a == b; }
double result(double a, double b) {
    return (equal(a, b) ? 1 : 0) + unless(a) + guarded(a, b) + (known(a) ? 1 : 0) + (whole(1, 2) ? 1 : 0);
}
