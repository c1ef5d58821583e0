// A named statement. Hand-written ones live in .sql files beside their store (`-- name: find_account`),
// embedded at build time; generated ones are made by records.cpp. Parameters are written :name on both
// engines.
#pragma once
#include <string_view>

namespace kamino::storage {

struct Sql {
    std::string_view name;  // for the log, metrics and tests: "accounts.find_account"
    std::string_view text;
};

}  // namespace kamino::storage
