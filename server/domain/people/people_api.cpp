#include "domain/people/person.h"

namespace kamino::people {

void offer(registry::Registry& registry) {
    registry.offer({.entity = &Person::entity(),
                    .route = "people",
                    .area = "people",
                    .importable = true,
                    .default_sort = "name",
                    .check = check_person,
                    .saved = saved_person});
    registry.offer({.entity = &Employment::entity(),
                    .route = "employments",
                    .area = "people",
                    .creatable = false,
                    .updatable = false,
                    .deletable = false,
                    .default_sort = "-started_on"});
    registry.offer({.entity = &Interaction::entity(),
                    .route = "interactions",
                    .area = "people",
                    .importable = true,
                    .default_sort = "-happened_at",
                    .check = check_interaction});
}

}  // namespace kamino::people
