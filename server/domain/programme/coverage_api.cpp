// Coverage of managers' hours, and the roll-out of plans over the strategic accounts.
#include <algorithm>
#include <boost/json.hpp>

#include "domain/programme/programme_api.h"
#include "domain/programme/programme_store.h"

namespace kamino::programme {
namespace {

// The manager who leads, or would lead, the plan.
const std::string& leader_of(const Strategic& s) {
    return s.manager_id.empty() ? s.owner_id : s.manager_id;
}
bool has_plan(const Strategic& s) {
    return !s.plan_id.empty() && s.plan_status != "closed";
}
// Accounts that bind hours: members of the key list, and whoever has an open plan.
bool is_led(const Strategic& s) {
    return s.list == "key" || has_plan(s);
}
double hours_of(const Settings& rules, const Strategic& s) {
    return plan_hours(rules, s.account_class, s.rigour);
}

void write_account(base::JsonWriter& w, const Settings& rules, const Strategic& s) {
    w.begin_object().pair("id", s.id).pair("name", s.name).pair("class", s.account_class);
    w.pair("score", s.score).pair("list", s.list).pair("state", s.state).pair("focus", s.focus);
    w.pair("rigour", s.rigour).pair("plan_id", s.plan_id).pair("plan_status", s.plan_status);
    w.pair("plan_completeness", s.plan_completeness)
        .pair("manager_id", leader_of(s))
        .pair("wave_id", s.wave_id);
    w.pair("hours", hours_of(rules, s)).end_object();
}

void write_progress(base::JsonWriter& w, const std::vector<const Strategic*>& accounts) {
    std::int64_t with_plan = 0, active = 0;
    double completeness = 0;
    for (const auto* s : accounts) {
        with_plan += has_plan(*s);
        active += s->plan_status == "active";
        completeness += has_plan(*s) ? s->plan_completeness : 0;
    }
    w.pair("accounts", static_cast<std::int64_t>(accounts.size())).pair("with_plan", with_plan);
    w.pair("active", active).key("completeness");
    if (with_plan)
        w.value(completeness / static_cast<double>(with_plan));
    else
        w.null();
}

struct Load {
    double hours = 0;
    std::int64_t led = 0, without_plan = 0;
    std::vector<const Strategic*> accounts;
};

std::map<std::string, Load> loads(const Settings& rules, const std::vector<Strategic>& accounts) {
    std::map<std::string, Load> of;
    for (const auto& s : accounts) {
        auto& load = of[leader_of(s)];
        load.accounts.push_back(&s);
        load.without_plan += !has_plan(s);
        if (!is_led(s)) continue;
        ++load.led;
        load.hours += hours_of(rules, s);
    }
    return of;
}

void write_manager(base::JsonWriter& w, const Settings& rules, const Manager& m, const Load& load) {
    const auto have = static_cast<double>(m.hours.value_or(rules.manager_hours));
    const auto cap = m.key_cap ? m.key_cap : rules.manager_cap;
    w.begin_object()
        .pair("user_id", m.id)
        .pair("name", m.name)
        .pair("hours_have", have)
        .pair("hours_needed", load.hours);
    w.pair("plans_led", load.led).pair("without_plan", load.without_plan).key("cap");
    if (cap)
        w.value(*cap);
    else
        w.null();
    const auto members = std::count_if(load.accounts.begin(), load.accounts.end(),
                                       [](const Strategic* s) { return s->list == "key"; });
    w.pair("key_accounts", static_cast<std::int64_t>(members)).pair("over", load.hours > have);
    w.pair("over_cap", cap && members > *cap);
    const auto standard = plan_hours(rules, "A", "standard");
    w.key("room");
    if (standard > 0)
        w.value(std::max(0.0, have - load.hours) / standard);
    else
        w.null();
    w.pair("capacity_id", m.capacity_id).pair("capacity_version", m.capacity_version);
    w.key("accounts").begin_array();
    for (const auto* s : load.accounts) write_account(w, rules, *s);
    w.end_array().end_object();
}

std::int64_t whole(const boost::json::value& body, std::string_view name, std::int64_t fallback,
                   std::int64_t least, std::int64_t most) {
    const auto* member = body.is_object() ? body.as_object().if_contains(name) : nullptr;
    if (!member) return fallback;
    const auto path = "/" + std::string{name};
    if (!member->is_int64()) throw invalid_field(path, "field.wrong_type");
    if (member->as_int64() < least || member->as_int64() > most)
        throw invalid_field(path, "field.out_of_range",
                            {{"min", std::to_string(least)}, {"max", std::to_string(most)}});
    return member->as_int64();
}

struct Proposal {
    std::int64_t waves = 4, months = 3;
    Date starts_on = today().month_start().plus_months(1);
    bool apply = false;
};

Proposal proposal_of(const boost::json::value& body) {
    Proposal p;
    if (!body.is_object()) throw invalid_field("", "field.wrong_type");
    p.waves = whole(body, "waves", p.waves, 1, 24);
    p.months = whole(body, "months", p.months, 1, 24);
    if (const auto* day = body.as_object().if_contains("starts_on")) {
        const auto date = day->is_string() ? Date::parse(std::string_view{day->as_string()}) : std::nullopt;
        if (!date) throw invalid_field("/starts_on", "field.bad_date");
        p.starts_on = *date;
    }
    if (const auto* apply = body.as_object().if_contains("apply")) {
        if (!apply->is_bool()) throw invalid_field("/apply", "field.wrong_type");
        p.apply = apply->as_bool();
    }
    return p;
}

}  // namespace

http::Response coverage(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto rules = settings(r);
        const auto accounts = strategic(r, actor);
        auto of = loads(rules, accounts);
        base::JsonWriter w;
        w.begin_object();
        std::vector<const Strategic*> all;
        for (const auto& s : accounts) all.push_back(&s);
        write_progress(w, all);
        w.key("managers").begin_array();
        for (const auto& m : managers(r, actor)) write_manager(w, rules, m, of[m.id]);
        w.end_array().key("unled").begin_array();
        for (const auto* s : of[""].accounts) write_account(w, rules, *s);
        w.end_array().end_object();
        auto response = http::Response::json(w.take());
        response.set("Cache-Control", "no-store");
        return response;
    });
}

