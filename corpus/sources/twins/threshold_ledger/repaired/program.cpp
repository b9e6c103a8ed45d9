// Decision on a comparison score: every limit comes from the caller.
int result(double score, double limit) { return static_cast<int>(score >= limit); }

int main(int argc, char**) { return result(argc, argc); }
