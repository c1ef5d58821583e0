// What people decide in selection: the model's weights, judgements of soft criteria, classes set by hand.
#pragma once
#include "domain/selection/public.h"

namespace kamino::selection {

// weights: {"current_revenue": 20, …}; settings: {"margin": {"scale": "linear", …}}, only what differs from
// the criterion's own; thresholds of the classes count in the workspace's own model, id "selection".
// `number`: the version for people.
struct SelectionModel : describe::Record {
    std::string name, filter;
    std::int64_t position = 0, number = 0;
    describe::Document weights, settings, thresholds;
    static const describe::Entity& entity();
};

// A soft criterion judged from 1 (poor) to 5 (excellent); updated_at says when.
struct Judgement : describe::Record {
    std::string account_id, criterion, note;
    std::int64_t value = 0;
    std::optional<std::string> judged_by;
    static const describe::Entity& entity();
};

// A class that a person set, with the reason; goes before the rule's.
struct AccountClass : describe::Record {
    std::string account_id, class_, reason;
    std::optional<std::string> set_by;
    static const describe::Entity& entity();
};

}  // namespace kamino::selection
