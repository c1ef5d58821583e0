#include "platform/storage/postgres/feed.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <system_error>

#include "platform/base/date.h"
#include "platform/base/log.h"

namespace kamino::storage::postgres {
namespace {

constexpr Millis between_notices{1000};
constexpr auto between_sweeps = std::chrono::hours{1};
constexpr std::int64_t mark_life_us = 86'400'000'000;

}  // namespace

Feed::Feed(const Target& target) : target_(target), wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (wake_ < 0) throw std::system_error{errno, std::system_category(), "eventfd"};
    swept_ = Clock::now();
    thread_ = std::thread{[this] { run(); }};
}

Feed::~Feed() {
    stopping_ = true;
    wake();
    thread_.join();
    close(wake_);
}

void Feed::wake() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(wake_, &one, sizeof one);
}

void Feed::on_change(std::function<void()> fn) {
    {
        std::lock_guard lock{mutex_};
        listeners_.push_back(std::move(fn));
    }
    wanted_ = true;
    wake();
}

void Feed::committed() {
    call_listeners();
    if (!pending_.exchange(true)) wake();
}

void Feed::call_listeners() {
    std::vector<std::function<void()>> listeners;
    {
        std::lock_guard lock{mutex_};
        listeners = listeners_;
    }
    for (const auto& listener : listeners) {
        try {
            listener();
        } catch (const std::exception& error) {
            log::error("on_change threw", {{"what", error.what()}});
        }
    }
}

// Connects when there is something to hear or to say, and again after a loss, with growing pauses.
void Feed::run() {
    Millis pause{100};
    while (!stopping_) {
        if (!wanted_ && !pending_) {
            pollfd waker{wake_, POLLIN, 0};
            poll(&waker, 1, -1);
            std::uint64_t count = 0;
            [[maybe_unused]] const auto got = read(wake_, &count, sizeof count);
            continue;
        }
        try {
            Connection connection{target_, Clock::now() + Millis{5000}};
            pause = Millis{100};
            follow(connection);
        } catch (const std::exception& error) {
            log::warn("postgres change feed lost", {{"text", error.what()}});
            pollfd waker{wake_, POLLIN, 0};
            // Not cut short by commits: they would make it a busy loop while the server is away.
            const auto until = Clock::now() + pause;
            while (!stopping_ && Clock::now() < until) {
                std::uint64_t count = 0;
                poll(&waker, 1, 50);
                [[maybe_unused]] const auto got = read(wake_, &count, sizeof count);
            }
            pause = std::min(2 * pause, Millis{5000});
        }
    }
}

void Feed::follow(Connection& connection) {
    if (!target_.pooled) {
        connection.run("LISTEN kamino_changes", target_.deadline);
        call_listeners();
    }
    while (!stopping_) {
        connection.idle(wake_, until_next());
        std::uint64_t count = 0;
        [[maybe_unused]] const auto got = read(wake_, &count, sizeof count);
        if (connection.take_notification()) call_listeners();
        if (stopping_) return;
        if (target_.pooled) {
            pending_ = false;
            look(connection);
        } else if (pending_ && Clock::now() >= said_ + between_notices) {
            say(connection);
        }
        if (Clock::now() >= swept_ + between_sweeps) sweep(connection);
    }
}

Millis Feed::until_next() const {
    if (target_.pooled) return between_notices;
    if (!pending_) return Millis{60'000};
    const auto left = std::chrono::duration_cast<Millis>(said_ + between_notices - Clock::now());
    return std::clamp(left + Millis{1}, Millis{0}, between_notices);
}

void Feed::say(Connection& connection) {
    pending_ = false;  // before it is said: a commit from now on needs another one
    said_ = Clock::now();
    try {
        connection.run("NOTIFY kamino_changes", target_.deadline);
    } catch (...) {
        pending_ = true;
        throw;
    }
}

void Feed::look(Connection& connection) {
    if (Clock::now() < said_ + between_notices) return;
    said_ = Clock::now();
    const auto result = connection.run("SELECT seq FROM change_head", target_.deadline);
    const std::string head = PQntuples(result.get()) == 1 ? PQgetvalue(result.get(), 0, 0) : "";
    if (head == head_) return;
    const bool first = head_.empty();
    head_ = head;
    if (!first) call_listeners();
}

// `at` of a fence is negative; see resolve() in database.cpp.
void Feed::sweep(Connection& connection) {
    swept_ = Clock::now();
    connection.run("DELETE FROM write_marks WHERE abs(at) < " + std::to_string(now().us - mark_life_us),
                   target_.deadline);
}

}  // namespace kamino::storage::postgres
