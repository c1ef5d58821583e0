// Accounts that stand in one class before and in another after: between two periods, or under other rules
// (SEL-5). Pure.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace kamino::selection {

struct ClassMove {
    std::string id, name, owner_name;
    std::string from, to;  // "A" … "E"; "" = not classed
    std::int64_t revenue_before = 0, revenue = 0;
    bool by_person = false;  // people set the later class
};
// Places up (+) or down (-); 0 when either is not classed.
int steps_of(const ClassMove& move);

// One field of the matrix; members by falling revenue.
struct ClassCell {
    std::string from, to;
    std::int64_t revenue_before = 0, revenue = 0;
    std::vector<const ClassMove*> moves;
};
// By class before, then after; not classed last. Fields without accounts are left out.
std::vector<ClassCell> cells_of(const std::vector<ClassMove>& moves);

// Those who went up (or down): the most places first, then the larger revenue.
std::vector<const ClassMove*> movers(const std::vector<ClassMove>& moves, bool up);

}  // namespace kamino::selection
