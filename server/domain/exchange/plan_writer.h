// Puts what a file says into a plan: finds the record that is meant, changes what nobody changed here since
// the file was read last, and leaves people's words alone.
#pragma once
#include <set>

#include "domain/exchange/crm_import.h"
#include "domain/exchange/crm_plans.h"
#include "domain/exchange/links.h"

namespace kamino::exchange {

enum class Outcome { unchanged, updated, created, refused };

// A plan while its files are read.
struct PlanHere {
    plans::Plan plan;
    std::string account;   // its name
    std::string key;       // of the plan in the other program; "" = it has none
    bool made = false;     // by this import
    bool writable = true;  // false: it was closed before
    std::map<std::string, Link> links{};
    std::map<std::string, std::map<std::string, describe::RecordPtr>> rows{};  // by entity and id
    std::set<std::string> taken{};  // ids that a row of the file means
    Outcome outcome = Outcome::unchanged;

    void did(Outcome what);
};

class PlanWriter {
  public:
    PlanWriter(const registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
               std::string import_id, bool replace)
        : registry_(registry),
          write_(write),
          actor_(actor),
          import_id_(std::move(import_id)),
          replace_(replace) {}

    struct Put {
        Outcome outcome = Outcome::refused;
        std::string id;
    };
    // Faults come without file and line. `extra`: members beginning with '_' that the link keeps.
    Put put(PlanHere& here, const Said& said, std::vector<CrmFault>& faults, boost::json::object extra = {},
            const std::string& external_id = {});
    // The living rows of the plan.
    std::map<std::string, describe::RecordPtr>& rows(PlanHere& here, const describe::Entity& entity);
    std::int64_t links_added() const { return links_added_; }

  private:
    std::string key_of(const PlanHere& here, const Said& said) const;
    std::string same_thing(PlanHere& here, const describe::Entity& entity, const Said& said);
    // What of the file goes in, and what the link remembers.
    void sift(const describe::Entity& entity, const Said& said, const Link* link,
              const describe::Record& before, boost::json::object& accepted, boost::json::object& remembered,
              std::vector<CrmFault>& faults);
    std::vector<FieldFault> judge(const registry::Resource& resource, const PlanHere& here,
                                  const describe::Record* before, describe::Record& after);

    const registry::Registry& registry_;
    storage::Write& write_;
    const auth::Actor& actor_;
    std::string import_id_;
    bool replace_;
    std::int64_t links_added_ = 0;
};

}  // namespace kamino::exchange
