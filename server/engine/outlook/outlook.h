// Will the target be reached? Win rates shrunken toward each other, how long deals take, and the sum of what
// is won, what the pipeline may still bring and the baseline, by simulation. Pure and thread-safe; the same
// seed gives the same answer.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kamino::outlook {

// Deals won of those decided, by group (a seller, a product line).
struct Record {
    double won = 0, lost = 0;
};
// One group's rate as Beta(a, b).
struct Rate {
    double a = 0, b = 0;
    double mean() const { return a / (a + b); }
};
struct Rates {
    Rate all;  // of all deals, Jeffreys' prior: Beta(won + ½, lost + ½)
    double strength =
        0;  // how many deals the common rate weighs against a group's own; infinite: groups do not differ
    std::vector<Rate> group;  // Beta(strength × rate + won, strength × (1 − rate) + lost)
};
// Empirical Bayes: the strength by the method of moments for beta-binomial data (Kleinman, JASA 68, 1973).
Rates shrunken_rates(std::span<const Record> groups);

// Kaplan and Meier (JASA 53, 1958): how long deals take, open ones counted as not yet decided.
struct Case {
    double days;
    bool decided;
};
class Duration {
  public:
    explicit Duration(std::vector<Case> cases);
    double open_after(double days) const;  // the share still open
    double median() const;                 // NaN when fewer than half are decided
    // Decided until `until` days, given that it is open at `age`; 1 when nothing is known beyond that age.
    double decided_by(double until, double age) const;

  private:
    std::vector<double> day_, open_;
};

struct Deal {
    double amount = 0, probability = 0;  // probability: won, and in time
};
struct Question {
    double target = 0, won = 0, baseline = 0, baseline_deviation = 0;
    std::vector<Deal> deals;
    // Uncertainty of the win rates that all deals share: how many deals they rest on; infinite: none.
    double rate_weight = 0;
    std::uint64_t seed = 1;
    std::size_t draws = 100'000;
    unsigned threads = 1;
};
struct Outlook {
    double weighted = 0, expected = 0;      // of the pipeline; of all
    double probability = 0, std_error = 0;  // of reaching the target, and its simulation error
    double p10 = 0, p50 = 0, p90 = 0;       // of what will be there at the end
};
// Each draw: the baseline ~ normal, not below 0; the logit of all probabilities moved by one common normal
// error; each deal won or not. Draws have their own generator each (splitmix64 of seed and number).
Outlook simulate(const Question& question);

}  // namespace kamino::outlook
