// Text inside XML and HTML.
#pragma once
#include <string>
#include <string_view>

namespace kamino::office {

// & < > " ' become references; characters that XML 1.0 does not know (2.2: controls) are left out.
std::string escaped(std::string_view text);

}  // namespace kamino::office
