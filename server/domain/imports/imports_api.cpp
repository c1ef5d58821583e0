#include "domain/imports/imports_api.h"

#include <boost/json.hpp>
#include <filesystem>

#include "domain/imports/imports_store.h"
#include "domain/imports/imports_store.sql.h"
#include "domain/imports/plan_files.h"
#include "domain/imports/public.h"
#include "domain/imports/run.h"
#include "platform/base/id.h"
#include "platform/base/text.h"
#include "platform/http/upload.h"

namespace kamino::imports {
namespace {

constexpr std::size_t most_bytes = 2ULL << 30;

http::Response respond(const Import& import, int status = 200) {
    auto response = http::Response::json(describe::json(Import::entity(), import), status);
    response.etag(std::to_string(import.version));
    return response;
}

// A file keeps the name's letters only in the database; on disk it is the import's id.
std::string keep_file(const std::string& from, const std::string& id) {
    const std::filesystem::path folder = surroundings().folder;
    std::filesystem::create_directories(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    const auto to = folder / ("import-" + id);
    std::error_code failed;
    std::filesystem::rename(from, to, failed);
    if (failed) std::filesystem::copy_file(from, to, std::filesystem::copy_options::overwrite_existing);
    return to.string();
}

void require_state(const Import& import, std::initializer_list<std::string_view> states) {
    if (std::find(states.begin(), states.end(), import.state) == states.end())
        throw conflict("import.wrong_state", {{"state", import.state}});
}

void require_ready(const registry::Registry& registry, const Import& import) {
    if (is_plan_target(import.target)) throw invalid_field("/target", "import.plans_elsewhere");
    const auto* resource = resource_of(registry, import.target);
    if (!resource || !resource->importable)
        throw invalid_field("/target", "import.unknown_target", {{"target", import.target}});
    std::vector<FieldFault> open;
    for (const auto& q : questions_left(import))
        open.push_back({"/questions/" + q.column, "import.open_questions", {{"column", q.column}}});
    if (!open.empty()) throw invalid_fields(std::move(open));
}

http::Response enqueue(registry::Registry& registry, http::Request& request, const char* kind,
                       std::initializer_list<std::string_view> states, std::string_view next) {
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor&) {
        const auto import = storage::load<Import>(w, request.param("id"));
        require_state(import, states);
        if (std::string_view{kind} != "import_undo") require_ready(registry, import);
        auto after = import;
        after.state = next;
        after.rows_done = 0;
        after.problem.clear();
        storage::update_record(w, Import::entity(), import, after);
        registry.jobs().run_later(w, kind, import.id, "{}");
        return respond(after, 202);
    });
}

http::Response cancel(registry::Registry& registry, http::Request& request) {
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor&) {
        const auto import = storage::load<Import>(w, request.param("id"));
        require_state(import, {"checking", "queued", "applying"});
        const auto job = w.text(sql::find_job, {{"id", import.id}});
        if (job) registry.jobs().cancel(w, *job);
        // A job that had not begun will never say so itself, nor one that was given up.
        auto after = import;
        if (!w.text(sql::find_running_job, {{"id", import.id}})) {
            const bool written = import.state == "applying";
            after.state = written ? "undoing" : "cancelled";
            if (written) registry.jobs().run_later(w, "import_undo", import.id, "{}");
        }
        storage::update_record(w, Import::entity(), import, after);
        return respond(after, 202);
    });
}

std::string quoted(std::string text) {
    if (!text.empty() && std::string_view{"=+-@\t\r"}.find(text[0]) != std::string_view::npos)
        text.insert(0, "'");
    std::string out = "\"";
    for (char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

}  // namespace

Surroundings& surroundings() {
    static Surroundings s;
    return s;
}

http::Response upload(registry::Registry& registry, http::Request& request) {
    const auto file = http::uploaded_file(request);
    Import import;
    import.id = base::new_id();
    import.name = file.name.empty() ? "upload" : file.name;
    import.target = request.query("as").value_or("");
    for (auto& c : import.target)
        if (c == '-') c = '_';
    import.options.json = options_json({});
    import.path = keep_file(file.path, import.id);
    const auto& actor = auth::actor_of(request);
    if (!actor.user_id.empty()) import.user_id = actor.user_id;
    try {
        analyse(registry, import, false);
    } catch (...) {
        std::filesystem::remove(import.path);
        throw;
    }
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor&) {
        auto fresh = import;
        storage::insert_record(w, Import::entity(), fresh);
        auto response = respond(fresh, 201);
        response.set("Location", "/api/v1/imports/" + fresh.id);
        return response;
    });
}

