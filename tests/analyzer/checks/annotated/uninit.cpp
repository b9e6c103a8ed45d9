#include <cstdio>

double sometimes(bool b) {
    double x;
    if (b) x = 1;
    return x;  // finds
}
double by_case(int n) {
    double x;
    switch (n) {
        case 1: x = 2; break;
        case 2: x = 3; break;
    }
    return x;  // finds
}
double always(bool b) {
    double x;
    if (b)
        x = 1;
    else
        x = 2;
    return x;
}
void fill(double& x) { x = 4; }
double filled() {
    double x;
    fill(x);
    return x;
}
double by_address() {
    double x;
    if (std::scanf("%lf", &x) != 1) return 1;
    return x;
}
int left_at_once(int n) {
    int x;
    for (x = 5; n > 2;) {
        if (n > 7) x = 90 * x / 100;
        break;
    }
    return x;
}
int size_only(int n) {
    int* x;
    x = new int[sizeof(*x) + n];
    return x[0];
}
int position(int* all) {
    int i;
    int* last = all;
    for (i = 0; i < 5; ++i) last = &all[i];
    return *last + i;
}
int remembered() {
    static int x;
    return ++x;
}
double once_set(bool b) {
    double x;
    if (b) x = 1;
    double sum = 2;
    if (b) sum += x;
    return sum;
}
double last_of(int n) {
    double x;
    for (int i = 0; i < n; ++i) x = i;
    return x;
}
double through(bool b, double y) {
    double* p;
    if (b) p = &y;
    return *p;
}
double result(bool b, int n) {
    return sometimes(b) + by_case(n) + always(b) + filled() + by_address() +
           left_at_once(n) + size_only(n) + position(&n) + remembered() + once_set(b) + last_of(n) + through(b, n);
}
