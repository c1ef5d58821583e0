// Making territories whole: of each territory the heaviest piece stays, the others go to neighbours.
#pragma once
#include "engine/territory/alignment/standing.h"
#include "engine/territory/alignment/territories.h"

namespace kamino::territory::alignment {

// Owners by unit. Locked and forbidden units stay where they must, even when that leaves a piece. Pieces go
// unit by unit to the neighbouring territory that has most room, from the border inwards.
void make_whole(const Problem& problem, const Graph& graph, std::vector<std::int32_t>& owner);

}  // namespace kamino::territory::alignment
