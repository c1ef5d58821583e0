// One HTTP response: a status, headers, and exactly one kind of body (text, static view, file, chunks or
// events). Content-Length, ETag comparison, ranges, gzip and security headers are the server's work, not the
// handler's.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/events.h"
#include "platform/http/request.h"

namespace kamino::http {

struct Cookie {
    std::string name;
    std::string value;
    int max_age_s = -1;  // -1: until the browser closes; 0: delete it
    bool secure = false;
    bool http_only = true;
    std::string same_site = "Lax";
    std::string path = "/";
};

// Gives the next piece of a long body: false when there is no more. Runs on a worker; throwing cuts the
// connection (the client sees a truncated body, never a complete-looking one).
using Chunks = std::function<bool(std::string& piece)>;

struct Response {
    int status = 200;
    Pairs headers{};
    std::string body{};
    std::string_view static_body;   // lives as long as the process; used when body is empty
    std::string file;               // path of a file to send; ranges are served
    bool remove_file = false;       // the file is temporary: removed when sent or abandoned
    std::uint64_t file_offset = 0;  // set by the server for a range
    std::uint64_t file_length = 0;  // set by the server
    Chunks chunks;                  // chunked body
    std::shared_ptr<EventStream> events;

    static Response json(std::string text, int status = 200);
    static Response created(std::string location, std::string json_text);  // 201
    static Response no_content();                                          // 204
    static Response text(std::string text, int status = 200);
    static Response html(std::string text, int status = 200);
    static Response redirect(std::string location, int status = 303);
    // Content-Disposition: attachment with RFC 8187 file name.
    static Response download(std::string file_name, std::string content_type, std::string body);
    static Response download_file(std::string file_name, std::string content_type, std::string path,
                                  bool remove);
    static Response download_chunks(std::string file_name, std::string content_type, Chunks chunks);
    // Server-sent events; see events.h.
    static Response event_stream(EventHub& hub, std::uint64_t after, EventPull pull, EventFilter accept = {});

    Response& set(std::string name, std::string value);  // replaces
    Response& add(std::string name, std::string value);
    Response& etag(
        std::string_view version);  // sets ETag: "<version>"; GETs with If-None-Match then answer 304
    Response& cookie(const Cookie& cookie);
    std::string_view header(std::string_view name) const;  // "" when absent
    std::string_view text_body() const { return body.empty() ? static_body : std::string_view{body}; }
};

}  // namespace kamino::http
