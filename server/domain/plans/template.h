// The shipped plan template and the question library, read once from data/plans inside the executable and
// immutable afterwards.
#pragma once
#include <array>
#include <map>

#include "domain/plans/analysis.h"

namespace kamino::plans {

using Texts = std::array<std::string, 3>;  // in the order of i18n::Language
inline const std::string& in(const Texts& texts, i18n::Language language) {
    return texts[static_cast<std::size_t>(language)];
}

struct SectionTemplate {
    std::string key;
    bool drafted = false;  // written from the data; else by people, led by help and questions
    Texts title, help;
};
struct LibraryQuestion {
    std::string key, family, section;
    Texts text;
};
struct Template {
    int version = 1;
    GrowthRule growth;
    std::map<std::string, double> growth_of_class;
    std::vector<SectionTemplate> sections;
    std::map<std::string, Texts> families;
    std::vector<LibraryQuestion> questions;

    const SectionTemplate* section(
        std::string_view key) const;  // nullptr when the template has no such section
    const LibraryQuestion* question(std::string_view key) const;
    GrowthRule growth_rule(const std::string& customer_class) const;
};
const Template& shipped_template();

}  // namespace kamino::plans
