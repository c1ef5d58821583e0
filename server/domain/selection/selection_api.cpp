#include "domain/selection/selection.h"

namespace kamino::selection {

void offer(registry::Registry& registry) {
    registry.offer({.entity = &PortfolioRow::entity(), .route = "portfolio", .area = "accounts", .creatable = false,
                    .updatable = false, .deletable = false, .default_sort = "-score"});
}

}  // namespace kamino::selection
