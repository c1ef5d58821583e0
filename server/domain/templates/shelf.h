// What the product ships to build templates from: sections with their living content, questions of the
// library, and two whole forms. Read once from data/plans inside the executable.
#pragma once
#include "domain/templates/form.h"

namespace kamino::templates {

struct ShelfSection {
    std::string key;
    bool drafted = false;  // the data writes its text: may stand in other sections as a living block
    Rigour rigour = Rigour::light;
    Texts title, help;
};
struct ShippedTemplate {
    std::string key;  // "standard", "light"
    std::int64_t version = 1;
    Texts name, description;
    std::vector<std::string> rigours;
    std::string form_json;
};
struct Shelf {
    std::vector<ShelfSection> sections;
    std::vector<std::string> questions;  // keys of the library
    std::vector<ShippedTemplate> templates;

    const ShelfSection* section(std::string_view key) const;
    bool has_question(std::string_view key) const;
};
const Shelf& shelf();
// The name or description of a shipped template, written in any language, in this one; other texts as they
// are.
std::string in_words(const std::string& text, i18n::Language language);

}  // namespace kamino::templates
