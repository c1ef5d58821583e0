// What stands in a plan's own blocks: the rules of their values, and what is left over when a template
// changes.
#pragma once
#include <boost/json/fwd.hpp>

#include "domain/plans/plan_view.h"

namespace kamino::plans {

void check_block_entry(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                       describe::Record& after, std::vector<FieldFault>& faults);
// Does the value fit the field? Key of what is wrong, "" when it does. Of people only the shape is looked at.
std::string value_fault(const templates::FormField& field, const boost::json::value& value);
// The value as a reader sees it.
std::string value_text(const templates::FormField& field, const boost::json::value& value,
                       const Reader& reader, const std::map<std::string, std::string>& names);

// Ids of the users that an entry names.
std::vector<std::string> people_in(const templates::Form& form, const templates::Form& written,
                                   const BlockEntry& entry);
// Does the entry stand where the form has a place for it?
bool has_place(const templates::Form& form, const BlockEntry& entry);
bool is_filled(const BlockEntry& entry);
bool has_entry(const PlanView& view, std::string_view section);
// Required blocks (or fields of them) that are empty, by section.
std::vector<std::pair<std::string, int>> empty_blocks(const PlanView& view);

// The words of what stands in an entry: of its block as it is, else as they were.
describe::Document words_kept(const templates::Block& block, const templates::Block& earlier,
                              const boost::json::object& content);
// As the entry keeps them; one from before entries kept words has those of the form that it was written for.
templates::Block words_of(const BlockEntry& entry, const templates::Form& written);

// Members of the content that the form has no field for, or whose type does not fit any more.
struct LeftOver {
    std::string key, title, text;
};
std::vector<LeftOver> left_over(const templates::Form& form, const templates::Form& written,
                                const BlockEntry& entry, const Reader& reader,
                                const std::map<std::string, std::string>& names);

// Questions of a template's own: their texts travel with the question.
inline constexpr std::string_view own_question = "own.";
std::string own_text(const Question& question, i18n::Language language);
std::string own_key(const templates::Block& block, const templates::OwnQuestion& question);
std::string own_params(const templates::Texts& texts);

}  // namespace kamino::plans
