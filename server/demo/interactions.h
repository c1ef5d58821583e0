// Visits, calls, e-mails, meetings and events of 36 months, and the plans of the next weeks. One thread.
#pragma once
#include <filesystem>

#include "demo/company.h"

namespace kamino::demo {

std::int64_t write_interactions(const Company& company, const std::filesystem::path& file);  // rows

}  // namespace kamino::demo
