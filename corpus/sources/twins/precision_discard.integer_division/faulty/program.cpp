// Share of points that two prints have in common.
#include <cstdio>

double share(int common, int all) { return common / all; }

double result(int common, int probe, int gallery) { return 100 * share(2 * common, probe + gallery); }

int main() { std::printf("%g\n", result(14, 20, 22)); }
