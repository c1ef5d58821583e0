// Inside of the registry: the routes that every resource gets, and what is swept.
#pragma once
#include "platform/registry/registry.h"

namespace kamino::registry {

void add_generic_routes(Registry& registry, const Resource& resource);
// Forgets the answers that are older than a day.
void sweep_idempotency_keys(storage::Write& write);

}  // namespace kamino::registry
