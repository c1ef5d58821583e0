// The model, runs, and what people decide about one account.
#include <boost/json.hpp>
#include <cmath>

#include "domain/selection/model_document.h"
#include "domain/selection/run.sql.h"
#include "domain/selection/selection_api.h"

namespace kamino::selection {
namespace {

http::Response respond(const SelectionModel& row, i18n::Language language) {
    auto response = http::Response::json(model_json(row, language));
    response.etag(std::to_string(row.version));
    // The version does not tell the reader's language: a kept copy would stand in the old one.
    response.set("Cache-Control", "no-store");
    return response;
}

// Without an id in the path: the workspace's own.
std::string id_of(const http::Request& request) {
    for (const auto& [name, value] : request.params)
        if (name == "id") return value;
    return std::string{model_id};
}

void require_seen(const http::Request& request, const SelectionModel& row, i18n::Language language) {
    const auto seen = request.if_match();
    if (!seen) throw invalid("request.if_match_missing");
    if (*seen == "*" || *seen == std::to_string(row.version)) return;
    auto fault = conflict("request.stale", {{"version", std::to_string(row.version)}});
    fault.current_json = model_json(row, language);
    throw fault;
}

http::Response scored(storage::Write& w, const auth::Actor& actor, const http::Request& request) {
    return http::Response::json(score_json(w, actor, request.language, request.param("id")));
}

// The account must live and be visible.
void require_account(storage::Read& read, const auth::Actor& actor, const std::string& id) {
    storage::load<accounts::Account>(read, id, auth::visible_accounts(actor, "accounts.id"));
}

std::optional<std::string> by(const auth::Actor& actor) {
    return actor.user_id.empty() ? std::nullopt : std::optional{actor.user_id};
}

// Writes the record if it is good: as new, or in place of what stands.
template <class T>
void put(storage::Write& write, const std::optional<T>& before, T& after) {
    if (auto faults = describe::validate(T::entity(), after); !faults.empty())
        throw invalid_fields(std::move(faults));
    if (before)
        storage::update_record(write, T::entity(), *before, after);
    else
        storage::insert_record(write, T::entity(), after);
}

// A criterion that people judge, in one of the models.
std::string judged_criterion(storage::Read& read, const http::Request& request) {
    const auto& key = request.param("criterion");
    for (const auto& model : load_models(read))
        if (const auto at = model.rules.find(key); at && model.rules.judged(*at)) return key;
    throw not_found("selection.not_judged");
}

}  // namespace

http::Response get_model(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor&) {
        return respond(load_model_row(r, id_of(request)), request.language);
    });
}

http::Response patch_model(registry::Registry& registry, http::Request& request) {
    const auto document = request.json();
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto before = load_model_row(w, id_of(request));
        require_seen(request, before, request.language);
        auto after = before;
        std::vector<FieldFault> faults;
        read_document(document, after, faults);
        if (!faults.empty()) throw invalid_fields(std::move(faults));
        registry::save(registry, w, registry.at(SelectionModel::entity().name), actor,
                       before.version == 0 ? nullptr : &before, after);
        return respond(after, request.language);
    });
}

http::Response list_models(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor&) {
        const auto counts = count_judged(r);
        base::JsonWriter w;
        w.begin_object().key("items").begin_array();
        for (const auto& model : load_models(r)) {
            std::int64_t judged = 0;
            for (const auto& [id, count] : counts)
                if (id == model.id) judged = count;
            auto text = model_json(row_of(model), request.language);
            text.back() = ',';
            w.raw(text + "\"accounts\":" + std::to_string(judged) + "}");
        }
        return http::Response::json(w.end_array().end_object().take());
    });
}

http::Response list_computed_fields(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor&) {
        base::JsonWriter w;
        w.begin_object().key("items").begin_array();
        for (const auto& field : computed_fields(r, request.language))
            w.begin_object()
                .pair("key", field.key)
                .pair("label", field.label)
                .pair("unit", field.unit)
                .pair("source", word_of(field.source))
                .end_object();
        return http::Response::json(w.end_array().end_object().take());
    });
}

