// The document of `kamino analyze attention`; docs/territory.md describes it.
#pragma once
#include <string>

#include "analyze/attention_reader.h"
#include "engine/territory/attention/attention.h"

namespace kamino::analyze {

// `changes`: so many of the largest changes are listed, each with the price of refusing it.
std::string attention_text(const AttentionInput& input, const territory::attention::Planner& planner,
                           const territory::Effort& effort, std::size_t changes);

}  // namespace kamino::analyze
