// The documents of `kamino analyze align` and `capacity`; docs/territory.md describes them.
#pragma once
#include <string>

#include "analyze/align_reader.h"
#include "engine/territory/alignment/align.h"
#include "engine/territory/alignment/drag.h"
#include "engine/territory/capacity/capacity.h"

namespace kamino::analyze {

inline constexpr double usual_seconds = 20;

std::string alignment_text(const Instance& instance, const territory::alignment::Alignment& alignment,
                           const territory::Effort& effort, const std::vector<std::string>& warnings = {});
std::string drag_text(const Instance& instance, const territory::alignment::Drag& drag, double cpu_seconds);
std::string capacity_text(const Instance& instance, const territory::capacity::Capacity& capacity,
                          double cpu_seconds);

Command align();
Command capacity();

}  // namespace kamino::analyze
