// A file of sales opportunities, open and decided.
#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "analyze/command.h"

namespace kamino::analyze {

// One opportunity as the file has it.
struct Opportunity {
    std::string stage;
    enum { open, won, lost } state = open;
    double amount = std::numeric_limits<double>::quiet_NaN(),
           probability = std::numeric_limits<double>::quiet_NaN();
    std::uint32_t group = 0;
    std::optional<std::int32_t> opened, closed;
};

struct Opportunities {
    std::vector<Opportunity> rows;
    std::vector<std::string> groups{""};  // names of Opportunity::group
};

// By the options --opportunities --stage --amount --won --lost --probability --group --opened --closed.
Opportunities read_opportunities(const Arguments& arguments);

}  // namespace kamino::analyze
