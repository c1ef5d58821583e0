// The packed places (build/places) inside the executable.
#pragma once
#include <vector>

#include "platform/base/embedded.h"

namespace kamino {
std::vector<base::EmbeddedFile> place_files();
}
