// What an undo leaves alone: of the records that an import made, those that somebody has worked on since, and
// those that a record from elsewhere refers to (a plan on the account, a deal, another import's invoice
// line).
#pragma once
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "platform/registry/registry.h"

namespace kamino::imports {

class Standing {
  public:
    // Takes note of what the import made and is not undone yet.
    Standing(const registry::Registry& registry, storage::Read& read, std::string import_id);

    // Those of the records that must stay. What stays counts from now on as from elsewhere, so that what it
    // refers to stays as well.
    std::set<std::string> among(storage::Read& read, const describe::Entity& entity,
                                const std::vector<std::string>& ids);

  private:
    void add_changed(storage::Read& read, const describe::Entity& entity, const std::vector<std::string>& ids,
                     std::set<std::string>& standing) const;
    void add_referred(storage::Read& read, const describe::Entity& from, const describe::Field& field,
                      const std::vector<std::string>& ids, std::set<std::string>& standing) const;
    bool is_of_import(storage::Read& read, const std::string& entity, const std::string& id) const;

    const registry::Registry& registry_;
    const std::string import_id_;
    std::unordered_set<std::string> made_;
};

}  // namespace kamino::imports
