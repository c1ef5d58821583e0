// Health of a plan: what it lacks, what has grown old and what is said without evidence, kept apart and each
// named by a message with the place where it is mended; the numbers follow from these lists and never stand
// alone. Pure.
#pragma once
#include "domain/plans/sentence.h"

namespace kamino::plans {

struct SectionState {
    std::string key;
    bool empty = true;  // neither text nor rows
    bool edited = false;
    std::optional<Date> drafted_on, edited_on, reviewed_on;
    bool asked = true;     // this rigour asks for it
    bool no_text = false;  // only rows: nothing of it was drafted or edited
};
// The judgements of a section, row by row; the ids name the first of each kind.
struct RowsState {
    std::string section;
    int rows = 0, unproven = 0, undated = 0, old = 0;
    std::string first_unproven, first_undated, first_old;
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
    std::vector<RowsState> rows;
    // Required blocks of the template's own that nobody has filled: how many, by section.
    std::vector<std::pair<std::string, int>> blocks;
    // What this rigour asks for and nobody has filled.
    int missing_profile = 0, empty_quarters = 0, unjudged_conditions = 0;
    bool no_ladder = false, no_moves = false, no_sponsor = false, no_tasks = false;
    // What the form does not ask for is not missing: whole checks are left out.
    std::vector<std::string> unasked{};
    int overdue_tasks = 0, overdue_initiatives = 0;
    double competitors_percent = 0;           // what the estimates of their shares add up to
    int highest_step = 0, skipped_steps = 0;  // of the ladder: the highest met; below it, not met
    std::string first_overdue_task, first_overdue_initiative;
};
struct Finding {
    std::string section;  // key of the section where it is mended
    Sentence text;        // "plan.missing.…", "plan.stale.…" or "plan.unproven.…"
    // Where one click leads: "plan" (the section, or the row in it) or a page of the account: profile people
    // sales pipeline.
    std::string page = "plan", record_id{};
};
struct Completeness {
    int score = 0;      // 0..100: weights of what is there
    int freshness = 0;  // 0..100: share of what is not stale
    std::optional<int>
        evidence;  // 0..100: share of the judgements that rest on evidence; none: no judgements
    std::vector<Finding> missing, stale, unproven;
};
Completeness completeness(const PlanFacts& facts);

}  // namespace kamino::plans
