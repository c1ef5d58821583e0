// Which columns of a file are like which fields, by name and by content. Inside of imports only.
#pragma once
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/imports/fields.h"
#include "domain/imports/values.h"

namespace kamino::imports {

struct Candidate {
    double confidence;
    std::size_t column;
    const TargetField* field;
};

// All pairs worth showing, best first.
std::vector<Candidate> candidates(std::string_view entity, std::span<const std::string> headers,
                                  std::span<const ColumnProfile> profiles);

// The pairs that are sure enough: each column and each field once, the best first.
std::vector<Candidate> assign(const std::vector<Candidate>& list, std::set<std::size_t> taken_columns,
                              std::set<std::string_view> taken_fields);

// The entity whose fields the headers fill best, its required ones above all; "" = none well enough.
std::string guess_entity(std::span<const std::string> headers, std::span<const ColumnProfile> profiles,
                         double& confidence);

}  // namespace kamino::imports
