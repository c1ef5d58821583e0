// The file that came with a request to a body_to_file route: either the raw body with its name in `?name=`,
// or the first file of a multipart/form-data body (RFC 7578), which is cut out of the temporary file in
// place.
#pragma once
#include <cstdint>
#include <string>

#include "platform/http/request.h"

namespace kamino::http {

struct UploadedFile {
    std::string name;  // the last part of the client's name, cleaned; "upload" when it gave none
    std::string path;  // = Request::body_file; gone after the response unless the handler moves it
    std::uint64_t size = 0;
};

// Call once, from the handler. A multipart body without a file, or a broken one: Fault invalid
// "request.malformed".
UploadedFile uploaded_file(Request& request);

}  // namespace kamino::http
