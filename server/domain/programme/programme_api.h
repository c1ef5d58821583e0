// Routes of the programme besides those of its resources.
#pragma once
#include "domain/programme/programme.h"

namespace kamino::programme {

http::Response key_list(registry::Registry& registry, http::Request& request);
http::Response list_growth(registry::Registry& registry, http::Request& request);
http::Response put_decision(registry::Registry& registry, http::Request& request);
http::Response put_closing(registry::Registry& registry, http::Request& request);
http::Response coverage(registry::Registry& registry, http::Request& request);
http::Response rollout(registry::Registry& registry, http::Request& request);
http::Response propose_rollout(registry::Registry& registry, http::Request& request);

}  // namespace kamino::programme
