// Judges one round: every place once, the length anew, windows by replay.
#pragma once
#include <vector>

#include "engine/territory/check/verdict.h"
#include "engine/territory/routing/instance.h"

namespace kamino::territory::check {

// order: all nodes 0 … n-1, a cycle; with windows it is read from node 0 on, and the whole service lies
// inside the window. Rules: places, windows.
Verdict judge_tour(const routing::RouteInstance& instance, const std::vector<int>& order);

}  // namespace kamino::territory::check