http::Response change(registry::Registry& registry, http::Request& request) {
    const auto document = request.json();
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor&) {
        const auto before = storage::load<Import>(w, request.param("id"));
        require_state(before, {"uploaded", "checked", "failed", "cancelled", "undone"});
        const auto seen = request.if_match();
        if (!seen) throw invalid("request.if_match_missing");
        if (*seen != "*" && *seen != std::to_string(before.version)) {
            auto fault = conflict("request.stale", {{"version", std::to_string(before.version)}});
            fault.current_json = describe::json(Import::entity(), before);
            throw fault;
        }
        auto after = before;
        if (auto faults = describe::read_json(Import::entity(), document, after); !faults.empty())
            throw invalid_fields(std::move(faults));
        const auto options = options_from_json(base::parse_json(after.options.json));
        after.options.json = options_json(options);
        const auto old = options_of(before);
        const bool other_table = options.encoding != old.encoding || options.separator != old.separator ||
                                 options.sheet != old.sheet;
        const bool other_target = after.target != before.target;
        const bool new_mapping = document.as_object().contains("mapping");
        if (new_mapping) after.mapping.json = mapping_to_json(mapping_from_json(after.mapping.json));
        analyse(registry, after, !other_table && (!other_target || new_mapping));
        after.state = "uploaded";
        storage::update_record(w, Import::entity(), before, after);
        return respond(after);
    });
}

http::Response errors(registry::Registry& registry, http::Request& request) {
    const bool csv = request.query("format").value_or("json") == "csv";
    const auto after = base::to_int(request.query("after").value_or("0")).value_or(0);
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor&) {
        const auto import = storage::load<Import>(r, request.param("id"));
        if (csv)
            return http::Response::download(import.name + "-errors.csv", "text/csv; charset=utf-8",
                                            errors_csv(r, import.id, request.language));
        return http::Response::json(errors_json(r, import.id, request.language, after, 200));
    });
}

void offer(registry::Registry& registry, Surroundings given) {
    surroundings() = std::move(given);
    registry.offer({.entity = &Import::entity(),
                    .route = "imports",
                    .area = "imports",
                    .creatable = false,
                    .updatable = false,
                    .deletable = false,
                    .exportable = false});
    registry.offer({.entity = &SavedMapping::entity(),
                    .route = "import-mappings",
                    .area = "imports",
                    .default_sort = "name",
                    .check = [](storage::Write&, const auth::Actor&, const describe::Record*,
                                describe::Record& r, std::vector<FieldFault>&) {
                        auto& m = static_cast<SavedMapping&>(r);
                        m.mapping.json = mapping_to_json(mapping_from_json(m.mapping.json));
                    }});
    const std::string item = R"({"$ref":"#/components/schemas/import"})";
    const auto add = [&](const char* method, const char* path, const char* name, const char* summary,
                         bool write, std::function<http::Response(http::Request&)> handler,
                         std::string answer) {
        http::Route route{method, std::string{"/api/v1/imports"} + path, std::string{"imports."} + name,
                          summary};
        route.access = write ? "imports.write" : "imports.read";
        route.tag = "imports";
        route.handler = std::move(handler);
        route.response_schema = std::move(answer);
        if (std::string_view{name} == "upload") {
            route.max_body = most_bytes;
            route.body_to_file = true;
            route.query = {"name", "as"};
        }
        if (std::string_view{name} == "change")
            route.request_schema =
                R"({"type":"object","additionalProperties":false,"properties":{"target":{"type":"string"},"mapping":{"type":"object"},"options":{"type":"object"}}})";
        if (std::string_view{name} == "errors") route.query = {"format", "after"};
        registry.route(std::move(route));
    };
    add(
        "POST", "", "upload", "Uploads a file; it is recognised, and nothing is changed.", true,
        [&registry](http::Request& r) { return upload(registry, r); }, item);
    add(
        "PATCH", "/{id}", "change", "Changes target, mapping or options; needs If-Match.", true,
        [&registry](http::Request& r) { return change(registry, r); }, item);
    add(
        "POST", "/{id}/check", "check", "Tries the whole file and keeps nothing.", true,
        [&registry](http::Request& r) {
            return enqueue(registry, r, "import_check",
                           {"uploaded", "checked", "failed", "cancelled", "undone"}, "checking");
        },
        item);
    add(
        "POST", "/{id}/application", "apply", "Applies the file in the background.", true,
        [&registry](http::Request& r) {
            return enqueue(registry, r, "import_apply",
                           {"uploaded", "checked", "failed", "cancelled", "undone"}, "queued");
        },
        item);
    add(
        "DELETE", "/{id}/application", "undo", "Undoes the whole import.", true,
        [&registry](http::Request& r) { return enqueue(registry, r, "import_undo", {"applied"}, "undoing"); },
        item);
    add(
        "POST", "/{id}/cancellation", "cancel",
        "Stops a running check or application; what it wrote is undone.", true,
        [&registry](http::Request& r) { return cancel(registry, r); }, item);
    add(
        "GET", "/{id}/errors", "errors", "The rows that were refused, and why.", false,
        [&registry](http::Request& r) { return errors(registry, r); },
        R"({"type":"object","required":["items","next_after"],"properties":{"items":{"type":"array","items":{"type":"object","required":["line","column","value","key","message"],"properties":{"line":{"type":"integer"},"column":{"type":"string"},"value":{"type":"string"},"key":{"type":"string"},"message":{"type":"string"}}}},"next_after":{"type":["integer","null"]}}})");
    const auto handle = [&registry](const char* kind, void (*run)(registry::Registry&, jobs::Run&)) {
        registry.jobs().handle(
            kind, [&registry, run](jobs::Run& job) { run(registry, job); },
            [&registry](storage::Write& w, const std::string& import_id) {
                give_up(registry, w, import_id);
            });
    };
    handle("import_check", run_check);
    handle("import_apply", run_application);
    handle("import_undo", run_undo);
}

