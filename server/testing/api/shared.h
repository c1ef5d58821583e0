// What API tests of several verticals begin with or ask alike: a plan to work on, and the decisions that are
// refused.
#pragma once

#include <string>
#include <vector>

#include "testing/api/api.h"

namespace kamino::testing {

// A plan of this account, started by this user; `more` are further members. Keeps its id as "plan".
Answer start_plan(ApiTest& test, const std::string& account, const std::string& more = {},
                  const std::string& user = "manager");

// What every decision about a request refuses: one by a manager, a word that is none, and going back
// without saying why (`back`: the word for it).
std::vector<Scenario> refused_decisions(const std::string& url, const std::string& back);

}  // namespace kamino::testing
