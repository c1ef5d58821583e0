// Which record of ours stands for which of another program, and what that program said of it last. Kept
// beside the change log: lines are only added, and an undone import takes its lines away.
#pragma once
#include <boost/json.hpp>
#include <map>

#include "domain/exchange/public.h"

namespace kamino::exchange {

struct Link {
    std::string plan_id, account_id, entity, record_id;
    std::string key;           // "001…" or, of an entry in a text area, "001…#trends#9f3c…"
    std::string external_id;   // as the other program writes it; "" for what has none of its own
    boost::json::object said;  // members of the entity
};

void add_link(storage::Write& write, const std::string& import_id, const Link& link);
// The newest of that key.
std::optional<Link> find_link(storage::Read& read, const std::string& key);
// The newest of each key of the plan.
std::map<std::string, Link> links_of(storage::Read& read, const std::string& plan_id);
void remove_links(storage::Write& write, const std::string& import_id);

// The import as people find it again.
struct PlanImport : describe::Record {
    std::string name, state = "applied";  // applied undone
    std::optional<std::string> user_id;
    std::vector<std::string> account_ids;
    describe::Document result;
    static const describe::Entity& entity();
};

}  // namespace kamino::exchange
