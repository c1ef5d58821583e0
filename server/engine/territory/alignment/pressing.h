// Pressing a diameter down: the search of districts.h on one answer.
#pragma once
#include "engine/territory/alignment/districts.h"

namespace kamino::territory::alignment {

class Pressing {
  public:
    Pressing(const Problem& problem, const Graph& graph, bool whole, Random& random);

    // From `owner` for at most `steps` tried moves, or until `share` of the time has passed.
    Districted run(const std::vector<std::int32_t>& owner, long long steps, const Clock& clock, double share);

  private:
    struct State;
    const Problem* problem_;
    const Graph* graph_;
    bool whole_;
    Random* random_;
};

}  // namespace kamino::territory::alignment
