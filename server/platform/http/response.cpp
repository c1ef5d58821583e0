#include "platform/http/response.h"

#include "platform/http/url.h"

namespace kamino::http {

Response Response::json(std::string text, int status) {
    Response r;
    r.status = status;
    r.body = std::move(text);
    r.set("Content-Type", "application/json");
    return r;
}

Response Response::created(std::string location, std::string json_text) {
    Response r = json(std::move(json_text), 201);
    r.set("Location", std::move(location));
    return r;
}

Response Response::no_content() {
    Response r;
    r.status = 204;
    return r;
}

Response Response::text(std::string text, int status) {
    Response r;
    r.status = status;
    r.body = std::move(text);
    r.set("Content-Type", "text/plain; charset=utf-8");
    return r;
}

Response Response::html(std::string text, int status) {
    Response r = Response::text(std::move(text), status);
    r.set("Content-Type", "text/html; charset=utf-8");
    return r;
}

Response Response::redirect(std::string location, int status) {
    Response r;
    r.status = status;
    r.set("Location", std::move(location));
    return r;
}

namespace {

// RFC 6266: an ASCII name for old clients and the true one in RFC 8187 form.
std::string disposition(std::string_view file_name) {
    std::string ascii;
    for (const char c : file_name)
        ascii.push_back(c < ' ' || c > '~' || c == '"' || c == '\\' || c == '/' || c == ';' ? '_' : c);
    return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + percent_encode(file_name);
}

Response attachment(std::string_view file_name, std::string content_type) {
    Response r;
    r.set("Content-Type", std::move(content_type));
    r.set("Content-Disposition", disposition(file_name));
    return r;
}

}  // namespace

Response Response::download(std::string file_name, std::string content_type, std::string body) {
    Response r = attachment(file_name, std::move(content_type));
    r.body = std::move(body);
    return r;
}

Response Response::download_file(std::string file_name, std::string content_type, std::string path,
                                 bool remove) {
    Response r = attachment(file_name, std::move(content_type));
    r.file = std::move(path);
    r.remove_file = remove;
    return r;
}

Response Response::download_chunks(std::string file_name, std::string content_type, Chunks chunks) {
    Response r = attachment(file_name, std::move(content_type));
    r.chunks = std::move(chunks);
    return r;
}

Response Response::event_stream(EventHub& hub, std::uint64_t after, EventPull pull, EventFilter accept) {
    Response r;
    r.events = std::make_shared<EventStream>(after, std::move(pull), std::move(accept));
    hub.subscribe(r.events);
    r.set("Content-Type", "text/event-stream");
    r.set("Cache-Control", "no-store");
    r.set("X-Accel-Buffering", "no");  // nginx would hold events back
    return r;
}

Response& Response::set(std::string name, std::string value) {
    std::erase_if(headers, [&](const auto& h) { return same_name(h.first, name); });
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

Response& Response::add(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

Response& Response::etag(std::string_view version) {
    return set("ETag", '"' + std::string{version} + '"');
}

Response& Response::cookie(const Cookie& c) {
    std::string text = c.name + "=" + c.value + "; Path=" + c.path + "; SameSite=" + c.same_site;
    if (c.max_age_s >= 0) text += "; Max-Age=" + std::to_string(c.max_age_s);
    if (c.http_only) text += "; HttpOnly";
    if (c.secure) text += "; Secure";
    return add("Set-Cookie", text);
}

std::string_view Response::header(std::string_view name) const {
    for (const auto& [n, v] : headers)
        if (same_name(n, name)) return v;
    return {};
}

}  // namespace kamino::http