std::string errors_csv(storage::Read& read, const std::string& import_id, i18n::Language language) {
    std::int64_t last = 0;
    std::string text = "\xEF\xBB\xBFline,column,value,why\r\n";
    for (const auto& f : list_faults(read, import_id, 0, 1'000'000, last))
        text += std::to_string(f.line) + "," + quoted(f.column) + "," + quoted(f.value) + "," +
                quoted(i18n::translate(language, f.key, f.params)) + "\r\n";
    return text;
}

std::string errors_json(storage::Read& read, const std::string& import_id, i18n::Language language,
                        std::int64_t after, int most) {
    std::int64_t last = after;
    const auto faults = list_faults(read, import_id, after, most, last);
    base::JsonWriter w;
    w.begin_object().key("items").begin_array();
    for (const auto& f : faults)
        w.begin_object()
            .pair("line", f.line)
            .pair("column", f.column)
            .pair("value", f.value)
            .pair("key", f.key)
            .pair("message", i18n::translate(language, f.key, f.params))
            .end_object();
    w.end_array().key("next_after");
    if (static_cast<int>(faults.size()) == most)
        w.value(last);
    else
        w.null();
    w.end_object();
    return w.take();
}

std::string import_file(registry::Registry& registry, const FileRun& run) {
    Import import;
    import.id = base::new_id();
    import.name = std::filesystem::path{run.path}.filename().string();
    import.target = run.target;
    RunOptions options;
    options.only_all = run.only_all;
    options.date_order = run.date_order;
    options.decimal = run.decimal;
    options.currency = run.currency;
    import.options.json = options_json(options);
    import.path = std::filesystem::absolute(run.path).string();
    if (!std::filesystem::exists(import.path)) throw not_found("import.file_missing");
    analyse(registry, import, false);
    if (!run.mapping_json.empty()) {
        const auto mapping = mapping_from_json(run.mapping_json);
        if (!mapping.entity.empty()) import.target = mapping.entity;
        import.mapping.json = mapping_to_json(mapping);
    }
    require_ready(registry, import);
    const auto job = registry.database().write({"", "cli", import.id}, [&](storage::Write& w) {
        storage::insert_record(w, Import::entity(), import);
        return registry.jobs().run_later(w, run.dry_run ? "import_check" : "import_apply", import.id, "{}");
    });
    registry.jobs().run_now(job);
    return registry.database().read([&](storage::Read& r) {
        return describe::json(Import::entity(), storage::load<Import>(r, import.id));
    });
}

}  // namespace kamino::imports
