// Known records by the keys that files name them with: account by external id or name, user by e-mail,
// product by code … Loaded from the database once per run and kept current with what the run itself makes.
// Names meet squashed (base::squash), so "GTXPro" finds "GTX Pro".
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>

#include "domain/imports/text_map.h"
#include "platform/registry/registry.h"

namespace kamino::imports {

class Index {
  public:
    explicit Index(const registry::Registry& registry) : registry_(registry) {}

    enum class Found { none, one, several };
    struct Hit {
        Found found = Found::none;
        std::string id;
    };
    // All records of `to` by one of their fields; stays where it is and current as long as the index lives.
    struct Keys {
        explicit Keys(std::pmr::memory_resource* arena) : map(arena) {}
        const describe::Entity* entity = nullptr;
        const describe::Field* field = nullptr;  // nullptr: the entity has no such key, nothing is found
        bool by_id = false;                      // the key is the record's own id; `field` is nullptr then
        TextMap map;                             // key -> id, "" when several have it
    };
    const Keys& keys(storage::Read& read, std::string_view to, std::string_view by);
    static Hit find(const Keys& keys, std::string_view text);
    // `to` is a route with '_' ("accounts"); a key that the entity does not have finds nothing.
    Hit find(storage::Read& read, std::string_view to, std::string_view by, std::string_view text);
    // A record that the run has just made or changed.
    void learn(std::string_view to, const describe::Record& record);

    // Own records by their natural key (already joined).
    static std::string key_text(const describe::Field& field, std::string_view text);

  private:
    const registry::Registry& registry_;
    std::pmr::monotonic_buffer_resource arena_;
    std::unordered_map<std::string, Keys> loaded_;  // "accounts.name"
};

// The resource of "sales_lines": its route is "sales-lines". nullptr when there is none.
const registry::Resource* resource_of(const registry::Registry& registry, std::string_view target);

}  // namespace kamino::imports
