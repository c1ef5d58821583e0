// The web application's files inside the executable; empty when it was built without them.
#pragma once
#include <vector>

#include "platform/base/embedded.h"

namespace kamino {
std::vector<base::EmbeddedFile> web_files();
}
