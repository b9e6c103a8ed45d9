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
double written_anew(double x, double y) {
    // if (x + y > 4) throw "too high";
    if (x + y > 5) throw "too high";
#if 0
    if (x < 0) throw "negative";
#else
    if (x < -1) throw "negative";
#endif
    // For now the simple way is taken.
    return x;
}
double shown_once(double x) {
#if 0
    if (x < 0) std::puts("negative");
#endif
    // if (x > 3) free(nullptr);
    // Here the rest of what was kept goes into the temporary
    // place.
    return x;
}
double result(double x) {
    return switched_off(x) + in_comment(x) + for_now(x) + with_array(x) + plain(x) +
           written_anew(x, x) + shown_once(x);
}
