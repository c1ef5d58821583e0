// A panel from a CSV table: units by times, who is treated from when, and predictors.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analyze/command.h"
#include "analyze/table.h"
#include "engine/impact/impact.h"

namespace kamino::analyze {

struct NamedPredictor {
    std::string name;
    impact::Predictor values;
};

struct PanelData {
    impact::Panel panel;
    std::vector<std::string> units, times;  // as written; times in their order
    std::vector<NamedPredictor> predictors;
    std::size_t missing = 0;         // cells without a value
    std::vector<std::string> notes;  // what was decided in reading, in plain English
};

// Reads --panel by --unit, --time, --outcome, --treated or --treated-unit, --from and --predictors.
PanelData read_panel(const Arguments& arguments);

// Times as they follow each other: periods and dates of every form, else numbers, else texts by their order
// in the alphabet (`by_text`).
struct Times {
    std::vector<std::size_t> of;      // index of each row
    std::vector<std::string> labels;  // in order
    bool by_text = false;
    // The index of the first time at or after the text; labels.size() when all are before; nullopt when the
    // text is no time like these.
    std::optional<std::size_t> at_or_after(const std::string& text) const;
    std::vector<double> keys;  // of the labels, ascending; not for by_text
    int grain = -1;            // of periods; -1: numbers or texts
};
Times times_of(const Table& table, std::size_t column);

}  // namespace kamino::analyze
