// What the checkers of answers say. Everything under check/ is written apart from the solvers: it shares the
// instance's columns with them and no rule, so that a fault in a solver cannot hide here.
#pragma once
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace kamino::territory::check {

struct Violation {
    std::string rule;     // "balance", "contiguity", "locks", "windows" …
    std::string message;  // plain English, names the unit, person or route
};

struct Verdict {
    bool feasible() const { return violations.empty(); }
    double objective = std::nan("");
    std::vector<Violation> violations{};
    std::vector<std::pair<std::string, double>> measured{};  // further numbers by name ("diameter")
    void add(std::string rule, std::string message) {
        violations.push_back({std::move(rule), std::move(message)});
    }
};

}  // namespace kamino::territory::check
