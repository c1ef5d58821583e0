#include "domain/imports/run.h"

#include <boost/json.hpp>

#include "domain/imports/imports_store.h"
#include "domain/imports/run_facts.h"
#include "domain/imports/session.h"
#include "domain/imports/undo.h"
#include "platform/base/log.h"

namespace kamino::imports {
namespace {

struct RolledBack {};
// The engine wants to run a chunk again; what the session has in memory is then ahead of the database.
struct ChunkRepeated {};

constexpr int check_rows = 2'000;
constexpr int chunk_rows = 20'000;

storage::Origin origin_of(const Import& import, const auth::Actor& actor) {
    return {actor.user_id, "import", import.id};
}

Counts counts_of(const Import& import) {
    Counts c;
    const auto parsed = base::parse_json(import.result.json);
    const auto* o = parsed.as_object().if_contains("counts");
    if (!o) return c;
    const auto at = [&](std::string_view name) {
        const auto* v = o->as_object().if_contains(name);
        return v && v->is_int64() ? v->as_int64() : 0;
    };
    return {at("rows"),    at("created"),  at("updated"),   at("unchanged"),
            at("skipped"), at("rejected"), at("made_along")};
}

// The samples of the rows that an earlier run has committed.
std::vector<SampleRow> samples_of(const Import& import) {
    std::vector<SampleRow> samples;
    const auto parsed = base::parse_json(import.result.json);
    const auto* list = parsed.as_object().if_contains("samples");
    if (!list) return samples;
    const auto text = [](const boost::json::value& v, std::string_view name) {
        return std::string{v.at(name).as_string()};
    };
    for (const auto& s : list->as_array())
        samples.push_back({s.at("line").as_int64(), text(s, "action"), text(s, "title"), text(s, "detail")});
    return samples;
}

Import load_import(storage::Database& db, const std::string& id) {
    return db.read([&](storage::Read& r) { return storage::load<Import>(r, id); });
}

void set_state(storage::Database& db, const auth::Actor& actor, const std::string& id, std::string_view state,
               const std::function<void(Import&)>& also = {}) {
    db.write({actor.user_id, "import", id}, [&](storage::Write& w) {
        const auto before = storage::load<Import>(w, id);
        auto after = before;
        after.state = state;
        if (also) also(after);
        storage::update_record(w, Import::entity(), before, after);
    });
}

const registry::Resource& target_of(registry::Registry& registry, const Import& import) {
    const auto* resource = resource_of(registry, import.target);
    if (!resource || !resource->importable)
        throw invalid("import.unknown_target", {{"target", import.target}});
    return *resource;
}

// One dry pass over the whole file; false when it was stopped.
bool try_all(registry::Registry& registry, jobs::Run& run, const Import& import, Session& session) {
    auto& db = registry.database();
    const auto actor = run.actor();
    db.write(origin_of(import, actor), [&](storage::Write& w) { clear_faults(w, import.id); });
    db.read([&](storage::Read& r) { session.prepare(r); });
    bool more = true;
    while (more) {
        if (run.cancelled()) return false;
        int attempt = 0;
        try {
            db.write(origin_of(import, actor), [&](storage::Write& w) {
                if (attempt++ > 0) throw ChunkRepeated{};
                Row row;
                for (int i = 0; i < check_rows && more; ++i)
                    if ((more = session.table().next(row))) session.row(w, row);
                if (!more) session.close_references(w);
                session.flush(w);
                throw RolledBack{};
            });
        } catch (const RolledBack&) {
        }
        db.write(origin_of(import, actor), [&](storage::Write& w) {
            add_faults(w, import.id, session.faults);
            save_progress(w, import.id, session.counts.rows,
                          static_cast<std::int64_t>(session.table().done()), result_json(session));
        });
        session.faults.clear();
        run.progress(static_cast<std::int64_t>(session.table().done()),
                     static_cast<std::int64_t>(session.table().total()));
    }
    return true;
}

// The same, begun again when the engine asks for it; nullopt when it was stopped.
std::optional<Counts> try_file(registry::Registry& registry, jobs::Run& run, const Import& import) {
    for (int attempt = 0;; ++attempt) {
        try {
            Session session{registry, import, target_of(registry, import), run.actor(), true};
            if (!try_all(registry, run, import, session)) return std::nullopt;
            return session.counts;
        } catch (const ChunkRepeated&) {
            if (attempt == 5) throw unavailable("service.busy");
        }
    }
}

void refuse(registry::Registry& registry, const auth::Actor& actor, const std::string& id,
            const std::string& key) {
    set_state(registry.database(), actor, id, "failed", [&](Import& i) { i.problem = key; });
}

void skip_done(registry::Registry& registry, const Import& import, Session& session) {
    registry.database().read([&](storage::Read& r) {
        session.prepare(r);
        Row row;
        for (std::int64_t i = 0; i < import.rows_done; ++i)
            if (session.table().next(row)) session.replay(r, row);
    });
    session.counts = counts_of(import);
    session.samples = samples_of(import);
}

// Commits one chunk; false when the file is at its end.
bool apply_chunk(registry::Registry& registry, const Import& import, const auth::Actor& actor,
                 Session& session, int most) {
    bool more = true;
    int attempt = 0;
    registry.database().write(origin_of(import, actor), [&](storage::Write& w) {
        if (attempt++ > 0) throw ChunkRepeated{};
        session.unblock(w);
        Row row;
        for (int i = 0; i < most && more; ++i)
            if ((more = session.table().next(row))) session.row(w, row);
        session.flush(w);
        add_faults(w, import.id, session.faults);
        save_progress(w, import.id, session.counts.rows, static_cast<std::int64_t>(session.table().done()),
                      result_json(session));
    });
    session.faults.clear();
    return more;
}

void finish(registry::Registry& registry, const Import& import, const auth::Actor& actor, Session& session) {
    const auto& resource = target_of(registry, import);
    int attempt = 0;
    registry.database().write(origin_of(import, actor), [&](storage::Write& w) {
        if (attempt++ > 0) throw ChunkRepeated{};
        session.close_references(w);
        session.flush(w);
        add_faults(w, import.id, session.faults);
        if (session.counts.made_along > 0)
            for (const auto* name : {"account", "product"})
                if (const auto* made = registry.find(name); made && made != &resource && made->import_done)
                    made->import_done(w);
        if (resource.import_done) resource.import_done(w);
        const auto before = storage::load<Import>(w, import.id);
        auto after = before;
        after.state = "applied";
        after.result.json = result_json(session);
        storage::update_record(w, Import::entity(), before, after);
    });
    session.faults.clear();
    if (session.counts.rows > 20'000) registry.database().analyze();
}

// Runs the application from where it stands; true when done, false when it was stopped.
bool apply_all(registry::Registry& registry, jobs::Run& run, const std::string& id) {
    const auto import = load_import(registry.database(), id);
    const auto actor = run.actor();
    Session session{registry, import, target_of(registry, import), actor, false};
    skip_done(registry, import, session);
    const auto chunk = [&](int rows) { return apply_chunk(registry, import, actor, session, rows); };
    if (session.bulk()) {
        if (!apply_facts(registry, run, import, session, chunk)) return false;
    } else {
        do {
            if (run.cancelled()) return false;
            run.progress(static_cast<std::int64_t>(session.table().done()),
                         static_cast<std::int64_t>(session.table().total()));
        } while (chunk(chunk_rows));
    }
    finish(registry, import, actor, session);
    run.progress(1, 1);
    return true;
}

// Only when everything may go in, or the good rows may; false when the file was refused or the job was
// stopped.
bool begin(registry::Registry& registry, jobs::Run& run, const Import& import) {
    auto& db = registry.database();
    const auto actor = run.actor();
    if (options_of(import).only_all) {
        const auto tried = try_file(registry, run, import);
        if (!tried) {
            if (!run.stopping()) set_state(db, actor, import.id, "cancelled");
            return false;
        }
        if (tried->rejected > 0) {
            refuse(registry, actor, import.id, "import.rows_rejected");
            return false;
        }
    }
    db.write(origin_of(import, actor), [&](storage::Write& w) { clear_faults(w, import.id); });
    set_state(db, actor, import.id, "applying", [](Import& i) {
        i.rows_done = 0;
        i.bytes_done = 0;
        i.result.json = "{}";
    });
    return true;
}

// Undoes what a cancelled or failed application has written. The state "undoing" with the reason stands
// first: a restart in the middle goes on with the undo, not with the application.
void take_back(registry::Registry& registry, jobs::Run& run, const std::string& id,
               const std::string& problem) {
    auto& db = registry.database();
    set_state(db, run.actor(), id, "undoing", [&](Import& i) { i.problem = problem; });
    if (!undo_all(registry, run, id)) return;
    set_state(db, run.actor(), id, problem.empty() ? "cancelled" : "failed",
              [](Import& i) { i.rows_done = 0; });
}

}  // namespace

std::string result_json(const Session& session) {
    const auto& counts = session.counts;
    base::JsonWriter w;
    w.begin_object().key("counts").begin_object();
    w.pair("rows", counts.rows).pair("created", counts.created).pair("updated", counts.updated);
    w.pair("unchanged", counts.unchanged).pair("skipped", counts.skipped).pair("rejected", counts.rejected);
    w.pair("made_along", counts.made_along).end_object();
    w.key("samples").begin_array();
    for (const auto& s : session.samples) {
        w.begin_object().pair("line", s.line).pair("action", s.action).pair("title", s.title);
        w.pair("detail", s.detail).end_object();
    }
    w.end_array().end_object();
    return w.take();
}

void run_check(registry::Registry& registry, jobs::Run& run) {
    const auto import = load_import(registry.database(), run.subject_id());
    const auto actor = run.actor();
    if (import.state != "uploaded" && import.state != "checking") return;  // a repeat of what is done
    if (import.state != "checking") set_state(registry.database(), actor, import.id, "checking");
    try {
        if (!try_file(registry, run, import)) {
            if (!run.stopping()) set_state(registry.database(), actor, import.id, "cancelled");
            return;
        }
        set_state(registry.database(), actor, import.id, "checked");
    } catch (const Fault& fault) {
        log::warn("import check refused",
                  {{"import", import.id}, {"key", fault.key}, {"why", fault.internal}});
        refuse(registry, actor, import.id, fault.key);
    }
}

void run_application(registry::Registry& registry, jobs::Run& run) {
    const auto import = load_import(registry.database(), run.subject_id());
    // A job that was cut off after its last commit runs again: what is done stays done.
    if (import.state == "undoing") return take_back(registry, run, import.id, import.problem);
    if (import.state != "uploaded" && import.state != "queued" && import.state != "applying") return;
    try {
        if (import.state != "applying" && !begin(registry, run, import)) return;
        for (int attempt = 0;; ++attempt) {
            try {
                if (apply_all(registry, run, import.id)) return;
                break;
            } catch (const ChunkRepeated&) {
                if (attempt == 5) throw unavailable("service.busy");
            }
        }
        if (run.stopping()) return;
        take_back(registry, run, import.id, "");
    } catch (const Fault& fault) {
        log::warn("import refused", {{"import", import.id}, {"key", fault.key}, {"why", fault.internal}});
        if (fault.code == FaultCode::unavailable)
            throw;  // the job is tried again and goes on where it stands
        take_back(registry, run, import.id, fault.key);
    } catch (const storage::ConstraintError& error) {
        log::warn("import broke a rule of the database", {{"import", import.id}, {"why", error.detail}});
        take_back(registry, run, import.id, "request.constraint");
    }
}

void run_undo(registry::Registry& registry, jobs::Run& run) {
    const auto import = load_import(registry.database(), run.subject_id());
    if (import.state != "undoing") return;
    if (!undo_all(registry, run, import.id)) return;
    registry.database().write(origin_of(import, run.actor()),
                              [&](storage::Write& w) { clear_faults(w, import.id); });
    const auto* ended = import.problem.empty() ? "undone" : "failed";
    set_state(registry.database(), run.actor(), import.id, ended, [](Import& i) { i.rows_done = 0; });
}

void give_up(registry::Registry& registry, storage::Write& write, const std::string& import_id) {
    const auto before = storage::find<Import>(write, import_id);
    if (!before) return;
    auto after = *before;
    if (before->state == "checking" || before->state == "queued") {
        after.state = "failed";
        after.problem = "import.given_up";
    } else if (before->state == "applying") {
        after.state = "undoing";
        after.problem = "import.given_up";
        registry.jobs().run_later(write, "import_undo", import_id, "{}");
    } else if (before->state == "undoing") {
        after.state = "applied";
        after.problem = "import.undo_given_up";
    } else {
        return;
    }
    storage::update_record(write, Import::entity(), *before, after);
}

}  // namespace kamino::imports
