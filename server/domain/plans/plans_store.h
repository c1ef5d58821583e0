// Reads of plans that the field rows do not give.
#pragma once
#include "domain/plans/public.h"

namespace kamino::plans {

std::vector<Section> sections_of(storage::Read& read, const std::string& plan_id);
std::vector<Question> questions_of(storage::Read& read, const std::string& plan_id);
std::vector<Objective> objectives_of(storage::Read& read, const std::string& plan_id);
std::vector<Source> sources_of(storage::Read& read, const std::string& plan_id);
std::string user_name(storage::Read& read, const std::optional<std::string>& id);
bool has_question(storage::Read& read, const std::string& plan_id, const std::string& key);
bool has_open_plan(storage::Read& read, const std::string& account_id, const std::string& except_id);

}  // namespace kamino::plans
