// Documents of plans: for one account at once, for many in the background. The only header that others
// include.
#pragma once
#include <string>

#include "domain/plans/public.h"

namespace kamino::documents {

struct Wish {
    std::string format = "html";        // html json pptx xlsx
    std::string audience = "internal";  // internal partner customer_safe
    std::string view = "full";          // full, or executive: one page
    std::string at = "now";             // now, a date, a revision's id or number
    i18n::Language language = i18n::Language::en;
};
// Faults of the wish, each at its own path.
void check(const Wish& wish);

struct Made {
    std::string name;  // "Acme - Account plan.pptx"
    std::string type, bytes;
};
Made make(const registry::Registry& registry, storage::Read& read, const plans::Plan& plan, const Wish& wish);

struct Surroundings {
    std::string folder = "workspace/files";
};
void offer(registry::Registry& registry, Surroundings surroundings);

}  // namespace kamino::documents
