// Attention against value as rows of an answer: accounts, or sums of classes or managers, with their balances
// and the shift among them. Pure.
#pragma once
#include "domain/selection/attention_facts.h"

namespace kamino::selection {

enum class Measure { hours, contacts, cost };

// One account, or the sum of a class's or a manager's accounts.
struct AttentionLine {
    Attended sum;
    std::int64_t accounts = 0;
    void add(const Attended& a);
};
std::vector<AttentionLine> one_by_one(const std::vector<Attended>& accounts);
// Those without a class or a manager last.
std::vector<AttentionLine> by_class(const std::vector<Attended>& accounts);
std::vector<AttentionLine> by_manager(const std::vector<Attended>& accounts);

struct AttentionTable {
    std::vector<AttentionLine> lines;
    std::vector<Served> served;
    std::vector<Balance> balances;
    std::optional<Shift> shift;

    AttentionTable(std::vector<AttentionLine> of, Measure measure, ValueBy by);
    // Places of the largest gaps of one sign.
    std::vector<std::size_t> worst(bool over, std::size_t most) const;
    // Places of those that get or bring the most: what a picture can hold.
    std::vector<std::size_t> largest(std::size_t most) const;
};

}  // namespace kamino::selection
