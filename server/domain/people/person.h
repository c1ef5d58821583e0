// Rules of people without I/O, and the hooks that the registry runs.
#pragma once
#include "domain/people/public.h"

namespace kamino::people {

// "Ana María Ruiz": from first and last name when `name` is empty; and back, splitting at the first blank.
void complete_name(Person& person);

void check_person(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                  describe::Record& after, std::vector<FieldFault>& faults);
void saved_person(storage::Write& write, const describe::Record* before, const describe::Record* after);
void check_interaction(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                       describe::Record& after, std::vector<FieldFault>& faults);

}  // namespace kamino::people