http::Response model_versions(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor&) {
        load_model_row(r, id_of(request));
        base::JsonWriter w;
        w.begin_object().key("items").begin_array();
        for (const auto& version : list_versions(r, id_of(request))) {
            w.begin_object()
                .pair("number", version.model.number)
                .pair("name", name_in_words(version.model.name, request.language));
            w.pair("filter", version.model.filter)
                .pair("saved_at", std::string_view{version.saved_at.to_text()});
            w.pair("saved_by", version.saved_by).key("used_at");
            if (version.used_at)
                w.value(std::string_view{version.used_at->to_text()});
            else
                w.null();
            w.key("criteria").begin_array();
            for (std::size_t c = 0; c < version.model.rules.count(); ++c)
                write_criterion_rule(w, version.model.rules, c, request.language);
            w.end_array().key("thresholds");
            write_class_rules(w, version.model.class_rules);
            w.end_object();
        }
        return http::Response::json(w.end_array().end_object().take());
    });
}

http::Response start_run(registry::Registry& registry, http::Request& request) {
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor&) {
        base::JsonWriter out;
        out.begin_object();
        if (const auto accounts = count_accounts(w); accounts > run_in_request) {
            const auto job = registry.jobs().run_later(w, "selection.run", "", "{}", true);
            out.pair("state", "queued").pair("job_id", job).pair("accounts", accounts);
            out.key("changed").null().key("as_of").null().end_object();
            return http::Response::json(out.take(), 202);
        }
        const auto result = rescore(w, registry.reading(w));
        out.pair("state", "done").key("job_id").null();
        out.pair("accounts", result.accounts).pair("changed", result.changed).key("as_of");
        if (result.as_of)
            out.value(std::string_view{result.as_of->to_text()});
        else
            out.null();
        return http::Response::json(out.end_object().take());
    });
}

http::Response put_account_class(registry::Registry& registry, http::Request& request) {
    const auto document = request.json();
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto& id = request.param("id");
        require_account(w, actor, id);
        const auto* object = document.if_object();
        const auto* class_ = object ? object->if_contains("class") : nullptr;
        if (!class_) throw invalid_field("/class", "field.required");
        std::optional<AccountClass> before;
        if (const auto known = w.text(sql::find_class, {{"account", id}}))
            before = storage::load<AccountClass>(w, *known);
        if (class_->is_null()) {
            if (before) storage::delete_record(w, AccountClass::entity(), *before);
            put_class(w, id, "");
            return scored(w, actor, request);
        }
        auto after = before.value_or(AccountClass{});
        after.reason.clear();
        if (auto faults = describe::read_json(AccountClass::entity(), document, after); !faults.empty())
            throw invalid_fields(std::move(faults));
        after.account_id = id;
        after.set_by = by(actor);
        // Another class is another row: the history knows from when to when each held.
        if (before && before->class_ != after.class_) {
            storage::delete_record(w, AccountClass::entity(), *before);
            static_cast<describe::Record&>(after) = {};
            before.reset();
        }
        put(w, before, after);
        put_class(w, id, after.class_);
        return scored(w, actor, request);
    });
}

http::Response put_judgement(registry::Registry& registry, http::Request& request) {
    const auto document = request.json();
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto& id = request.param("id");
        require_account(w, actor, id);
        const auto criterion = judged_criterion(w, request);
        std::optional<Judgement> before;
        if (const auto known = w.text(sql::find_judgement, {{"account", id}, {"criterion", criterion}}))
            before = storage::load<Judgement>(w, *known);
        auto after = before.value_or(Judgement{});
        if (auto faults = describe::read_json(Judgement::entity(), document, after); !faults.empty())
            throw invalid_fields(std::move(faults));
        after.account_id = id;
        after.criterion = criterion;
        after.judged_by = by(actor);
        put(w, before, after);
        rescore_judgements(w, id);
        return scored(w, actor, request);
    });
}

http::Response delete_judgement(registry::Registry& registry, http::Request& request) {
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto& id = request.param("id");
        require_account(w, actor, id);
        const auto known =
            w.text(sql::find_judgement, {{"account", id}, {"criterion", request.param("criterion")}});
        if (!known) throw not_found();
        auto judgement = storage::load<Judgement>(w, *known);
        storage::delete_record(w, Judgement::entity(), judgement);
        rescore_judgements(w, id);
        return scored(w, actor, request);
    });
}

}  // namespace kamino::selection