http::Response rollout(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto rules = settings(r);
        const auto accounts = strategic(r, actor);
        std::map<std::string, std::vector<const Strategic*>> in_wave;
        std::vector<const Strategic*> all;
        for (const auto& s : accounts) in_wave[s.wave_id].push_back(&s), all.push_back(&s);
        storage::ListQuery query;
        query.sort = "starts_on";
        query.limit = 1000;
        base::JsonWriter w;
        w.begin_object();
        write_progress(w, all);
        w.key("waves").begin_array();
        for (const auto& wave : storage::list<Wave>(r, query)) {
            w.begin_object().key("wave").raw(describe::json(Wave::entity(), wave));
            write_progress(w, in_wave[wave.id]);
            w.key("items").begin_array();
            for (const auto* s : in_wave[wave.id]) write_account(w, rules, *s);
            w.end_array().end_object();
        }
        w.end_array().key("unassigned").begin_array();
        for (const auto* s : in_wave[""])
            if (!has_plan(*s)) write_account(w, rules, *s);
        w.end_array().end_object();
        auto response = http::Response::json(w.take());
        response.set("Cache-Control", "no-store");
        return response;
    });
}

http::Response propose_rollout(registry::Registry& registry, http::Request& request) {
    const auto wanted = proposal_of(request.json());
    return registry::write(registry, request, [&](storage::Write& write, const auth::Actor& actor) {
        const auto rules = settings(write);
        std::vector<Strategic> open;
        for (auto& s : strategic(write, actor))
            if (!has_plan(s) && s.wave_id.empty()) open.push_back(std::move(s));
        std::vector<Candidate> candidates;
        for (const auto& s : open) candidates.push_back({s.id, leader_of(s), s.score, hours_of(rules, s)});
        const auto wave_of = share_out(candidates, static_cast<std::size_t>(wanted.waves));
        base::JsonWriter w;
        w.begin_object().pair("applied", wanted.apply).key("waves").begin_array();
        for (std::int64_t i = 0; i < wanted.waves; ++i) {
            Wave wave;
            wave.starts_on = wanted.starts_on.plus_months(static_cast<int>(i * wanted.months));
            wave.ends_on =
                wanted.starts_on.plus_months(static_cast<int>((i + 1) * wanted.months)).plus_days(-1);
            wave.name =
                i18n::translate(request.language, "programme.wave_name", {{"number", std::to_string(i + 1)}});
            if (wanted.apply)
                registry::save(registry, write, registry.at("rollout_wave"), actor, nullptr, wave);
            double hours = 0;
            w.begin_object().pair("name", wave.name).pair("starts_on", wave.starts_on.to_text());
            w.pair("ends_on", wave.ends_on.to_text()).key("items").begin_array();
            for (std::size_t a = 0; a < open.size(); ++a) {
                if (wave_of[a] != static_cast<std::size_t>(i)) continue;
                write_account(w, rules, open[a]);
                hours += candidates[a].hours;
                if (!wanted.apply) continue;
                WaveAccount account;
                account.wave_id = wave.id;
                account.account_id = open[a].id;
                storage::insert_record(write, WaveAccount::entity(), account);
            }
            w.end_array().pair("hours", hours).end_object();
        }
        return http::Response::json(w.end_array().end_object().take());
    });
}

}  // namespace kamino::programme
