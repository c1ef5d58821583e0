// The words of a list that is searched by trigrams. SQLite: an FTS5 table beside the entity's
// (EntityOptions:: search_index), which is told what changes; PostgreSQL keeps its own indexes on the columns
// and needs no telling.
#pragma once
#include <functional>
#include <span>
#include <string>

#include "platform/storage/storage.h"

namespace kamino::storage {

// Runs fn, which may add, change or delete rows of the entity's table with these ids, and brings the index
// along.
void change_words(Write& write, const describe::Entity& entity, std::span<const std::string> ids,
                  const std::function<void()>& fn);

}  // namespace kamino::storage
