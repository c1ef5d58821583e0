// The columns of an export: an entity's fields, a currency beside each amount, and members of documents that
// the workspace put there ("custom.size"); named as imports read them, or in words of a language.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/describe/filter.h"
#include "platform/registry/registry.h"

namespace kamino::registry {

struct OutColumn {
    std::string name;                          // "class", "revenue_12m_currency", "custom.size", "id"
    const describe::Field* field = nullptr;    // nullptr: one of Record's own
    bool currency = false;                     // the currency of a money field
    std::optional<describe::Member> member{};  // of a document
};

// Those that are wanted, in this order; none wanted = all. An amount brings its currency along. Fault invalid
// "/columns" for a name that is not there.
std::vector<OutColumn> columns_of(const describe::Entity& entity, const std::vector<std::string>& wanted,
                                  const describe::Reading& reading);

bool is_number(const OutColumn& column);
// Without a language: the name, and the value as imports read it.
std::string title(const OutColumn& column, std::optional<i18n::Language> words);
std::string cell(const OutColumn& column, const Record& record, std::optional<i18n::Language> words);

}  // namespace kamino::registry
