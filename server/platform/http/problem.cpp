#include "platform/base/json.h"
#include "platform/http/http.h"

namespace kamino::http {
namespace {

struct CodeRow {
    int status;
    const char* name;
};

// THE switch: the only place where a fault becomes a status.
CodeRow row_of(FaultCode code) {
    switch (code) {
        case FaultCode::invalid:
            return {422, "invalid"};
        case FaultCode::unauthenticated:
            return {401, "unauthenticated"};
        case FaultCode::forbidden:
            return {403, "forbidden"};
        case FaultCode::not_found:
            return {404, "not_found"};
        case FaultCode::conflict:
            return {409, "conflict"};
        case FaultCode::too_large:
            return {413, "too_large"};
        case FaultCode::too_many:
            return {429, "too_many"};
        case FaultCode::unavailable:
            return {503, "unavailable"};
    }
    return {500, "defect"};
}

// Rules name an entity by its inner name; people read what it is called.
std::string say(i18n::Language language, std::string_view key, Params params) {
    if (const auto entity = params.find("entity"); entity != params.end())
        if (const auto label = "entity." + entity->second; i18n::has(language, label))
            entity->second = i18n::translate(language, label);
    return i18n::translate(language, key, params);
}

Response document(int status, std::string_view code, const Fault& fault, const Request& request) {
    const auto language = request.language;
    base::JsonWriter json;
    json.begin_object();
    json.pair("type", std::string_view{"urn:kamino:fault:" + std::string{code}});
    json.pair("title", i18n::translate(language, "fault." + std::string{code}));
    json.pair("status", status);
    json.pair("detail", say(language, fault.key, fault.params));
    json.pair("instance", "urn:uuid:" + request.id);
    json.pair("code", code);
    json.pair("key", fault.key);
    json.key("fields").begin_array();
    for (const auto& field : fault.fields) {
        json.begin_object().pair("path", field.path).pair("key", field.key);
        json.pair("message", say(language, field.key, field.params)).end_object();
    }
    json.end_array();
    if (!fault.current_json.empty()) json.key("current").raw(fault.current_json);
    json.end_object();
    Response response = Response::json(json.take(), status);
    response.set("Content-Type", "application/problem+json");
    response.set("Content-Language", std::string{i18n::tag(language)});
    response.set("Cache-Control", "no-store");
    if (fault.retry_after_s > 0) response.set("Retry-After", std::to_string(fault.retry_after_s));
    return response;
}

}  // namespace

Response problem(const Fault& fault, const Request& request) {
    const CodeRow row = row_of(fault.code);
    // A full disk is the one fault with a status of its own: monitoring must tell it from a passing 503.
    const int status = fault.key == "service.disk_full" ? 507 : row.status;
    return document(status, row.name, fault, request);
}

Response problem(int status, const Request& request, Params params) {
    switch (status) {
        case 404:
            return document(404, "not_found", not_found(), request);
        case 405:
            params["method"] = request.method;
            return document(405, "invalid", invalid("request.method", std::move(params)), request);
        case 408:
            return document(408, "invalid", invalid("request.timeout"), request);
        case 413:
        case 431: {
            const Fault fault{FaultCode::too_large, "request.too_large", std::move(params)};
            return document(status, "too_large", fault, request);
        }
        case 415:
            return document(415, "invalid", invalid("request.content_encoding"), request);
        case 500:
            return document(500, "defect", unavailable("request.failed"), request);
        case 503:
            return document(503, "unavailable", unavailable("service.unavailable"), request);
        default:
            return document(status, "invalid", invalid("request.malformed"), request);
    }
}

}  // namespace kamino::http
