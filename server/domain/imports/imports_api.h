// Routes of imports: upload, look, change the mapping, check, apply, cancel, undo, download what was refused.
#pragma once
#include "domain/imports/import.h"

namespace kamino::imports {

http::Response upload(registry::Registry& registry, http::Request& request);
http::Response change(registry::Registry& registry, http::Request& request);
http::Response errors(registry::Registry& registry, http::Request& request);

}  // namespace kamino::imports
