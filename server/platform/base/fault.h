// The one error that crosses layers. A Fault is an expected refusal that a caller can act on; anything else
// that is thrown is a defect and becomes "500 + log" at the edge. `key` names a message in the i18n
// catalogues; `internal` goes to the log only, never to the caller.
#pragma once
#include <exception>
#include <map>
#include <string>
#include <vector>

namespace kamino {

enum class FaultCode {
    invalid,
    unauthenticated,
    forbidden,
    not_found,
    conflict,
    too_large,
    too_many,
    unavailable
};

using Params = std::map<std::string, std::string>;

// One refused field: `path` is a JSON pointer ("/annual_revenue"), `key` a message key ("field.required").
struct FieldFault {
    std::string path;
    std::string key;
    Params params{};
};

class Fault : public std::exception {
  public:
    Fault(FaultCode code_, std::string key_, Params params_ = {}, std::vector<FieldFault> fields_ = {},
          std::string internal_ = {})
        : code(code_),
          key(std::move(key_)),
          params(std::move(params_)),
          fields(std::move(fields_)),
          internal(std::move(internal_)) {}
    const char* what() const noexcept override { return key.c_str(); }

    FaultCode code;
    std::string key;
    Params params;
    std::vector<FieldFault> fields;
    std::string internal;
    std::string current_json;  // conflict only: the record as it stands now, as JSON text; empty = none
    int retry_after_s = 0;     // too_many and unavailable only: seconds; 0 = not said
};

inline Fault invalid(std::string key, Params p = {}) {
    return {FaultCode::invalid, std::move(key), std::move(p)};
}
inline Fault invalid_fields(std::vector<FieldFault> fields) {
    return {FaultCode::invalid, "request.invalid", {}, std::move(fields)};
}
inline Fault invalid_field(std::string path, std::string key, Params p = {}) {
    return invalid_fields({{std::move(path), std::move(key), std::move(p)}});
}
inline Fault not_found(std::string key = "request.not_found") {
    return {FaultCode::not_found, std::move(key)};
}
inline Fault forbidden(std::string key = "request.forbidden") {
    return {FaultCode::forbidden, std::move(key)};
}
inline Fault unauthenticated(std::string key = "request.unauthenticated") {
    return {FaultCode::unauthenticated, std::move(key)};
}
inline Fault conflict(std::string key, Params p = {}) {
    return {FaultCode::conflict, std::move(key), std::move(p)};
}
inline Fault unavailable(std::string key, std::string internal = {}) {
    return {FaultCode::unavailable, std::move(key), {}, {}, std::move(internal)};
}

}  // namespace kamino
