// What `kamino analyze impact` says: the document, its warnings and its refusals in plain English.
#pragma once
#include <string>

#include "analyze/command.h"
#include "analyze/panel.h"
#include "engine/impact/impact.h"

namespace kamino::analyze {

[[noreturn]] void refuse(const impact::Impact& found, const PanelData& data, const std::string& path);
std::string impact_json(const Arguments& arguments, const PanelData& data, const impact::Impact& found);
// Gaps: time, gap, std_error.
std::string impact_csv(const Arguments& arguments, const PanelData& data, const impact::Impact& found);

}  // namespace kamino::analyze
