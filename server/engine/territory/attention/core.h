// A few accounts chosen anew, all others as they are: depth-first over their options, cut by the prices.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/territory/attention/choice.h"

namespace kamino::territory::attention {

// Makes the choice of the places `core` the best there is, as far as `nodes` steps reach. True when they
// sufficed: then nothing better stands there.
bool search_core(Choice& choice, const std::vector<std::uint32_t>& core, std::int64_t nodes);

}  // namespace kamino::territory::attention
