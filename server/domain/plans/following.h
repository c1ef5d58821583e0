// Which template a plan follows: chosen at its start, moved to another version with a preview, one plan or
// many. Nothing that stands in a plan is lost by a move: what the new form has no place for stays beside it.
#pragma once
#include <boost/json/fwd.hpp>

#include "domain/plans/plan_view.h"

namespace kamino::plans {

// Takes the member template_id out of the body of a new plan; "" when it names none.
std::string take_template(boost::json::value& body);
// The newest version of that template; nullopt for "". Fault invalid_field at /template_id.
std::optional<std::string> version_of(storage::Read& read, const std::string& template_id);

struct Effect {
    templates::Change change;
    int held = 0;  // rows of the plan that the change touches: what stands there is kept
};
std::vector<Effect> effects(const PlanView& view, const templates::Form& to);

// Lets the plan follow that edition. Fault conflict when it is closed or follows it already.
Plan move_plan(const registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
               const Plan& plan, const templates::Edition& to, i18n::Language language);

void offer_following(registry::Registry& registry);

}  // namespace kamino::plans
