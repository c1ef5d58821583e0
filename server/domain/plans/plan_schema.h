// OpenAPI schemas of the answers that the field rows do not give.
#pragma once
#include <string>

namespace kamino::plans {

std::string plan_schema();      // a plan with all that is in it
std::string start_schema();     // the body of POST /plans
std::string template_schema();  // the shipped template

}  // namespace kamino::plans
