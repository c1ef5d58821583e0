// The states of a plan: as it stands, and as it stood after any line of the change log.
#pragma once
#include "domain/revisions/difference.h"
#include "domain/revisions/public.h"

namespace kamino::revisions {

// Brings the rows of one section (its text, and what belongs to it) to the state they had; the usual rules
// apply. Returns how many records changed.
std::int64_t restore_section(registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
                             const plans::Plan& plan, const State& then, const std::string& section);
// Words of the product in the reader's language, where nobody wrote his own.
void put_in_words(const registry::Registry& registry, storage::Read& read, i18n::Language language,
                  State& state);
// The section that a row belongs to; "" = to none that can be brought back.
std::string section_of(std::string_view entity, const boost::json::object& row);

}  // namespace kamino::revisions
