#include "platform/http/caching.h"

#include <array>
#include <ctime>
#include <optional>

#include "platform/base/text.h"
#include "platform/http/compress.h"
#include "platform/http/url.h"

namespace kamino::http {
namespace {

std::string_view strip_weak(std::string_view tag) {
    return tag.starts_with("W/") ? tag.substr(2) : tag;
}

bool lists_tag(std::string_view header, std::string_view tag) {
    if (header == "*") return true;
    while (!header.empty()) {
        const auto comma = header.find(',');
        std::string_view item = header.substr(0, comma);
        header = comma == header.npos ? std::string_view{} : header.substr(comma + 1);
        while (item.starts_with(' ')) item.remove_prefix(1);
        while (item.ends_with(' ')) item.remove_suffix(1);
        if (strip_weak(item) == strip_weak(tag)) return true;
    }
    return false;
}

struct Range {
    std::uint64_t first = 0;
    std::uint64_t length = 0;  // 0: cannot be satisfied
};

// nullopt: not a range we understand, so the whole is sent.
std::optional<Range> parse_range(std::string_view header, std::uint64_t size) {
    if (!header.starts_with("bytes=") || header.find(',') != header.npos) return std::nullopt;
    header.remove_prefix(6);
    const auto dash = header.find('-');
    if (dash == header.npos) return std::nullopt;
    const auto first = base::to_int(header.substr(0, dash));
    const auto last = base::to_int(header.substr(dash + 1));
    if (dash == 0) {  // "-500": the last 500 bytes
        if (!last || *last < 0) return std::nullopt;
        const auto length = std::min<std::uint64_t>(static_cast<std::uint64_t>(*last), size);
        return Range{size - length, length};
    }
    if (!first || *first < 0) return std::nullopt;
    const bool open = dash + 1 == header.size();
    if (!open && (!last || *last < *first)) return std::nullopt;
    const auto from = static_cast<std::uint64_t>(*first);
    if (from >= size) return Range{0, 0};
    const auto to = open ? size - 1 : std::min<std::uint64_t>(static_cast<std::uint64_t>(*last), size - 1);
    return Range{from, to - from + 1};
}

void set_default(Response& response, const char* name, const char* value) {
    if (response.header(name).empty()) response.set(name, value);
}

}  // namespace

void default_caching(const Request& request, Response& response) {
    if (!response.header("cache-control").empty()) return;
    // With a version the browser may keep its copy but must ask; without one nothing personal stays on a
    // disk.
    const bool versioned = request.is_get() && !response.header("etag").empty();
    response.set("Cache-Control", versioned ? "private, no-cache" : "no-store");
}

bool answer_not_modified(const Request& request, Response& response) {
    const auto tag = response.header("etag");
    const auto asked = request.header("if-none-match");
    if (!request.is_get() || response.status != 200 || tag.empty() || asked.empty()) return false;
    if (!lists_tag(asked, tag)) return false;
    response.status = 304;
    for (const char* name : {"Content-Type", "Content-Encoding", "Content-Disposition", "Content-Language"})
        std::erase_if(response.headers, [&](const auto& h) { return same_name(h.first, name); });
    return true;
}

void cut_range(const Request& request, Response& response) {
    const bool from_file = !response.file.empty();
    if (!request.is_get() || response.status != 200 || response.chunks || response.events) return;
    if (!from_file && (!response.body.empty() || response.static_body.empty())) return;
    response.set("Accept-Ranges", "bytes");
    const auto header = request.header("range");
    if (header.empty()) return;
    const auto condition = request.header("if-range");
    if (!condition.empty() && condition != response.header("etag")) return;
    const std::uint64_t size = from_file ? response.file_length : response.static_body.size();
    const auto range = parse_range(header, size);
    if (!range) return;
    if (range->length == 0) {
        response.status = 416;
        response.set("Content-Range", "bytes */" + std::to_string(size));
        response.static_body = {};
        response.file_length = 0;
        return;
    }
    response.status = 206;
    response.set("Content-Range", "bytes " + std::to_string(range->first) + "-" +
                                      std::to_string(range->first + range->length - 1) + "/" +
                                      std::to_string(size));
    if (from_file) {
        response.file_offset = range->first;
        response.file_length = range->length;
    } else {
        response.static_body = response.static_body.substr(range->first, range->length);
    }
}

void compress_body(const Request& request, Response& response) {
    constexpr std::size_t worthwhile = 1000;
    if (!response.header("content-encoding").empty() || !compressible(response.header("content-type")))
        return;
    if (response.status == 206 || !response.file.empty() || response.chunks || response.events) return;
    const auto body = response.text_body();
    if (body.size() < worthwhile) return;
    // The ETag stays the same: it is the record's version, which comes back in If-Match, and Vary keeps
    // caches right.
    if (response.header("vary").empty()) response.set("Vary", "Accept-Encoding");
    if (!accepts(request.header("accept-encoding"), "gzip")) return;
    std::string small = gzip(body, 4);
    if (small.empty() || small.size() >= body.size()) return;
    response.body = std::move(small);
    response.static_body = {};
    response.set("Content-Encoding", "gzip");
}

void add_security_headers(bool secure, Response& response) {
    // style-src has 'unsafe-inline' because the component library sets inline styles; scripts never.
    set_default(response, "Content-Security-Policy",
                "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' "
                "data: blob:; "
                "font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
                "form-action 'self'; object-src 'none'");
    set_default(response, "X-Content-Type-Options", "nosniff");
    set_default(response, "Referrer-Policy", "same-origin");
    set_default(response, "Permissions-Policy",
                "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    set_default(response, "Cross-Origin-Opener-Policy", "same-origin");
    set_default(response, "Cross-Origin-Resource-Policy", "same-origin");
    set_default(response, "X-Frame-Options", "DENY");
    if (secure) set_default(response, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

std::string http_date() {
    // strftime would follow the locale; the header must not.
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::time_t now = std::time(nullptr);
    std::tm t{};
    gmtime_r(&now, &t);
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return std::string{days[static_cast<std::size_t>(t.tm_wday)]} + ", " + two(t.tm_mday) + " " +
           months[static_cast<std::size_t>(t.tm_mon)] + " " + std::to_string(t.tm_year + 1900) + " " +
           two(t.tm_hour) + ":" + two(t.tm_min) + ":" + two(t.tm_sec) + " GMT";
}

}  // namespace kamino::http
