#include <cassert>

double switched_off(double x) {
#if 0  // finds
    if (x < 0) return -1;
#endif
    return 2 * x;
}
double in_comment(double x) {
    // if (x > 4) throw "too high";  // finds
    return x;
}
double for_now(double x) {
    // the test is disabled until the laboratory agrees  // finds
    return x + 1;
}
// The angle is taken as if it were small.
double with_array(double x) {
    // temporary array, disabled on small machines
#ifdef FAST
    if (x < 3) return 0;
#endif
    return x;
}
double plain(double x) {
    // a plain remark about the sum
    return x + 2;
}
double result(double x) { return switched_off(x) + in_comment(x) + for_now(x) + with_array(x) + plain(x); }
