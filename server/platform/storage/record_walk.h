// Every row of a list, one after another from one statement, however many there are: what exports walk.
#pragma once
#include <functional>

#include "platform/storage/records.h"

namespace kamino::storage {

// `limit` and `cursor` of the query play no part. Without a sort rows come in the order of their ids, which
// is the order in which they were made. `visit` must not ask the same transaction for anything.
void each_record(Read& read, const describe::Entity& entity, const ListQuery& query, const Scope& scope,
                 const std::function<void(const describe::Record&)>& visit);

}  // namespace kamino::storage
