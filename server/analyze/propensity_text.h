// What `kamino analyze propensity` says: the document and its warnings in plain English.
#pragma once
#include <string>
#include <vector>

#include "analyze/cases.h"
#include "analyze/command.h"
#include "engine/propensity/propensity.h"

namespace kamino::analyze {

struct Findings {
    std::vector<std::string> notes;  // of reading
    std::vector<propensity::Suspicion> suspicions;
    Target target;
    std::size_t left_out = 0;
    bool tested = false;  // the quality is that on --test
};
std::string propensity_json(const Arguments& arguments, const propensity::Learned& learned,
                            const propensity::Cases& cases, const propensity::Quality& quality,
                            const Findings& findings);

}  // namespace kamino::analyze
