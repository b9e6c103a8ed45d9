double simple(double x) { return x > 1 ? 2 : 3; }
double tangled(int a, int b) {  // finds
    double x = 0;
    if (a > 1 && b > 1) x += 1;
    if (a > 2 || b > 2) x += 1;
    if (a > 3 && b > 3) x += 1;
    if (a > 4 || b > 4) x += 1;
    if (a > 5 && b > 5) x += 1;
    if (a > 6 || b > 6) x += 1;
    if (a > 7 && b > 7) x += 1;
    if (a > 8 || b > 8) x += 1;
    if (a > 9 && b > 9) x += 1;
    if (a > 10 || b > 10) x += 1;
    if (a > 11 && b > 11) x += 1;
    return x;
}
double result(int a, int b) { return simple(a) + tangled(a, b); }
