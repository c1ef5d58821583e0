// The form of a plan: sections from typed blocks, as a template version holds it. A value, read from JSON
// with every fault named by its place; compared with another form by what a plan that moves would notice.
// Pure.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/fault.h"
#include "platform/i18n/i18n.h"

namespace kamino::templates {

using Texts = std::array<std::string, 3>;  // in the order of i18n::Language; "" = not said in that language
// In that language, else in English, else in any that has it.
const std::string& text_in(const Texts& texts, i18n::Language language);
bool is_said(const Texts& texts);

// How much a plan asks for; what is asked from `light` on is asked of every plan.
enum class Rigour { light, standard, deep };
Rigour rigour_of(std::string_view text);  // unknown words are standard
std::string_view name_of(Rigour rigour);

// Which plans a section or a block is for.
struct Reach {
    Rigour rigour = Rigour::light;           // from this rigour on
    std::vector<std::string> account_types;  // statuses of accounts; none = every account
    bool required = true;
    bool operator==(const Reach&) const = default;
    bool is_for(Rigour rigour, std::string_view account_type) const;
};

struct Choice {
    std::string key;
    Texts title;
};
// A field of a block, a column of a table.
struct FormField {
    std::string key, type;  // text long_text number percent money date choice person
    Texts title, help;
    bool required = false;
    std::vector<Choice> choices;
};
struct OwnQuestion {
    std::string key;
    Texts text;
};
struct Block {
    std::string key, kind;  // text fields table questions living
    Texts title, help;
    Reach reach;
    std::string audience = "internal";  // the widest circle that may read what stands in it
    std::string source;                 // living: which of the shipped data blocks it shows
    std::vector<FormField> fields;      // of fields; the columns of a table; one, "text", of a text
    std::vector<std::string> library;
    std::vector<OwnQuestion> questions;
    // Plans keep entries for it.
    bool is_filled_in() const { return kind == "text" || kind == "fields" || kind == "table"; }
    const FormField* field(std::string_view key) const;
};
struct FormSection {
    std::string key;
    bool shipped = false;  // one of the shelf's, with its living content
    Texts title, help;
    Reach reach;
    std::vector<Block> blocks;
};
struct Form {
    bool library = true;   // asks the questions of the library as they become relevant
    bool compact = false;  // one short screen
    std::vector<FormSection> sections;

    const FormSection* section(std::string_view key) const;  // nullptr: not in this form
    const Block* block(std::string_view key, const FormSection** holder = nullptr) const;
};

inline constexpr std::string_view block_kinds[] = {"text", "fields", "table", "questions", "living"};
inline constexpr std::string_view field_types[] = {"text",  "long_text", "number", "percent",
                                                   "money", "date",      "choice", "person"};
inline constexpr std::string_view circles[] = {"internal", "partner", "customer_safe"};
inline constexpr std::string_view account_types[] = {"prospect", "customer", "former"};

// Reads a form; what is wrong is added to `faults`, paths below `path`.
Form read_form(std::string_view json, std::string_view path, std::vector<FieldFault>& faults);

// What a plan notices that moves from one form to another.
struct Change {
    std::string kind;  // added removed renamed retyped moved asked shown
    std::string what;  // section block field choice question
    std::string section, block, field;
    Texts before, after;  // titles
    std::string was, is;  // retyped: the types; moved: the sections; shown: the circles; of a choice: its key
};
std::vector<Change> difference(const Form& before, const Form& after);

}  // namespace kamino::templates
