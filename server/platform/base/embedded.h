// A file carried inside the executable (web application, migrations, demo vocabulary).
#pragma once
#include <string_view>
#include <vector>

namespace kamino::base {

struct EmbeddedFile {
    EmbeddedFile(std::string_view path_, const char* data, unsigned long size)
        : path(path_), content(data, size) {}
    std::string_view path;     // relative to the embedded folder, with '/'
    std::string_view content;  // lives as long as the process
};

}  // namespace kamino::base
