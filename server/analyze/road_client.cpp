#include "analyze/road_client.h"

#include <curl/curl.h>

namespace kamino::analyze {
namespace {

constexpr std::size_t most_bytes = 64U << 20;

std::size_t keep(char* data, std::size_t size, std::size_t count, void* into) {
    auto& body = *static_cast<std::string*>(into);
    if (body.size() + size * count > most_bytes) return 0;
    body.append(data, size * count);
    return size * count;
}

}  // namespace

RoadClient::RoadClient(double timeout_seconds) : handle_(curl_easy_init()), timeout_(timeout_seconds) {}

RoadClient::~RoadClient() {
    curl_easy_cleanup(static_cast<CURL*>(handle_));
}

Reply RoadClient::get(const std::string& url) {
    Reply reply;
    auto* curl = static_cast<CURL*>(handle_);
    if (!curl) return {.error = "the HTTP client cannot start"};
    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout_ * 1000));
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "kamino");
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &reply.body);
    const auto code = curl_easy_perform(curl);
    if (code != CURLE_OK) return {.error = curl_easy_strerror(code)};
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply.status);
    return reply;
}

}  // namespace kamino::analyze
