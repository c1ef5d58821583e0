#include "domain/selection/class_moves.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace kamino::selection {
namespace {

bool has_more(const ClassMove* a, const ClassMove* b) {
    const auto one = std::max(a->revenue, a->revenue_before), other = std::max(b->revenue, b->revenue_before);
    return one != other ? one > other : a->id < b->id;
}

// Sorts "not classed" behind E.
std::string order_of(const std::string& class_) {
    return class_.empty() ? "Z" : class_;
}

}  // namespace

int steps_of(const ClassMove& move) {
    return move.from.empty() || move.to.empty() ? 0 : move.from[0] - move.to[0];
}

std::vector<ClassCell> cells_of(const std::vector<ClassMove>& moves) {
    std::map<std::pair<std::string, std::string>, ClassCell> cells;
    for (const auto& move : moves) {
        auto& cell = cells[{order_of(move.from), order_of(move.to)}];
        cell.from = move.from;
        cell.to = move.to;
        cell.revenue_before += move.revenue_before;
        cell.revenue += move.revenue;
        cell.moves.push_back(&move);
    }
    std::vector<ClassCell> list;
    for (auto& [key, cell] : cells) {
        std::sort(cell.moves.begin(), cell.moves.end(), has_more);
        list.push_back(std::move(cell));
    }
    return list;
}

std::vector<const ClassMove*> movers(const std::vector<ClassMove>& moves, bool up) {
    std::vector<const ClassMove*> found;
    for (const auto& move : moves)
        if (up ? steps_of(move) > 0 : steps_of(move) < 0) found.push_back(&move);
    std::sort(found.begin(), found.end(), [](const ClassMove* a, const ClassMove* b) {
        const int one = std::abs(steps_of(*a)), other = std::abs(steps_of(*b));
        return one != other ? one > other : has_more(a, b);
    });
    return found;
}

}  // namespace kamino::selection
