// Where a PostgreSQL is and how to speak with it: the caller's URL with our own option taken out. A plain
// value.
#pragma once
#include <chrono>
#include <string>

namespace kamino::storage::postgres {

using Clock = std::chrono::steady_clock;
using Millis = std::chrono::milliseconds;

struct Target {
    std::string conninfo;  // for libpq; holds the password: never log it
    std::string shown;     // without the password
    bool pooled = false;   // pooler=transaction
    Millis deadline{30'000};

    // Fault unavailable "storage.bad_url" for a value of `pooler` that we do not know, or a URL that libpq
    // refuses.
    static Target parse(const std::string& url, Millis deadline);
};

}  // namespace kamino::storage::postgres
