// Rules of templates that the registry runs, and publishing.
#pragma once
#include "domain/templates/public.h"

namespace kamino::templates {

void check_template(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                    describe::Record& after, std::vector<FieldFault>& faults);
// Makes a version of the draft; Fault invalid when the draft says nothing, conflict when it is what the
// newest version says.
PlanTemplateVersion publish(storage::Write& write, PlanTemplate draft, std::string note,
                            const std::optional<std::string>& user_id);

}  // namespace kamino::templates
