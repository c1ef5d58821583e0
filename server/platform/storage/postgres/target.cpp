#include "platform/storage/postgres/target.h"

#include <libpq-fe.h>

#include <memory>
#include <string_view>
#include <vector>

#include "platform/base/fault.h"

namespace kamino::storage::postgres {
namespace {

Fault bad_url(std::string why) {
    return unavailable("storage.bad_url", std::move(why));
}

// "user:secret@host" -> "user@host"; the authority ends at the first '/'.
std::string without_password(std::string base) {
    const auto start = base.find("://");
    if (start == std::string::npos) return base;
    const auto from = start + 3;
    const auto end = std::min(base.find('/', from), base.size());
    const auto at = base.rfind('@', end == 0 ? 0 : end - 1);
    if (at == std::string::npos || at < from) return base;
    const auto colon = base.find(':', from);
    if (colon < at) base.erase(colon, at - colon);
    return base;
}

void refuse_if_unreadable(const std::string& conninfo) {
    char* message = nullptr;
    PQconninfoOption* options = PQconninfoParse(conninfo.c_str(), &message);
    if (options) {
        PQconninfoFree(options);
        return;
    }
    // libpq's text quotes the URL, password and all: it goes nowhere.
    PQfreemem(message);
    throw bad_url("libpq cannot read the URL");
}

}  // namespace

Target Target::parse(const std::string& url, Millis deadline) {
    Target result;
    result.deadline = deadline;
    const auto question = url.find('?');
    const auto base = url.substr(0, question);
    std::string kept, shown;
    std::string_view rest =
        question == std::string::npos ? std::string_view{} : std::string_view{url}.substr(question + 1);
    while (!rest.empty()) {
        const auto end = std::min(rest.find('&'), rest.size());
        const auto option = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (option == "pooler=transaction") {
            result.pooled = true;
            continue;
        }
        if (option.starts_with("pooler=")) throw bad_url("pooler= knows only transaction");
        kept += (kept.empty() ? "?" : "&") + std::string{option};
        if (option.starts_with("password=") || option.starts_with("sslpassword=")) continue;
        shown += (shown.empty() ? "?" : "&") + std::string{option};
    }
    result.conninfo = base + kept;
    result.shown = without_password(base) + shown;
    refuse_if_unreadable(result.conninfo);
    return result;
}

}  // namespace kamino::storage::postgres
