// Hand-written statements of the pipeline.
#pragma once
#include <set>

#include "domain/pipeline/public.h"

namespace kamino::pipeline {

// By key, or else by name, whatever the case.
std::optional<Stage> find_stage(storage::Read& read, std::string_view key_or_name);
bool is_stage_in_use(storage::Read& read, std::string_view key);
// Every opportunity of the stage, those in the bin too, each with its line in the log; gives the accounts
// concerned.
std::set<std::string> set_outcome_of_stage(storage::Write& write, std::string_view key,
                                           std::string_view outcome);
bool find_external(storage::Read& read, std::string_view external_id, std::string_view except_id);
std::string last_stage(storage::Read& read, std::string_view opportunity_id);  // "" when there is no history

}  // namespace kamino::pipeline
