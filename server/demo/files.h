// The smaller files of the demo company, one function a file; each returns its rows. One thread.
#pragma once
#include <cstdint>
#include <filesystem>

#include "demo/company.h"

namespace kamino::demo {

using FileWriter = std::int64_t (*)(const Company&, const std::filesystem::path&);

std::int64_t write_users(const Company&, const std::filesystem::path&);
std::int64_t write_needs(const Company&, const std::filesystem::path&);
std::int64_t write_products(const Company&, const std::filesystem::path&);
std::int64_t write_exchange_rates(const Company&, const std::filesystem::path&);
std::int64_t write_accounts(const Company&, const std::filesystem::path&);
std::int64_t write_account_units(const Company&, const std::filesystem::path&);
std::int64_t write_account_locations(const Company&, const std::filesystem::path&);
std::int64_t write_account_team(const Company&, const std::filesystem::path&);
std::int64_t write_people(const Company&, const std::filesystem::path&);
std::int64_t write_opportunity_stages(const Company&, const std::filesystem::path&);
std::int64_t write_opportunities(const Company&, const std::filesystem::path&);
std::int64_t write_stage_history(const Company&, const std::filesystem::path&);

// An amount of EUR in another currency at the base rate, as a plain decimal.
std::string in_currency(double eur, std::string_view currency);

}  // namespace kamino::demo
