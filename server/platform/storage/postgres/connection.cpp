#include "platform/storage/postgres/connection.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <thread>
#include <utility>

#include "platform/base/log.h"

namespace kamino::storage::postgres {
namespace {

std::string trimmed(const char* text) {
    std::string result = text ? text : "";
    while (!result.empty() && (result.back() == '\n' || result.back() == ' ')) result.pop_back();
    return result;
}

int left(Clock::time_point until) {
    const auto ms = std::chrono::duration_cast<Millis>(until - Clock::now()).count();
    return static_cast<int>(std::clamp<long>(ms + 1, 0, 3'600'000));
}

bool says_goodbye(std::string_view state) {
    return state.starts_with("08") || state == "57P01" || state == "57P02" || state == "57P03" ||
           state == "57P05" || state == "25P03";
}

// PQcancel opens a connection of its own and blocks as long as the network pleases: never on a caller's
// thread.
void cancel_apart(PGconn* raw) {
    PGcancel* cancel = PQgetCancel(raw);
    if (!cancel) return;
    std::thread{[cancel] {
        std::array<char, 256> why{};
        PQcancel(cancel, why.data(), static_cast<int>(why.size()));
        PQfreeCancel(cancel);
    }}.detach();
}

}  // namespace

Connection::Connection(const Target& target, Clock::time_point until)
    : target_(target), statements_(!target.pooled) {
    try {
        connect(until);
        settle_session();
    } catch (...) {
        PQfinish(raw_);
        throw;
    }
}

Connection::~Connection() {
    PQfinish(raw_);
}

// libpq's own blocking connect: only it goes on to the next host of the URL when one does not answer. The
// URL's connect_timeout (a host) wins over ours, because it comes later.
void Connection::connect(Clock::time_point until) {
    const auto seconds = std::to_string(std::clamp(left(until) / 1000, 2, 5));
    const std::array<const char*, 5> names{"connect_timeout", "fallback_application_name", "dbname",
                                           "client_encoding", nullptr};
    const std::array<const char*, 5> values{seconds.c_str(), "kamino", target_.conninfo.c_str(), "UTF8",
                                            nullptr};
    raw_ = PQconnectdbParams(names.data(), values.data(), 1);
    if (PQstatus(raw_) != CONNECTION_OK) lose();
    if (PQsetnonblocking(raw_, 1) != 0) lose();
    PQsetNoticeReceiver(
        raw_,
        [](void* self, const PGresult* notice) {
            const char* state = PQresultErrorField(notice, PG_DIAG_SQLSTATE);
            if (state && std::string_view{state} == "01000") static_cast<Connection*>(self)->warned_ = true;
            log::debug("postgres notice", {{"text", trimmed(PQresultErrorMessage(notice))}});
        },
        this);
}

// Through a transaction pooler the session is not ours: the defaults must do, and they do (we read no dates
// and no bytea, and floats are exact since version 12).
void Connection::settle_session() {
    if (target_.pooled) return;
    // The server's own limit is only the net under ours: a long export may send for minutes.
    const auto limit = std::to_string(std::max<std::int64_t>(600'000, 2 * target_.deadline.count()));
    run("SET standard_conforming_strings = on; SET DateStyle = 'ISO, YMD'; SET TimeZone = 'UTC';"
        "SET extra_float_digits = 1; SET statement_timeout = " +
            limit + "; SET idle_in_transaction_session_timeout = " + limit +
            "; SELECT set_config('synchronous_commit', 'on', false) WHERE "
            "current_setting('synchronous_commit') = 'off'",
        target_.deadline);
    take_warning();
}

Result Connection::run(const std::string& script, Millis deadline) {
    if (!PQsendQuery(raw_, script.c_str())) lose();
    Result last;
    while (auto result = next(deadline)) last = std::move(result);
    return last;
}

void Connection::start(const Bound& bound, Millis deadline) {
    const auto& plan = *bound.plan;
    const int count = static_cast<int>(bound.values.size());
    if (!plan.name.empty() && !plan.prepared) {
        if (!PQsendPrepare(raw_, plan.name.c_str(), plan.text.c_str(), count, bound.types.data())) lose();
        while (next(deadline)) {
        }
        plan.prepared = true;
    }
    const int sent =
        plan.name.empty()
            ? PQsendQueryParams(raw_, plan.text.c_str(), count, bound.types.data(), bound.values.data(),
                                bound.lengths.data(), bound.formats.data(), 0)
            : PQsendQueryPrepared(raw_, plan.name.c_str(), count, bound.values.data(), bound.lengths.data(),
                                  bound.formats.data(), 0);
    if (!sent || !PQsetSingleRowMode(raw_)) lose();
}

void Connection::start_copy(const std::string& copy, Millis deadline) {
    if (!PQsendQuery(raw_, copy.c_str())) lose();
    const auto result = next(deadline);
    if (PQresultStatus(result.get()) != PGRES_COPY_IN) lose();
}

void Connection::put_copy(std::string_view data, Millis deadline) {
    const auto until = Clock::now() + deadline;
    for (;;) {
        const int done = PQputCopyData(raw_, data.data(), static_cast<int>(data.size()));
        if (done < 0) lose();
        flush(until);
        if (done == 1) return;
    }
}

void Connection::end_copy(Millis deadline) {
    const auto until = Clock::now() + deadline;
    while (PQputCopyEnd(raw_, nullptr) == 0) flush(until);
    while (next(deadline)) {
    }
}

Result Connection::next(Millis deadline) {
    const auto until = Clock::now() + deadline;
    flush(until);
    while (PQisBusy(raw_)) {
        wait(POLLIN, until);
        if (!PQconsumeInput(raw_)) lose();
    }
    return checked(PQgetResult(raw_), deadline);
}

Result Connection::checked(PGresult* raw, Millis deadline) {
    Result result{raw};
    if (!result) {
        if (PQstatus(raw_) == CONNECTION_BAD) lose();
        return result;
    }
    const auto status = PQresultStatus(raw);
    if (status != PGRES_FATAL_ERROR && status != PGRES_BAD_RESPONSE) return result;
    ServerError error;
    const char* state = PQresultErrorField(raw, PG_DIAG_SQLSTATE);
    error.state = state ? state : "";
    error.message = trimmed(PQresultErrorMessage(raw));
    if (error.state.empty() || says_goodbye(error.state) || PQstatus(raw_) == CONNECTION_BAD) {
        broken_ = true;
        throw ConnectionLost{error.message};
    }
    while (next(deadline)) {
    }
    throw error;
}

// Reads while it writes: a server that has an answer for us may not listen until we take it.
void Connection::flush(Clock::time_point until) {
    for (;;) {
        const int state = PQflush(raw_);
        if (state < 0) lose();
        if (state == 0) return;
        wait(POLLIN | POLLOUT, until);
        if (!PQconsumeInput(raw_)) lose();
    }
}

void Connection::wait(short events, Clock::time_point until) {
    pollfd socket{PQsocket(raw_), events, 0};
    for (;;) {
        const int ready = poll(&socket, 1, left(until));
        if (ready > 0) return;
        if (ready < 0 && errno != EINTR) lose();
        if (Clock::now() >= until) lose(true);
    }
}

void Connection::tidy() {
    if (!statements_.crowded()) return;
    if (!target_.pooled) run("DEALLOCATE ALL", target_.deadline);
    statements_.clear();
}

void Connection::idle(int wake, Millis time) {
    std::array<pollfd, 2> sockets{pollfd{wake, POLLIN, 0}, pollfd{PQsocket(raw_), POLLIN, 0}};
    if (poll(sockets.data(), sockets.size(), static_cast<int>(time.count())) > 0 && sockets[1].revents != 0 &&
        !PQconsumeInput(raw_)) {
        lose();
    }
}

bool Connection::take_notification() {
    bool others = false;
    while (PGnotify* notification = PQnotifies(raw_)) {
        others = others || notification->be_pid != PQbackendPID(raw_);
        PQfreemem(notification);
    }
    return others;
}

void Connection::lose(bool late) {
    broken_ = true;
    if (late && raw_ && PQstatus(raw_) == CONNECTION_OK) cancel_apart(raw_);
    throw ConnectionLost{
        late ? "the deadline passed" : trimmed(raw_ ? PQerrorMessage(raw_) : "out of memory"), late};
}

}  // namespace kamino::storage::postgres
