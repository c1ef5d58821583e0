// Names cut into folded words, so that a name compared with many is cut once. Inside of imports only.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace kamino::imports {

struct NameWords {
    std::vector<std::string> words;
    std::string joined;
};

// "annualRevenue__c" -> annual, revenue; little words that carry no meaning are left out.
NameWords words_of(std::string_view name);
double name_similarity(const NameWords& a, const NameWords& b);

}  // namespace kamino::imports
