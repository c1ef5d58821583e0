#include "platform/http/request.h"

#include <boost/json.hpp>
#include <stdexcept>

#include "platform/base/fault.h"
#include "platform/base/json.h"
#include "platform/base/text.h"
#include "platform/http/url.h"

namespace kamino::http {
namespace {

// Absolute-form ("GET http://host/path") is legal for every server (RFC 9112 3.2.2); only the path matters to
// us.
std::string_view origin_form(std::string_view target) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!target.starts_with(scheme)) continue;
        const auto slash = target.find('/', scheme.size());
        return slash == std::string_view::npos ? std::string_view{"/"} : target.substr(slash);
    }
    return target;
}

bool has_dot_segment(std::string_view path) {
    while (!path.empty()) {
        const auto end = path.find('/');
        const auto segment = path.substr(0, end);
        if (segment == "." || segment == "..") return true;
        path = end == std::string_view::npos ? std::string_view{} : path.substr(end + 1);
    }
    return false;
}

}  // namespace

Request Request::make(std::string method, std::string target, Pairs headers, std::string body) {
    auto request = parse(std::move(method), std::move(target), std::move(headers), std::move(body));
    if (!request) throw invalid("request.malformed");
    return std::move(*request);
}

std::optional<Request> Request::parse(std::string method, std::string target, Pairs headers,
                                      std::string body) {
    Request request;
    request.method = std::move(method);
    request.target = std::string{origin_form(target)};
    request.headers = std::move(headers);
    request.body_size = body.size();
    request.body = std::move(body);
    const std::string_view whole = request.target;
    const auto question = whole.find('?');
    auto path = percent_decode(whole.substr(0, question), false);
    auto query = question == std::string_view::npos ? std::optional<Pairs>{Pairs{}}
                                                    : parse_query(whole.substr(question + 1));
    if (!path || !query || !path->starts_with('/') || has_dot_segment(*path) ||
        path->find('\\') != path->npos)
        return std::nullopt;
    request.path = std::move(*path);
    request.query_items = std::move(*query);
    request.language = i18n::from_accept_language(request.header("accept-language"));
    return request;
}

std::string_view Request::header(std::string_view name) const {
    for (const auto& [n, v] : headers)
        if (same_name(n, name)) return v;
    return {};
}

std::string_view Request::cookie(std::string_view name) const {
    for (const auto& [n, all] : headers) {
        if (!same_name(n, "cookie")) continue;
        std::string_view rest = all;
        while (!rest.empty()) {
            const auto end = rest.find(';');
            std::string_view item = rest.substr(0, end);
            rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
            while (item.starts_with(' ')) item.remove_prefix(1);
            const auto equals = item.find('=');
            if (equals != std::string_view::npos && item.substr(0, equals) == name)
                return item.substr(equals + 1);
        }
    }
    return {};
}

const std::string& Request::param(std::string_view name) const {
    for (const auto& [n, v] : params)
        if (n == name) return v;
    throw std::logic_error("no path parameter " + std::string{name});
}

std::optional<std::string> Request::query(std::string_view name) const {
    for (const auto& [n, v] : query_items)
        if (n == name) return v;
    return std::nullopt;
}

std::vector<std::string> Request::query_all(std::string_view name) const {
    std::vector<std::string> all;
    for (const auto& [n, v] : query_items)
        if (n == name) all.push_back(v);
    return all;
}

boost::json::value Request::json() const {
    std::string_view type = header("content-type");
    type = type.substr(0, type.find(';'));
    while (type.ends_with(' ')) type.remove_suffix(1);
    const bool plus_json = type.size() > 5 && same_name(type.substr(type.size() - 5), "+json");
    if (!same_name(type, "application/json") && !plus_json) throw invalid("request.not_json");
    return base::parse_json(body);
}

std::optional<std::string> Request::if_match() const {
    std::string_view tag = header("if-match");
    if (tag.empty()) return std::nullopt;
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag.size() >= 2 && tag.front() == '"' && tag.back() == '"') tag = tag.substr(1, tag.size() - 2);
    return std::string{tag};
}

std::uint64_t Request::last_event_id() const {
    for (const std::string& text : {std::string{header("last-event-id")}, query("after").value_or("")}) {
        const auto number = base::to_int(text);
        if (number && *number >= 0) return static_cast<std::uint64_t>(*number);
    }
    return 0;
}

}  // namespace kamino::http
