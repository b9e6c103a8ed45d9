bool step(double& x, int& status) {
    if (x < 0) status = 1;
    x += 1;
    return status == 0;
}
double unread(double x) {
    int status = 0;
    step(x, status);  // finds
    return x;
}
double kept_unread(double x) {
    int status = 0;
    const bool ok = step(x, status);  // finds
    return status == 0 ? x : 0;
}
double asked(double x) {
    int status = 0;
    step(x, status);
    if (status != 0) throw 1;
    return x;
}
double by_return(double x) {
    int status = 0;
    if (!step(x, status)) throw 1;
    return x + status;
}
void count(int& used, double& x);
double not_a_status(double x) {
    int used = 0;
    count(used, x);
    return x;
}
double result(double x) { return unread(x) + kept_unread(x) + asked(x) + by_return(x) + not_a_status(x); }
