// Rules of plans that the registry runs on every write, and the SMART check.
#pragma once
#include "domain/plans/public.h"

namespace kamino::plans {

// Message keys of what keeps the objective from being SMART on that day; empty = it is.
std::vector<std::string> smart_reasons(const Objective& objective, Date today);

void check_plan(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                describe::Record& after, std::vector<FieldFault>& faults);
void saved_plan(storage::Write& write, const describe::Record* before, const describe::Record* after);
void check_section(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                   describe::Record& after, std::vector<FieldFault>& faults);
// A vague objective is not refused, it stays a draft and says why.
void check_objective(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                     describe::Record& after, std::vector<FieldFault>& faults);
void check_question(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                    describe::Record& after, std::vector<FieldFault>& faults);
void check_source(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                  describe::Record& after, std::vector<FieldFault>& faults);

// Of every row of a plan: its plan is scored again.
void saved_row(storage::Write& write, const describe::Record* before, const describe::Record* after);
// Open questions of the library that the focus asked for and asks for no more go, and come back with it;
// what was answered, declined or given to somebody stays.
void step_aside(storage::Write& write, const Plan& was, const Plan& is);
// Adds the library's questions that are relevant now and were never asked in this plan.
void ask_relevant(storage::Write& write, const Plan& plan);
// Works the score of a plan out again and tells who subscribed.
void rescore(storage::Write& write, const std::string& plan_id);

}  // namespace kamino::plans
