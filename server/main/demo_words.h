// The vocabularies of the demo company (data/demo/*.json) inside the executable.
#pragma once
#include <vector>

#include "platform/base/embedded.h"

namespace kamino {
std::vector<base::EmbeddedFile> demo_words();
}
