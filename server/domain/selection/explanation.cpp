// Why an account scores as it does (SEL-2): every criterion with its share, its value, and the facts behind
// in words.
#include <cmath>
#include <map>

#include "domain/sales/public.h"
#include "domain/selection/classes.h"
#include "domain/selection/model_document.h"
#include "domain/selection/run.sql.h"
#include "domain/selection/selection_api.h"
#include "domain/workspace/public.h"
#include "platform/base/text.h"

namespace kamino::selection {
namespace {

struct Fact {
    std::string key;
    Params params;
};

struct Judged {
    std::string note, by;
    Instant at;
};

// All that the sentences about one account need.
struct Story {
    PortfolioRow row;
    Scoring scoring;
    Model model;  // the version that scored
    bool scored = false;
    std::string locale, currency;
    std::map<std::string, Judged> judged;
    std::map<std::string, std::string> labels;  // of what own criteria are computed from

    std::string money(double minor) const {
        return i18n::format_money(locale, {static_cast<std::int64_t>(std::llround(minor)), currency});
    }
    std::string percent(double ratio) const { return i18n::format_percent(locale, ratio, 1); }
    std::string number(std::int64_t n) const {
        return i18n::format_number(locale, static_cast<double>(n), 0);
    }
};

std::vector<Fact> money_facts(const Story& s, std::size_t c) {
    const auto& row = s.row;
    const double raw = s.scoring.raw[c];
    if (c == current_revenue) {
        const bool won = static_cast<double>(row.revenue_12m.minor) != s.scoring.value;
        std::vector<Fact> facts{
            {won ? "selection.fact_won" : "selection.fact_revenue", {{"amount", s.money(raw)}}}};
        if (row.growth) facts.push_back({"selection.fact_growth", {{"rate", s.percent(*row.growth)}}});
        return facts;
    }
    if (c == margin)
        return {{"selection.fact_margin",
                 {{"amount", s.money(static_cast<double>(row.margin_12m.minor))}, {"rate", s.percent(raw)}}}};
    const char* source = s.scoring.potential_by == PotentialBy::revenue ? "selection.fact_potential_revenue"
                         : s.scoring.potential_by == PotentialBy::employees
                             ? "selection.fact_potential_employees"
                             : "selection.fact_potential_pipeline";
    const auto potential = s.money(static_cast<double>(row.potential.minor));
    if (c == market_share)
        return {{"selection.fact_share", {{"rate", s.percent(raw)}, {"potential", potential}}}};
    return {{source, {{"potential", potential}, {"headroom", s.money(raw)}}}};
}

std::vector<Fact> winning_facts(const Story& s) {
    const auto& k = s.scoring;
    std::vector<Fact> facts;
    if (k.won_count + k.lost_count > 0)
        facts.push_back(
            {"selection.fact_deals", {{"won", s.number(k.won_count)}, {"lost", s.number(k.lost_count)}}});
    if (k.open_count > 0)
        facts.push_back({"selection.fact_pipeline",
                         {{"count", s.number(k.open_count)},
                          {"amount", s.money(static_cast<double>(s.row.open_pipeline.minor))},
                          {"weighted", s.money(static_cast<double>(k.weighted))}}});
    if (s.row.growth) facts.push_back({"selection.fact_growth", {{"rate", s.percent(*s.row.growth)}}});
    return facts;
}

std::vector<Fact> people_facts(const Story& s) {
    const auto& k = s.scoring;
    std::vector<Fact> facts{
        {"selection.fact_people",
         {{"people", s.number(k.people)}, {"close", s.number(k.close)}, {"deciders", s.number(k.deciders)}}},
        {"selection.fact_contacts", {{"count", s.number(k.contacts)}}}};
    if (s.row.last_interaction_at)
        facts.push_back({"selection.fact_last_contact",
                         {{"date", i18n::format_date(s.locale, s.row.last_interaction_at->date())}}});
    return facts;
}

std::vector<Fact> judged_facts(const Story& s, std::size_t c) {
    const auto judged = s.judged.find(std::string{s.model.rules.key(c)});
    if (judged == s.judged.end()) return {};
    const auto value = std::llround(s.scoring.raw[c]);
    std::vector<Fact> facts{{"selection.fact_judged",
                             {{"value", s.number(value)},
                              {"name", judged->second.by},
                              {"date", i18n::format_date(s.locale, judged->second.at.date())}}}};
    if (c >= shipped_count && value >= 1 && value <= static_cast<long long>(levels))
        if (const auto& means = s.model.rules.own_at(c).means[static_cast<std::size_t>(value - 1)];
            !means.empty())
            facts.push_back({"selection.fact_means", {{"text", means}}});
    return facts;
}

// The number that a computed criterion of the workspace is made of.
std::vector<Fact> own_facts(const Story& s, std::size_t c) {
    const auto& own = s.model.rules.own_at(c);
    const double raw = s.scoring.raw[c];
    const auto unit = s.model.rules.unit(c);
    const auto label = s.labels.find(own.field);
    return {{"selection.fact_field",
             {{"field", label == s.labels.end() ? own.field : label->second},
              {"value", unit == "money"   ? s.money(raw)
                        : unit == "ratio" ? s.percent(raw)
                        : unit == "percent"
                            ? s.percent(raw / 100)
                            : i18n::format_number(s.locale, raw, raw == std::trunc(raw) ? 0 : 2)}}}};
}

std::vector<Fact> facts_of(const Story& s, std::size_t c) {
    const double raw = s.scoring.raw[c];
    if (std::isnan(raw)) {
        const double counted = weighed(s.model.rules, s.scoring.normalised)[c];
        if (!std::isnan(counted))
            return {{"selection.fact_stands_in", {{"points", i18n::format_number(s.locale, counted, 0)}}}};
        return {{s.model.rules.judged(c) ? "selection.fact_not_judged" : "selection.fact_unknown", {}}};
    }
    if (s.model.rules.judged(c)) return judged_facts(s, c);
    if (c >= shipped_count) return own_facts(s, c);
    switch (c) {
        case renewal: {
            std::vector<Fact> facts{
                {"selection.fact_rhythm", {{"months", s.number(s.scoring.months_active)}}}};
            if (s.row.last_purchase_on)
                facts.push_back({"selection.fact_last_purchase",
                                 {{"date", i18n::format_date(s.locale, *s.row.last_purchase_on)}}});
            return facts;
        }
        case winning:
            return winning_facts(s);
        case effort:
            return {
                {"selection.fact_effort",
                 {{"count", s.number(s.scoring.contacts)}, {"rate", i18n::format_number(s.locale, raw, 1)}}}};
        case relationship:
            return people_facts(s);
        case stability:
            return {{"selection.fact_stability", {{"rate", s.percent(raw)}}}};
        default:
            return money_facts(s, c);
    }
}

void write_number(base::JsonWriter& w, std::string_view key, double value) {
    w.key(key);
    if (std::isnan(value))
        w.null();
    else
        w.value(value);
}

// What only a workspace's own criterion has: levels, the field, where its rows lie.
void write_own_part(base::JsonWriter& w, const Rules& rules, std::size_t c) {
    const auto* own = c < shipped_count ? nullptr : &rules.own_at(c);
    w.pair("own", own != nullptr);
    write_levels(w, rules, c);
    const bool computed = own && !own->judged;
    w.pair("source", computed ? word_of(source_of(own->field)) : "").key("field");
    if (computed)
        w.value(std::string_view{own->field});
    else
        w.null();
}

void write_criterion(base::JsonWriter& w, const Story& s, std::size_t c, double share, double weight,
                     i18n::Language language) {
    const double normalised = s.scoring.normalised[c];
    const bool missing = std::isnan(normalised);
    const double counted =
        weighed(s.model.rules, s.scoring.normalised)[c];  // what stands in, where nothing is known
    const auto& rules = s.model.rules;
    w.begin_object().pair("key", rules.key(c)).pair("name", words_of(language, rules, c).name);
    write_own_part(w, rules, c);
    w.pair("kind", rules.judged(c) ? "soft" : "hard").pair("weight", share).pair("model_weight", weight);
    write_number(w, "normalised", normalised);
    write_number(w, "raw", s.scoring.raw[c]);
    w.pair("unit", rules.unit(c))
        .pair("contribution", std::isnan(counted) ? 0.0 : share * counted)
        .pair("missing", missing);
    write_number(w, "assumed", missing ? counted : std::nan(""));
    std::string explanation;
    w.key("data").begin_array();
    for (const auto& fact : facts_of(s, c)) {
        const auto text = i18n::translate(language, fact.key, fact.params);
        explanation += (explanation.empty() ? "" : " ") + text;
        w.begin_object().pair("key", fact.key).pair("text", text).key("params").begin_object();
        for (const auto& [name, value] : fact.params) w.pair(name, value);
        w.end_object().end_object();
    }
    w.end_array().pair("explanation", explanation).end_object();
}

// Why the rule says what it says, with the figures of the last run.
std::string rule_reason(storage::Read& read, const Story& s, i18n::Language language) {
    const auto run = last_run(read);
    if (!run || !s.scored) return i18n::translate(language, "selection.class_none");
    const StoredFacts stored{s.row.status, s.row.revenue_prev_12m.minor, s.row.potential.minor, s.row.growth,
                             s.row.last_purchase_on.has_value()};
    const auto facts = class_facts(stored, s.scoring, run->has_sales);
    std::string text;
    for (const auto& reason : class_reasons(facts, *run, load_model(read).class_rules, s.locale, s.currency))
        text += (text.empty() ? "" : " ") + i18n::translate(language, reason.key, reason.params);
    return text;
}

void write_class(base::JsonWriter& w, storage::Read& read, const Story& s, i18n::Language language) {
    const auto& row = s.row;
    const auto text_or_null = [&](std::string_view key, const std::string& value) {
        w.key(key);
        if (value.empty())
            w.null();
        else
            w.value(std::string_view{value});
    };
    text_or_null("class", row.class_);
    w.pair("class_source", row.class_source);
    text_or_null("computed_class", row.rule_class);
    const auto by_rule = rule_reason(read, s, language);
    auto reason = by_rule;
    if (row.class_source == "person")
        if (const auto id = read.text(sql::find_class, {{"account", row.id}}))
            reason = storage::load<AccountClass>(read, *id).reason;
    w.pair("class_reason", reason).pair("rule_reason", by_rule);
}

Story story_of(storage::Read& read, i18n::Language language, PortfolioRow row) {
    Story s;
    s.row = std::move(row);
    s.scoring.raw.fill(std::nan(""));
    s.scoring.normalised.fill(std::nan(""));
    s.model = load_model(read);
    if (auto scored = find_scored(read, s.row.id)) {
        s.scored = true;
        s.scoring = scored->scoring;
        s.model = std::move(scored->model);
    }
    if (!s.model.rules.own.empty())
        for (auto& field : computed_fields(read, language)) s.labels[field.key] = field.label;
    s.locale = i18n::tag(language);
    s.currency = workspace::settings(read).currency;
    auto rows = read.query(sql::list_judgements_of, {{"account", s.row.id}});
    while (rows.next()) s.judged[rows.text(0)] = {rows.text(2), rows.text(4), rows.instant(3)};
    return s;
}

}  // namespace

std::string score_json(storage::Read& read, const auth::Actor& actor, i18n::Language language,
                       const std::string& account_id) {
    const auto& entity = PortfolioRow::entity();
    const auto scope = auth::visible_accounts(actor, "portfolio.id");
    const auto s = story_of(read, language, storage::load<PortfolioRow>(read, account_id, scope));
    const auto run = last_run(read);
    const auto shares = shares_of(s.model.rules, s.scoring.normalised);
    base::JsonWriter w;
    w.begin_object().pair("account_id", account_id);
    write_number(w, "score", run ? s.row.score : std::nan(""));
    write_class(w, read, s, language);
    storage::ListQuery better;
    better.filter = "score > " + base::number_text(s.row.score);
    w.key("rank");
    if (run)
        w.value(storage::count_records(read, entity, better, scope) + 1);
    else
        w.null();
    w.pair("accounts", storage::count_records(read, entity, {}, scope));
    w.pair("unconverted", sales::unconverted_lines(read, "SELECT id FROM accounts WHERE id = :account",
                                                   {{"account", account_id}}));
    w.pair("model_id", s.model.id).pair("model_name", name_in_words(s.model.name, language));
    w.pair("model_version", run ? s.model.number : 0).key("as_of");
    if (run && run->as_of)
        w.value(std::string_view{run->as_of->to_text()});
    else
        w.null();
    w.key("scored_at");
    if (run)
        w.value(std::string_view{run->ran_at.to_text()});
    else
        w.null();
    w.key("criteria").begin_array();
    for (std::size_t c = 0; c < s.model.rules.count(); ++c)
        write_criterion(w, s, c, shares[c], s.model.rules[c].weight, language);
    return w.end_array().end_object().take();
}

http::Response account_score(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        return http::Response::json(score_json(r, actor, request.language, request.param("id")));
    });
}

}  // namespace kamino::selection
