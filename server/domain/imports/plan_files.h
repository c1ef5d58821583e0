// What uploads need to know of plans: that a file holds some. Inside of imports only; see public.h for the
// rest.
#pragma once
#include <string>
#include <string_view>

#include "domain/imports/public.h"

namespace kamino::imports {

// Targets that this importer leaves to the vertical of plans.
bool is_plan_target(std::string_view target);
// By the first bytes alone: "plan" for a document, "account_plans" for a zip of such tables, else "". Faults
// for a document or an archive that holds something else.
std::string plan_document_kind(const std::string& name, const std::string& path);
// Without the byte order mark.
std::string without_mark(std::string text);

}  // namespace kamino::imports
