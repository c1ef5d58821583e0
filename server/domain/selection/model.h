// Selection models (SEL-1): the shipped one (data/selection, embedded), what the workspace made of it, and
// others that judge the accounts their filter names. Each save of a version that has scored makes a new one;
// scores keep the number of the version that made them.
#pragma once
#include "domain/selection/selection.h"
#include "domain/selection/weighing.h"

namespace kamino::selection {

inline constexpr std::string_view model_id = "selection";  // the workspace's own: judges whom no other claims

struct Model {
    std::string id{model_id};
    std::int64_t version = 0;  // of the row, for If-Match; 0 = as shipped, nobody changed it
    std::int64_t number = 0;   // of the model, for people; 0 = as shipped
    std::string name, filter;
    std::int64_t position = 0;
    Rules rules{};
    ClassRules class_rules;
};
Model shipped_model();
Model model_of(const SelectionModel& row);
SelectionModel row_of(const Model& model);
// Known criteria, weights from 0 to 100 that are not all zero, scales with two ends, thresholds in their
// ranges.
void check_model(const SelectionModel& row, std::vector<FieldFault>& faults);

struct Words {
    std::string name, help;
};
Words words_of(i18n::Language language, const Rules& rules, std::size_t criterion);
// What a measure is called; custom fields by their own label (model_store.cpp).
std::string field_words(i18n::Language language, std::string_view measure);
// The name of the shipped model, written in any language, in this one; other names as they are.
std::string name_in_words(const std::string& name, i18n::Language language);

// ---- what is kept (model_store.cpp)
// The row to change; the shipped model with version 0 when the workspace's own was never saved. Fault
// not_found.
SelectionModel load_model_row(storage::Read& read, const std::string& id = std::string{model_id});
Model load_model(storage::Read& read, const std::string& id = std::string{model_id});
// The workspace's own first, then the others in the order in which their filters are asked.
std::vector<Model> load_models(storage::Read& read);
// As it was when it scored.
Model load_version(storage::Read& read, const std::string& id, std::int64_t number);

// For the registry: numbers the version that is about to be written, and keeps it once it is.
void check_saved_model(storage::Write& write, const describe::Record* before, describe::Record& after,
                       const describe::Reading& reading, std::vector<FieldFault>& faults);
void keep_version(storage::Write& write, const SelectionModel* before, const SelectionModel& after);
void mark_used(storage::Write& write, const Model& model);

struct Version {
    Model model;
    Instant saved_at;
    std::string saved_by;  // name
    std::optional<Instant> used_at;
};
std::vector<Version> list_versions(storage::Read& read, const std::string& id);  // newest first
// How many accounts each model judged in the last run.
std::vector<std::pair<std::string, std::int64_t>> count_judged(storage::Read& read);

bool filters_by_group(const Model& model);
// Which of the models judges each account: index into `models`; ids rising.
std::vector<std::uint16_t> judged_by(storage::Read& read, const std::vector<Model>& models,
                                     const std::vector<Facts>& facts, const describe::Reading& reading);

// Numbers of an account that a computed criterion may be made of: measures, then the workspace's own fields.
struct ComputedField {
    std::string key, label, unit;
    Source source = Source::account;
};
std::vector<ComputedField> computed_fields(storage::Read& read, i18n::Language language);
// What was told or judged of each account for the own criteria of its model: Facts::own.
void load_own(storage::Read& read, const std::vector<Model>& models,
              const std::vector<std::uint16_t>& judged_by, std::vector<Facts>& facts);

}  // namespace kamino::selection
