// Hand-written statements of people and interactions.
#pragma once
#include "domain/people/public.h"

namespace kamino::people {

// True when following reports_to from `from` comes to `to` (which may be "": then never).
bool reports_up_to(storage::Read& read, const std::string& from, const std::string& to);
bool find_external_person(storage::Read& read, std::string_view external_id, std::string_view except_id);
void move_employment(storage::Write& write, const Person& was, const Person& is);

}  // namespace kamino::people
