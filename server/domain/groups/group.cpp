#include "domain/groups/group.h"

#include <boost/json.hpp>

#include "domain/groups/groups_store.h"
#include "platform/base/text.h"

namespace kamino::groups {

using describe::field;

const describe::Entity& Group::entity() {
    static const describe::Entity e = describe::make_entity<Group>(
        "account_group", "account_groups",
        {field<&Group::name>("name", {.required = true, .max_len = 120, .searchable = true}),
         field<&Group::colour>("colour", {.required = true,
                                          .choices = {"blue", "teal", "green", "olive", "amber", "orange",
                                                      "red", "violet", "grey"}}),
         field<&Group::description>("description", {.max_len = 2000, .format = "multiline"}),
         field<&Group::rule>("rule"),
         field<&Group::owner_id>("owner_id", {.reference = "user", .writable = false}),
         field<&Group::frozen_at>("frozen_at", {.writable = false}),
         field<&Group::frozen_by>("frozen_by", {.reference = "user", .writable = false})});
    return e;
}

void require_own(const auth::Actor& actor, const Group& group) {
    if (!auth::sees_all(actor) && group.owner_id != actor.user_id) throw forbidden("group.not_yours");
}

void check_group(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                 describe::Record& after, std::vector<FieldFault>& faults) {
    auto& group = static_cast<Group&>(after);
    const auto* was = static_cast<const Group*>(before);
    if (was)
        require_own(actor, *was);
    else if (group.owner_id)
        require_own(actor, group);  // it comes back from the bin
    else if (!actor.user_id.empty())
        group.owner_id = actor.user_id;
    group.name = base::trim(group.name);
    if (was && was->rule == group.rule) return;
    if (was && was->frozen_at) {
        faults.push_back({"/rule", "group.frozen", {}});
        return;
    }
    const auto rule = base::parse_json(group.rule.json);
    if (rule.as_object().empty()) {
        faults.push_back({"/rule", "field.required", {}});
        return;
    }
    // A group that comes back may have lost a field on the way.
    filter_of(rule, custom_fields(write), group.id.empty() || was, faults);
}

}  // namespace kamino::groups
