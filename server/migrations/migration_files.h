// The migrations carried inside the executable; for storage::migrate().
#pragma once
#include <vector>

#include "platform/base/embedded.h"

namespace kamino {

std::vector<base::EmbeddedFile> migration_files();

}  // namespace kamino
