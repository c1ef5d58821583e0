// The selection model: shipped weights, thresholds and words (data/selection, embedded), and what the
// workspace made of them.
#pragma once
#include "domain/selection/criteria.h"
#include "domain/selection/selection.h"

namespace kamino::selection {

struct Model {
    std::int64_t version = 0;  // 0 = as shipped, nobody changed it
    std::string name;
    Values weights{};
    Thresholds thresholds;
};
Model shipped_model();
Model model_of(const SelectionModel& row);
SelectionModel row_of(const Model& model);
Model load_model(storage::Read& read);
// The row to change; the shipped model with version 0 when there is none yet.
SelectionModel load_model_row(storage::Read& read);

// Weights from 0 to 100 for known criteria, not all zero; thresholds in their ranges.
void check_model(const SelectionModel& row, std::vector<FieldFault>& faults);

struct Words {
    std::string name, help;
};
Words words_of(i18n::Language language, std::string_view criterion);

}  // namespace kamino::selection
