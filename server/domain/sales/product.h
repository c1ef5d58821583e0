// Rules of products, needs and sales lines, and the hooks that the registry runs.
#pragma once
#include "domain/sales/public.h"

namespace kamino::sales {

void check_need(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                describe::Record& after, std::vector<FieldFault>& faults);
void check_product(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                   describe::Record& after, std::vector<FieldFault>& faults);
void check_sales_line(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                      describe::Record& after, std::vector<FieldFault>& faults);
void saved_sales_line(storage::Write& write, const describe::Record* before, const describe::Record* after);

}  // namespace kamino::sales
