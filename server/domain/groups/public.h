// Groups (SEL-6): accounts picked by rules over whatever is known of them. A living group is asked anew each
// time; a frozen one keeps its members. The rule is a tree of comparisons in the filter language of lists.
#pragma once
#include <optional>
#include <string>

#include "domain/selection/public.h"

namespace kamino::groups {

// rule: {"all":[…]}, {"any":[…]}, {"not":…} or {"field":…,"op":…,"value":…}; see rule.h.
struct Group : describe::Record {
    std::string name, colour = "blue", description;
    describe::Document rule;
    std::optional<std::string> owner_id;  // who may change it, besides those who see all accounts
    std::optional<Instant> frozen_at;     // nullopt: living
    std::optional<std::string> frozen_by;
    static const describe::Entity& entity();
};

// The condition over `portfolio` that its members fulfil, whoever asks. Fault invalid when there is no such
// group.
describe::Condition members_of(storage::Read& read, std::string_view group_id, std::string_view prefix);

// What filters need to know: the fiscal calendar, the groups and the workspace's own fields. For
// registry::Registry::set_reading.
describe::Reading reading(storage::Read& read);

void offer(registry::Registry& registry);

}  // namespace kamino::groups
