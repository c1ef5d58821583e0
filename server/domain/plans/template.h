// The shipped plan template, the question library and the process (profile, ladder, conditions, stages), read
// once from data/plans inside the executable and immutable afterwards.
#pragma once
#include <array>
#include <map>

#include "domain/plans/analysis.h"
#include "domain/templates/public.h"

namespace kamino::plans {

using Texts = std::array<std::string, 3>;  // in the order of i18n::Language
inline const std::string& in(const Texts& texts, i18n::Language language) {
    return texts[static_cast<std::size_t>(language)];
}

using templates::Rigour;
using templates::rigour_of;

struct SectionTemplate {
    std::string key;
    bool drafted = false;  // written from the data; else by people, led by help and questions
    Rigour rigour = Rigour::light;
    Texts title, help;
};
// When a question is worth asking: empty lists mean always.
struct LibraryQuestion {
    std::string key, family, section, stage;  // stage: the one it must be answered in
    Rigour rigour = Rigour::standard;
    std::vector<std::string> classes, focus;
    Texts text;
};
// A line of the profile, a step of the ladder or one of the seven conditions.
struct Point {
    std::string key, section;
    Rigour rigour = Rigour::light;
    Texts title, help;
};
struct Criterion {
    std::string key, section;
    bool by_hand = false;  // else the data says whether it is met
    bool always = false;   // asked although the form has not its section: it is met elsewhere
    Rigour rigour = Rigour::light;
    Texts title;
};
struct StageTemplate {
    std::string key;
    Texts title, help;
    std::vector<Criterion> criteria;
};
struct Template {
    int version = 1;
    GrowthRule growth;
    std::map<std::string, double> growth_of_class;
    std::vector<SectionTemplate> sections;
    std::map<std::string, Texts> families;
    std::vector<LibraryQuestion> questions;
    std::vector<Point> profile, ladder, conditions;
    std::vector<StageTemplate> stages;

    const SectionTemplate* section(
        std::string_view key) const;  // nullptr when the template has no such section
    const LibraryQuestion* question(std::string_view key) const;
    // Position of the stage, 0 for the first; -1 when there is none of that name.
    int stage_number(std::string_view key) const;
    // Is `key` something that a check of this list can say: "ladder", "condition", "stage" ("research.swot")?
    bool has_check(std::string_view list, std::string_view key) const;
    GrowthRule growth_rule(const std::string& customer_class) const;
};
const Template& shipped_template();
// Sections, library and process in that language: GET /plan-template.
std::string template_json(i18n::Language language);

}  // namespace kamino::plans
