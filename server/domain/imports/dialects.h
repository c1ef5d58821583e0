// The exports that Kamino knows without asking: tables of column names per program and entity, matched in any
// subset and order and without regard to case. See ../shared/crm-dialects.md of the project for where the
// names come from.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/imports/mapping.h"

namespace kamino::imports {

struct IgnoredColumn {
    std::string column;
    std::string reason;  // "computed", "system", "no_field" or "compound"
};

struct Recognition {
    std::string dialect;  // salesforce_api, salesforce_report, hubspot, zoho, suitecrm, espo, twenty, maven,
                          // online_retail
    std::string entity;
    double confidence = 0;               // 0..1
    Mapping mapping;                     // columns that have a field
    std::vector<IgnoredColumn> ignored;  // columns that the dialect knows and that Kamino has no field for
    std::vector<std::string> unknown;    // columns that the dialect does not know (custom fields mostly)
};

// The best dialect and entity, or nullopt when the headers look like none. `entity` narrows the choice ("" =
// any).
std::optional<Recognition> recognise(std::span<const std::string> headers, std::string_view entity = "");

// The name for people: "Salesforce (API names)".
std::string_view dialect_title(std::string_view dialect);
std::vector<std::string_view> dialect_names();

}  // namespace kamino::imports
