// The classes as they stand: what the last run knew of every account, classed again by rules that are only
// tried; and the story of one account's class.
#pragma once
#include "domain/selection/class_moves.h"
#include "domain/selection/run.h"

namespace kamino::selection {

// What a run keeps, as the questions of the classes are asked of it.
struct StoredFacts {
    std::string_view status;
    std::int64_t revenue_prev = 0, potential = 0;
    std::optional<double> growth;
    bool bought = false;
};
ClassFacts class_facts(const StoredFacts& stored, const Scoring& scoring, bool has_sales);

// Every account that a run has scored, in the order of ids. `seen`: the actor sees it and the filter takes
// it.
struct Classed {
    ClassMove as_it_stands;  // from: by the rule; to: with what people set; revenue of 12 months
    ClassFacts facts;
    bool seen = true;
};
std::vector<Classed> list_classed(storage::Read& read, const auth::Actor& actor, const std::string& filter);

// Who would stand where under other rules: from = the class that stands, to = the one that would.
struct Tried {
    std::vector<ClassMove> moves;     // of what the actor sees
    std::int64_t kept_by_people = 0;  // the rule would move them, but people set their class
    double significance = 0;
};
Tried try_rules(const std::vector<Classed>& accounts, const ClassRules& rules);

// Why the rule says so, in sentences.
struct ClassReason {
    std::string key;
    Params params;
};
std::vector<ClassReason> class_reasons(const ClassFacts& facts, const LastRun& run, const ClassRules& rules,
                                       const std::string& locale, const std::string& currency);

}  // namespace kamino::selection
