// Completeness and freshness: what a plan lacks and what has grown old, each named by a message; the two
// numbers follow from these lists and never stand alone. Pure.
#pragma once
#include "domain/plans/sentence.h"

namespace kamino::plans {

struct SectionState {
    std::string key;
    bool empty = true;
    bool edited = false;
    std::optional<Date> drafted_on, edited_on, reviewed_on;
};
// What the score looks at.
struct PlanFacts {
    Date today;
    bool has_owner = false, has_industry = false, has_size = false, has_sales = false;
    int people = 0, unknown_roles = 0, decision_makers = 0, reached_decision_makers = 0;
    int uncovered_roles = 0;  // of the six
    int smart_objectives = 0, sources = 0, questions = 0, open_questions = 0, overdue_deals = 0;
    std::optional<Date> last_contact_on, last_sale_on;
    std::vector<SectionState> sections;
};
struct Finding {
    std::string section;  // key of the section where it is mended
    Sentence text;        // "plan.missing.…" or "plan.stale.…"
};
struct Completeness {
    int score = 0;      // 0..100: weights of what is there
    int freshness = 0;  // 0..100: share of what is not stale
    std::vector<Finding> missing, stale;
};
Completeness completeness(const PlanFacts& facts);

}  // namespace kamino::plans
