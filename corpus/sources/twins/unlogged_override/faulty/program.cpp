// Balance of an account, which can be corrected from outside.
#include <cstdio>
#include <vector>

class Account {
public:
    void book(double amount) { amounts_.push_back(amount); }
    void override_balance(double amount) { correction_ = amount; }
    double balance() const {
        double sum = correction_;
        for (const double amount : amounts_) sum += amount;
        return sum;
    }

private:
    std::vector<double> amounts_;
    double correction_ = 0;
};

double result(const Account& account) { return account.balance(); }

int main() {
    Account account;
    account.book(100);
    account.override_balance(-30);
    std::printf("%g\n", result(account));
}
