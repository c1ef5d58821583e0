// Rules of accounts without I/O, and the hooks that the registry runs.
#pragma once
#include "domain/accounts/public.h"

namespace kamino::accounts {

// "acme.com" from "https://www.Acme.com/en"; "" when there is none.
std::string domain_of(std::string_view website);

// Latitude and longitude come together.
void check_position(const std::optional<double>& latitude, const std::optional<double>& longitude,
                    std::vector<FieldFault>& faults);

void check_account(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                   describe::Record& after, std::vector<FieldFault>& faults);
void saved_account(storage::Write& write, const describe::Record* before, const describe::Record* after);
void check_unit(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                describe::Record& after, std::vector<FieldFault>& faults);
void check_team_member(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                       describe::Record& after, std::vector<FieldFault>& faults);
void saved_team_member(storage::Write& write, const describe::Record* before, const describe::Record* after);

}  // namespace kamino::accounts
