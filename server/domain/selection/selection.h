// What people decide in selection: the model's weights, judgements of soft criteria, classes set by hand.
#pragma once
#include "domain/selection/public.h"

namespace kamino::selection {

// weights: {"current_revenue": 20, …}; thresholds: see classes.h. One row, id "selection".
struct SelectionModel : describe::Record {
    std::string name;
    describe::Document weights, thresholds;
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
