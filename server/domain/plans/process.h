// The way of a plan: ladder, conditions, stages with exit criteria, relevance of questions. Pure functions on
// what was read.
#pragma once
#include "domain/plans/draft.h"
#include "domain/plans/plan_view.h"

namespace kamino::plans {

// What the records say of each step of the relationship ladder. `met` is a proposal; a person's check stands
// above it.
struct LadderProposal {
    std::string step;
    bool met = false;
    Sentence why;
};
std::vector<LadderProposal> ladder_proposals(const Facts& facts, const SalesTrend& trend);
Sentences ladder_sentences(const std::vector<LadderProposal>& proposals);

// A check that somebody made; nullptr when nobody did.
const Check* check_of(const Content& content, std::string_view list, std::string_view key);

// Does the data (or the check made by hand) say that the criterion is met? Only criteria of the plan's rigour
// count.
struct CriterionState {
    const Criterion* criterion = nullptr;
    bool met = false;
};
std::vector<CriterionState> criteria_of(const PlanView& view, const StageTemplate& stage);
// Exit criteria of the stages before `to`, from the plan's stage on, that are not met.
int open_criteria_before(const PlanView& view, std::string_view to);

// Is the question worth asking in this plan? What must be known by the stage of research is asked from the
// start. An unknown class or focus excludes nothing.
bool is_relevant(const LibraryQuestion& question, const Plan& plan, std::string_view customer_class);

// Judgements by section: how many lack evidence or a date, or are older than a year.
std::vector<RowsState> rows_state(const PlanView& view);
// What the rigour of the plan asks for and its content lacks.
void count_content(const PlanView& view, PlanFacts& facts);

}  // namespace kamino::plans
