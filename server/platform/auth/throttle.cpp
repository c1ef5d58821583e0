#include "platform/auth/throttle.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "platform/auth/auth_store.sql.h"
#include "platform/base/id.h"

namespace kamino::auth {
namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t forget_after = 24 * 3600 * second;

struct Brake {
    std::string key;
    int free_tries;
    int longest_s;
};

std::string email_key(std::string_view email) {
    return "email:" + base::sha256_hex(email);
}
std::string address_key(std::string_view address) {
    return "address:" + network_of(address);
}

// Returns the seconds still to wait, 0 when the try was counted.
int count(storage::Write& write, const std::array<Brake, 2>& brakes) {
    std::int64_t wait = 0;
    for (const auto& brake : brakes) {
        auto rows = write.query(sql::find_attempt, {{"key", brake.key}});
        if (rows.next()) wait = std::max(wait, rows.integer(2) - now().us);
    }
    if (wait > 0) return static_cast<int>((wait + second - 1) / second);
    const auto at = now().us;
    for (const auto& brake : brakes) {
        const auto failures =
            write.integer(sql::put_attempt, {{"key", brake.key}, {"at", at}, {"forget", at - forget_after}});
        const int pause = pause_s(failures.value_or(1), brake.free_tries, brake.longest_s);
        if (pause > 0)
            write.execute(sql::block_attempt, {{"until", at + pause * second}, {"key", brake.key}});
    }
    return 0;
}

}  // namespace

int pause_s(std::int64_t failures, int free_tries, int longest_s) {
    if (failures < free_tries) return 0;
    const auto doublings = std::min<std::int64_t>(failures - free_tries, 20);
    return static_cast<int>(std::min<std::int64_t>(std::int64_t{1} << doublings, longest_s));
}

std::string network_of(std::string_view address) {
    const std::string text{address.substr(0, 64)};
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
    // ::ffff:a.b.c.d is an IPv4 address in disguise.
    constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    if (std::equal(mapped.begin(), mapped.end(), bytes.begin())) {
        std::array<char, INET_ADDRSTRLEN> v4{};
        inet_ntop(AF_INET, bytes.data() + 12, v4.data(), v4.size());
        return v4.data();
    }
    std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
    std::array<char, INET6_ADDRSTRLEN> out{};
    inet_ntop(AF_INET6, bytes.data(), out.data(), out.size());
    return std::string{out.data()} + "/64";
}

void count_try(storage::Database& database, std::string_view folded_email, std::string_view address) {
    const std::array<Brake, 2> brakes{{{email_key(folded_email), 5, 300}, {address_key(address), 20, 900}}};
    const int wait = database.write({.door = "ui"}, [&](storage::Write& write) {
        write.execute(sql::sweep_attempts, {{"forget", now().us - forget_after}});
        return count(write, brakes);
    });
    if (wait == 0) return;
    Fault fault{FaultCode::too_many, "auth.too_many", {{"seconds", std::to_string(wait)}}};
    fault.retry_after_s = wait;
    throw fault;
}

void forgive_try(storage::Write& write, std::string_view folded_email, std::string_view address) {
    write.execute(sql::delete_attempt, {{"key", email_key(folded_email)}});
    write.execute(sql::forgive_attempt, {{"key", address_key(address)}});
}

}  // namespace kamino::auth
