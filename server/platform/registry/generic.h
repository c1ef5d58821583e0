// Inside of the registry: the routes that every resource gets, and what is swept.
#pragma once
#include "platform/registry/registry.h"

namespace kamino::registry {

void add_generic_routes(Registry& registry, const Resource& resource);
// A copy as this reader sees it.
RecordPtr in_words(const Resource& resource, i18n::Language language, const Record& record);
// POST /{route}/{id}/merge: the members of `mine` change although others changed the record since `base` was
// read. What one side alone changed is taken, prose is merged by word, lists as sets; what both changed
// otherwise is a conflict that names every field with its three values.
http::Response merge(Registry& registry, const Resource& resource, http::Request& request);
std::string merge_request_schema(const Resource& resource);
std::string merge_response_schema(const Resource& resource);
// Forgets the answers that are older than a day.
void sweep_idempotency_keys(storage::Write& write);

}  // namespace kamino::registry
