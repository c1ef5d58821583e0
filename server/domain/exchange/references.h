// What rows of a plan point to outside of it: named in a document by id, external id, e-mail and name, found
// again by the first of these that means one record.
#pragma once
#include <boost/json.hpp>
#include <map>
#include <set>

#include "domain/exchange/public.h"

namespace kamino::exchange {

// Ids by the entity that they belong to.
using Ids = std::map<std::string, std::set<std::string>>;

// Adds what the described fields of the row point to outside of the plan.
void collect(const registry::Registry& registry, const describe::Entity& entity,
             const boost::json::object& row, Ids& ids);
// {"user":[{"id":…,"email":…,"name":…}],…}
boost::json::object named(const registry::Registry& registry, storage::Read& read, const Ids& ids);

// Is it a record outside of plans, found by its names?
bool is_outside(const registry::Registry& registry, std::string_view entity);

class Finder {
  public:
    Finder(const registry::Registry& registry, storage::Read& read, const auth::Actor& actor,
           std::string account_id, const boost::json::object& document);
    // The id here; "" when nobody is known by these names.
    std::string find(std::string_view entity, const std::string& id);
    std::string name_of(std::string_view entity, const std::string& id) const;

  private:
    std::string look(const registry::Resource& resource, const boost::json::object& known);
    std::string by(const registry::Resource& resource, std::string_view field, const std::string& value);

    const registry::Registry& registry_;
    storage::Read& read_;
    const auth::Actor& actor_;
    std::string account_id_;
    std::map<std::string, boost::json::object> known_;  // "entity id" -> its names
    std::map<std::string, std::string> found_;
};

}  // namespace kamino::exchange
