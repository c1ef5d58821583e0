// Built without the web application (-DKAMINO_WEB=OFF, or web/dist is not there): the API alone.
#include "main/web.h"

namespace kamino {
std::vector<base::EmbeddedFile> web_files() {
    return {};
}
}  // namespace kamino
