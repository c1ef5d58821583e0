// What records are called, for those who show ids of others' rows: by the title field of their entity.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "platform/registry/registry.h"

namespace kamino::registry {

struct Title {
    std::string text;
    bool deleted = false;  // in the bin
};
using IdsByEntity = std::map<std::string, std::vector<std::string>>;

// By id, in the reader's language; what the actor may not see, or what is not there, is not in the map. One
// statement for 200 ids.
std::map<std::string, Title> titles_of(const Registry& registry, storage::Read& read,
                                       const auth::Actor& actor, i18n::Language language,
                                       const IdsByEntity& wanted);

}  // namespace kamino::registry
