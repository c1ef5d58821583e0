// A selection model as JSON in the reader's words, and back.
#pragma once
#include <boost/json/value.hpp>

#include "domain/selection/model.h"
#include "platform/base/json.h"

namespace kamino::selection {

// One criterion with its words and its rule.
void write_criterion_rule(base::JsonWriter& w, const Rules& rules, std::size_t criterion,
                          i18n::Language language);
// "levels": what 1 … 5 mean, in the workspace's words; [] where it has none.
void write_levels(base::JsonWriter& w, const Rules& rules, std::size_t criterion);
std::string model_json(const SelectionModel& row, i18n::Language language);
// {"name","filter","position","criteria":[{"key","weight",…}],"thresholds":{…}} into the row; what is not
// named stays; an own criterion leaves by {"key":"own_…","remove":true}. Words and the like travel back with
// what was given out and change nothing.
void read_document(const boost::json::value& document, SelectionModel& row, std::vector<FieldFault>& faults);

}  // namespace kamino::selection
