// Query parameters that a route does not know are refused where one that is overlooked gives another
// document, or other rows, than was asked for.
#pragma once
#include "platform/http/http.h"

namespace kamino::registry {

// Fault invalid "/<name>" "request.unknown_parameter" for each that the request's route does not declare.
void refuse_unknown_parameters(const http::Request& request);

}  // namespace kamino::registry
