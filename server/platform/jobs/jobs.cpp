#include "platform/jobs/jobs.h"

#include <boost/json.hpp>

#include "platform/base/id.h"
#include "platform/base/json.h"
#include "platform/base/text.h"
#include "platform/jobs/jobs_store.sql.h"
#include "platform/jobs/workshop.h"

namespace kamino::jobs {

struct Queue::Core : Workshop {
    using Workshop::Workshop;
};

namespace {

void write_fault(base::JsonWriter& json, const std::string& text, std::optional<i18n::Language> language) {
    if (text.empty()) {
        json.null();
        return;
    }
    const auto fault = base::parse_json(text);
    const auto describe = [&](const boost::json::value& item) {
        const std::string key{item.at("key").as_string()};
        Params params;
        for (const auto& param : item.at("params").as_object())
            params[std::string{param.key()}] = std::string{param.value().as_string()};
        json.pair("key", std::string_view{key});
        if (language) json.pair("message", std::string_view{i18n::translate(*language, key, params)});
    };
    json.begin_object();
    describe(fault);
    json.key("fields").begin_array();
    for (const auto& field : fault.at("fields").as_array()) {
        const std::string path{field.at("path").as_string()};
        json.begin_object().pair("path", std::string_view{path});
        describe(field);
        json.end_object();
    }
    json.end_array().end_object();
}

http::Response list_jobs(Workshop& workshop, http::Request& request) {
    const auto& actor = auth::actor_of(request);
    const auto limit = base::to_int(request.query("limit").value_or("50"));
    if (!limit || *limit < 1 || *limit > 200)
        throw invalid_field("/limit", "request.bad_parameter", {{"name", "limit"}});
    const auto text = [&](const char* name) { return request.query(name).value_or(""); };
    base::JsonWriter json;
    json.begin_object().key("items").begin_array();
    std::string last;
    std::int64_t count = 0;
    workshop.database.read([&](storage::Read& read) {
        auto rows = read.query(sql::list_jobs, {{"actor", auth::may(actor, "jobs.read") ? "" : actor.user_id},
                                                {"kind", text("kind")},
                                                {"subject", text("subject_id")},
                                                {"state", text("state")},
                                                {"before", text("cursor")},
                                                {"limit", *limit}});
        while (rows.next()) {
            last = rows.text(0);
            ++count;
            json.raw(job_json(rows, request.language));
        }
    });
    json.end_array().key("next_cursor");
    if (count == *limit)
        json.value(std::string_view{last});
    else
        json.null();
    json.end_object();
    return http::Response::json(json.take());
}

// Nobody learns of a job that is not his.
std::string load_job(storage::Read& read, const http::Request& request, std::string_view permission) {
    const auto& actor = auth::actor_of(request);
    auto rows = read.query(sql::find_job, {{"id", request.param("id")}});
    if (!rows.next() || (rows.text_view(3) != actor.user_id && !auth::may(actor, permission)))
        throw not_found();
    return job_json(rows, request.language);
}

constexpr const char* job_schema =
    R"({"title":"Job","type":"object","properties":{"id":{"type":"string"},"kind":{"type":"string"},"subject_id":)"
    R"({"type":"string"},"actor_id":{"type":"string"},"state":{"type":"string","enum":["waiting","running","done",)"
    R"("failed","cancelled"]},"attempt_count":{"type":"integer"},"cancel_asked":{"type":"boolean"},"progress":)"
    R"({"type":"object","properties":{"done":{"type":"integer"},"total":{"type":"integer"}},"required":["done","total"]},)"
    R"("note":{"type":"string"},"fault":{"type":["object","null"]},"created_at":{"type":"string"},"updated_at":)"
    R"({"type":"string"},"started_at":{"type":["string","null"]},"finished_at":{"type":["string","null"]}},"required":)"
    R"(["id","kind","subject_id","actor_id","state","attempt_count","cancel_asked","progress","note","fault",)"
    R"("created_at","updated_at","started_at","finished_at"]})";

}  // namespace

std::string job_json(const storage::Rows& row, std::optional<i18n::Language> language) {
    base::JsonWriter json;
    const auto instant = [&](const char* name, int column) {
        json.key(name);
        if (row.is_null(column))
            json.null();
        else
            json.value(std::string_view{row.instant(column).to_text()});
    };
    json.begin_object().pair("id", row.text(0)).pair("kind", row.text(1)).pair("subject_id", row.text(2));
    json.pair("actor_id", row.text(3)).pair("state", row.text(4)).pair("attempt_count", row.integer(5));
    json.pair("cancel_asked", row.boolean(6)).key("progress").begin_object();
    json.pair("done", row.integer(7)).pair("total", row.integer(8)).end_object().pair("note", row.text(9));
    json.key("fault");
    write_fault(json, row.text(10), language);
    instant("created_at", 11);
    instant("updated_at", 12);
    instant("started_at", 13);
    instant("finished_at", 14);
    json.end_object();
    return json.take();
}

Queue::Queue(storage::Database& database, Publish publish, int workers)
    : core_(std::make_unique<Core>(database, std::move(publish), workers)) {}

Queue::~Queue() = default;

void Queue::handle(std::string kind, Work work, GivenUp given_up) {
    if (given_up) core_->given_up.emplace(kind, std::move(given_up));
    if (!core_->handlers.emplace(std::move(kind), std::move(work)).second)
        throw std::logic_error{"two handlers for one kind of job"};
}

void Queue::daily(std::function<void(storage::Write&)> chore) {
    core_->chores.push_back(std::move(chore));
}

void Queue::start() {
    core_->start();
}
void Queue::stop() {
    core_->stop();
}
void Queue::wake() {
    core_->wake();
}
void Queue::run_now(const std::string& job_id) {
    core_->run_now(job_id);
}

std::string Queue::run_later(storage::Write& write, std::string kind, std::string subject_id,
                             std::string payload_json, bool unique) {
    if (unique)
        if (auto waiting = write.text(sql::waiting_for, {{"kind", kind}, {"subject_id", subject_id}}))
            return *waiting;
    auto id = base::new_id();
    write.execute(sql::insert_job, {{"id", id},
                                    {"kind", kind},
                                    {"subject_id", subject_id},
                                    {"payload", payload_json},
                                    {"actor_id", write.origin().actor_id},
                                    {"at", now()}});
    write.after_commit([core = core_.get()] { core->wake(); });
    return id;
}

void Queue::cancel(storage::Write& write, const std::string& job_id) {
    const storage::Args args{{"id", job_id}, {"at", now()}};
    if (write.execute(sql::cancel_waiting, args) == 0 && write.execute(sql::cancel_running, args) == 0)
        throw conflict("jobs.not_running");
    write.after_commit([core = core_.get(), job_id] { core->ask_cancel(job_id); });
}

void Queue::install(http::Router& router) {
    auto& core = *core_;
    const auto add = [&](const char* method, const char* pattern, const char* name, const char* summary,
                         http::Handler handler, std::string schema) {
        http::Route route{method, pattern, name, summary};
        route.handler = std::move(handler);
        route.access = "session";
        route.tag = "jobs";
        route.response_schema = std::move(schema);
        if (std::string_view{name} == "jobs.list")
            route.query = {"kind", "subject_id", "state", "limit", "cursor"};
        router.add(std::move(route));
    };
    add(
        "GET", "/api/v1/jobs", "jobs.list", "Your jobs, newest first; all of them with jobs.read.",
        [&core](http::Request& r) { return list_jobs(core, r); },
        std::string{R"({"type":"object","properties":{"items":{"type":"array","items":)"} + job_schema +
            R"(},"next_cursor":{"type":["string","null"]}},"required":["items","next_cursor"]})");
    add(
        "GET", "/api/v1/jobs/{id}", "jobs.get", "One job: its state, progress and fault.",
        [&core](http::Request& r) {
            return http::Response::json(
                core.database.read([&](storage::Read& read) { return load_job(read, r, "jobs.read"); }));
        },
        job_schema);
    add(
        "POST", "/api/v1/jobs/{id}/cancellation", "jobs.cancel",
        "Asks a job to stop; what it did so far stays.",
        [this, &core](http::Request& r) {
            core.database.write(auth::origin_of(r), [&](storage::Write& write) {
                load_job(write, r, "jobs.write");
                cancel(write, r.param("id"));
            });
            return http::Response::json(
                core.database.read([&](storage::Read& read) { return load_job(read, r, "jobs.write"); }));
        },
        job_schema);
}

}  // namespace kamino::jobs
