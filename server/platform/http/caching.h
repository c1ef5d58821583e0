// The parts of HTTP that work on a finished response: conditional requests, ranges, compression, fixed
// headers. Pure but for the clock; see RFC 9110 sections 8.8, 13 and 14.
#pragma once
#include <string>

#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kamino::http {

void default_caching(const Request& request, Response& response);
// True when the client's copy is good: the response is then a bare 304.
bool answer_not_modified(const Request& request, Response& response);
// One byte range of a static body or a file: 206, or 416. Several ranges at once get the whole (allowed
// by 14.2).
void cut_range(const Request& request, Response& response);
void compress_body(const Request& request, Response& response);
void add_security_headers(bool secure, Response& response);
std::string http_date();  // "Sun, 06 Nov 1994 08:49:37 GMT"

}  // namespace kamino::http
