// The SQLite engine's door: what storage::open() calls for "sqlite:PATH" ("sqlite:///abs" is taken too).
#pragma once
#include <memory>
#include <string>

#include "platform/storage/storage.h"

namespace kamino::storage {

std::unique_ptr<Database> open_sqlite(const std::string& url, const Options& options);

}  // namespace kamino::storage
