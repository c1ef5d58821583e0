// Invoice lines of 36 months, written account by account in order of date. One thread.
#pragma once
#include <filesystem>

#include "demo/company.h"

namespace kamino::demo {

double lines_a_year(const Account& account);  // expected invoice lines of a steady year
double line_worth(const Account& account);    // EUR that an average line brings
std::int64_t write_sales(const Company& company, const std::filesystem::path& file);  // rows

}  // namespace kamino::demo
