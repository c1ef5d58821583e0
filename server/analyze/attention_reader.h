// Instances and answers of `kamino analyze attention`: the JSON model of docs/territory.md.
#pragma once
#include <string>
#include <vector>

#include "analyze/search_options.h"
#include "engine/territory/attention/instance.h"
#include "engine/territory/check/attention_check.h"

namespace kamino::analyze {

struct AttentionInput {
    territory::attention::Instance instance;
    bool knows_today = false;  // some account says what it gets today
    std::vector<std::string> warnings;
};

bool is_attention(const Source& source, const Source& solution);
AttentionInput read_attention(const Source& source);

// "allocation" of an answer.
std::vector<territory::check::Given> read_allocation(const AttentionInput& input, const Source& solution);

}  // namespace kamino::analyze
