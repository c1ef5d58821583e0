// The model, runs, and what people decide about one account.
#include <boost/json.hpp>
#include <cmath>

#include "domain/selection/run.sql.h"
#include "domain/selection/selection_api.h"

namespace kamino::selection {
namespace {

http::Response respond(const SelectionModel& row, i18n::Language language) {
    const auto model = model_of(row);
    base::JsonWriter w;
    w.begin_object().pair("id", row.id).pair("version", row.version).pair("name", row.name);
    w.key("criteria").begin_array();
    for (std::size_t i = 0; i < criterion_count; ++i) {
        const auto words = words_of(language, criteria[i].key);
        w.begin_object()
            .pair("key", criteria[i].key)
            .pair("name", words.name)
            .pair("description", words.help);
        w.pair("weight", model.weights[i]).pair("kind", criteria[i].soft ? "soft" : "hard");
        w.pair("unit", criteria[i].unit).pair("inverse", criteria[i].inverse).end_object();
    }
    w.end_array().key("thresholds").raw(row_of(model).thresholds.json).end_object();
    auto response = http::Response::json(w.take());
    response.etag(std::to_string(row.version));
    return response;
}

// {"criteria":[{"key","weight",…}],"thresholds":{…}} into the row; what is not named stays. Names and the
// like travel back with what GET gave and change nothing.
void apply(const boost::json::value& document, SelectionModel& row, std::vector<FieldFault>& faults) {
    const auto* object = document.if_object();
    if (!object) throw invalid_field("", "field.wrong_type");
    auto weights = base::parse_json(row.weights.json).as_object();
    if (const auto* list = object->if_contains("criteria")) {
        if (!list->is_array()) throw invalid_field("/criteria", "field.wrong_type");
        for (const auto& c : list->as_array()) {
            const auto* one = c.if_object();
            const auto* key = one ? one->if_contains("key") : nullptr;
            const auto* weight = one ? one->if_contains("weight") : nullptr;
            if (!key || !key->is_string() || !weight)
                faults.push_back({"/criteria", "field.wrong_type", {}});
            else
                weights[key->as_string()] = *weight;
        }
    }
    row.weights.json = base::json_text(weights);
    if (const auto* given = object->if_contains("thresholds")) {
        if (!given->is_object()) throw invalid_field("/thresholds", "field.wrong_type");
        auto thresholds = base::parse_json(row.thresholds.json).as_object();
        for (const auto& [key, value] : given->as_object()) thresholds[key] = value;
        row.thresholds.json = base::json_text(thresholds);
    }
}

void require_seen(const http::Request& request, const SelectionModel& row, i18n::Language language) {
    const auto seen = request.if_match();
    if (!seen) throw invalid("request.if_match_missing");
    if (*seen == "*" || *seen == std::to_string(row.version)) return;
    auto fault = conflict("request.stale", {{"version", std::to_string(row.version)}});
    fault.current_json = respond(row, language).body;
    throw fault;
}

http::Response scored(storage::Write& w, const auth::Actor& actor, const std::string& account_id) {
    return http::Response::json(score_json(w, actor, account_id));
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

std::string soft_criterion(const http::Request& request) {
    const auto& key = request.param("criterion");
    const auto at = criterion_of(key);
    if (!at || !criteria[*at].soft) throw not_found("selection.not_judged");
    return key;
}

}  // namespace

http::Response get_model(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [](storage::Read& r, const auth::Actor& actor) {
        return respond(load_model_row(r), actor.language);
    });
}

http::Response patch_model(registry::Registry& registry, http::Request& request) {
    const auto document = request.json();
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto before = load_model_row(w);
        require_seen(request, before, actor.language);
        auto after = before;
        std::vector<FieldFault> faults;
        apply(document, after, faults);
        check_model(after, faults);
        if (!faults.empty()) throw invalid_fields(std::move(faults));
        if (before.version == 0)
            storage::insert_record(w, SelectionModel::entity(), after);
        else
            storage::update_record(w, SelectionModel::entity(), before, after);
        if (count_accounts(w) <= run_in_request)
            rescore(w);
        else
            rescore_later(registry, w);
        return respond(after, actor.language);
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
        const auto result = rescore(w);
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
            return scored(w, actor, id);
        }
        auto after = before.value_or(AccountClass{});
        after.reason.clear();
        if (auto faults = describe::read_json(AccountClass::entity(), document, after); !faults.empty())
            throw invalid_fields(std::move(faults));
        after.account_id = id;
        after.set_by = by(actor);
        put(w, before, after);
        put_class(w, id, after.class_);
        return scored(w, actor, id);
    });
}

http::Response put_judgement(registry::Registry& registry, http::Request& request) {
    const auto document = request.json();
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto& id = request.param("id");
        require_account(w, actor, id);
        const auto criterion = soft_criterion(request);
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
        return scored(w, actor, id);
    });
}

http::Response delete_judgement(registry::Registry& registry, http::Request& request) {
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto& id = request.param("id");
        require_account(w, actor, id);
        const auto known =
            w.text(sql::find_judgement, {{"account", id}, {"criterion", soft_criterion(request)}});
        if (!known) throw not_found();
        auto judgement = storage::load<Judgement>(w, *known);
        storage::delete_record(w, Judgement::entity(), judgement);
        rescore_judgements(w, id);
        return scored(w, actor, id);
    });
}

}  // namespace kamino::selection
