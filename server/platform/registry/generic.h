// Inside of the registry: the routes that every resource gets.
#pragma once
#include "platform/registry/registry.h"

namespace kamino::registry {

void add_generic_routes(Registry& registry, const Resource& resource);

}  // namespace kamino::registry
