#include "domain/selection/run.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <unordered_map>

#include "domain/selection/kpis.h"
#include "domain/selection/portfolio_store.h"
#include "domain/selection/run.sql.h"
#include "domain/workspace/public.h"
#include "platform/base/id.h"
#include "platform/storage/reindex.h"

namespace kamino::selection {
namespace {

constexpr std::array<std::string_view, 18> change_columns{"id",
                                                          "class",
                                                          "class_source",
                                                          "rule_class",
                                                          "score",
                                                          "currency",
                                                          "revenue_12m_minor",
                                                          "revenue_prev_12m_minor",
                                                          "margin_12m_minor",
                                                          "potential_minor",
                                                          "open_pipeline_minor",
                                                          "won_12m_minor",
                                                          "growth",
                                                          "last_interaction_at",
                                                          "last_purchase_on",
                                                          "model_id",
                                                          "model_number",
                                                          "scoring"};
constexpr std::size_t scoring_at = 17, kpis_at = 18;  // kpi_columns follow
// The indexed columns that a run may write; scores and classes first.
constexpr std::array<std::string_view, 11> indexed{"score",
                                                   "class",
                                                   "revenue_12m_minor",
                                                   "revenue_prev_12m_minor",
                                                   "margin_12m_minor",
                                                   "potential_minor",
                                                   "open_pipeline_minor",
                                                   "won_12m_minor",
                                                   "growth",
                                                   "last_interaction_at",
                                                   "last_purchase_on"};
constexpr std::size_t score_columns = 2;
// From so many changes on, and when they are a good part of all, indexes are made anew.
constexpr std::size_t many_changes = 5000;

storage::Value maybe(const std::optional<double>& v) {
    return v ? storage::Value{*v} : storage::Value{nullptr};
}

// A row as it should be, in the order of change_columns.
std::vector<storage::Value> row_of(const Facts& f, const Result& r, const std::string& by_person,
                                   const std::string& currency, const Model& model, const Rfm& rfm) {
    const std::string& class_ = by_person.empty() ? r.rule_class : by_person;
    std::vector<storage::Value> row;
    row.reserve(change_columns.size() + kpi_columns.size());
    row.emplace_back(f.id);
    row.emplace_back(class_);
    row.emplace_back(std::string{class_.empty() ? "" : by_person.empty() ? "rule" : "person"});
    row.emplace_back(r.rule_class);
    row.emplace_back(r.score);
    row.emplace_back(currency);
    for (const auto amount :
         {f.revenue, f.revenue_prev, f.margin, static_cast<std::int64_t>(r.potential), f.open, f.won})
        row.emplace_back(amount);
    row.push_back(maybe(r.growth));
    row.push_back(f.last_interaction_at ? storage::Value{f.last_interaction_at->us}
                                        : storage::Value{nullptr});
    row.push_back(f.last_on ? storage::Value{f.last_on->to_text()} : storage::Value{nullptr});
    row.emplace_back(model.id);
    row.emplace_back(model.number);
    row.emplace_back(encode(f, r));
    for (auto& value : kpis_of(f, r, rfm)) row.push_back(std::move(value));
    return row;
}

bool same_real(const storage::Rows& rows, int column, const storage::Value& value) {
    const auto* wanted = std::get_if<double>(&value);
    if (rows.is_null(column) || !wanted) return rows.is_null(column) && !wanted;
    return rows.real(column) == *wanted;
}

// Compares with what stands; the columns of list_standing.
bool same_facts(const storage::Rows& rows, const std::vector<storage::Value>& row) {
    if (rows.text_view(6) != std::get<std::string>(row[5])) return false;
    static constexpr std::array<std::pair<int, std::size_t>, 6> amounts{
        {{5, 6}, {7, 7}, {8, 8}, {9, 9}, {10, 10}, {11, 11}}};
    for (const auto& [column, at] : amounts)
        if (rows.integer(column) != std::get<std::int64_t>(row[at])) return false;
    if (!same_real(rows, 12, row[12])) return false;
    const auto* at = std::get_if<std::int64_t>(&row[13]);
    if (rows.maybe_integer(13) != (at ? std::optional{*at} : std::nullopt)) return false;
    const auto* day = std::get_if<std::string>(&row[14]);
    if (rows.is_null(14) ? day != nullptr : !day || rows.text_view(14) != *day) return false;
    return same_kpis(rows, 15, row, kpis_at);
}

bool same_score(const storage::Rows& rows, const std::vector<storage::Value>& row) {
    return rows.real(1) == std::get<double>(row[4]) && rows.text_view(2) == std::get<std::string>(row[3]) &&
           rows.text_view(3) == std::get<std::string>(row[1]) &&
           rows.text_view(4) == std::get<std::string>(row[2]);
}

// The scorings that stand, walked beside the accounts; both in the order of ids.
class Scorings {
  public:
    explicit Scorings(storage::Read& read) : rows_(read.query(sql::list_scorings)), more_(rows_.next()) {}
    bool same(const std::vector<storage::Value>& row) {
        const auto& id = std::get<std::string>(row[0]);
        while (more_ && rows_.text_view(0) < id) more_ = rows_.next();
        return more_ && rows_.text_view(0) == id && rows_.text_view(1) == std::get<std::string>(row[15]) &&
               rows_.integer(2) == std::get<std::int64_t>(row[16]) &&
               rows_.text_view(3) == std::get<std::string>(row[scoring_at]);
    }

  private:
    storage::Rows rows_;
    bool more_;
};

std::unordered_map<std::string, std::string> classes_by_people(storage::Read& read) {
    std::unordered_map<std::string, std::string> classes;
    auto rows = read.query(sql::list_classes);
    while (rows.next()) classes.emplace(rows.text(0), rows.text(1));
    return classes;
}

struct Changes {
    std::vector<std::vector<storage::Value>> rows;
    bool facts = false;  // not only scores and classes
};

Changes changes_of(storage::Write& write, const std::vector<Facts>& facts, const std::vector<Result>& results,
                   const std::vector<Model>& models) {
    const auto classes = classes_by_people(write);
    const auto currency = workspace::settings(write).currency;
    const auto rfm = rfm_of(facts);
    Changes changes;
    Scorings scorings{write};
    auto rows = write.query(sql::list_standing);
    // Both lists are in the order of ids and made in one transaction: the n-th row is the n-th account.
    for (std::size_t i = 0; rows.next(); ++i) {
        const auto by_person = classes.find(facts.at(i).id);
        auto row = row_of(facts[i], results[i], by_person == classes.end() ? "" : by_person->second, currency,
                          models[results[i].judged_by], rfm[i]);
        const bool facts_differ = !same_facts(rows, row);
        const bool same_scoring = scorings.same(row);
        if (!facts_differ && same_scoring && same_score(rows, row)) continue;
        changes.facts = changes.facts || facts_differ;
        changes.rows.push_back(std::move(row));
    }
    return changes;
}

void apply(storage::Write& write, const Changes& changes, std::size_t accounts) {
    if (changes.rows.empty()) return;
    std::vector<std::string_view> columns{change_columns.begin(), change_columns.end()};
    columns.insert(columns.end(), kpi_columns.begin(), kpi_columns.end());
    write.bulk_insert("portfolio_changes", columns, changes.rows);
    const auto update = [&] { write.execute(changes.facts ? sql::apply_changes : sql::apply_scores); };
    if (changes.rows.size() >= many_changes && changes.rows.size() * 4 >= accounts)
        storage::without_indexes(write, "portfolio",
                                 std::span{indexed}.first(changes.facts ? indexed.size() : score_columns),
                                 update);
    else
        update();
    write.execute(sql::apply_scorings);
    write.execute(sql::clear_changes);
}

void keep_run(storage::Write& write, const Model& model, const Population& population,
              const RunResult& result) {
    base::JsonWriter limits;
    limits.begin_object()
        .pair("significance", population.significance)
        .pair("has_sales", population.has_sales);
    limits.key("rules");
    write_class_rules(limits, model.class_rules);
    limits.end_object();
    write.execute(sql::forget_runs, {{"before", Instant{write.at().us - 30LL * 86'400'000'000}}});
    write.execute(sql::insert_run, {{"id", base::new_id()},
                                    {"at", write.at()},
                                    {"as_of", result.as_of},
                                    {"version", model.number},
                                    {"weights", row_of(model).weights.json},
                                    {"limits", limits.take()},
                                    {"accounts", result.accounts},
                                    {"changed", result.changed}});
}

// The score of every account by the model that judges it; only what differs is written. How many rows did.
std::int64_t judge(storage::Write& write, const std::vector<Model>& models,
                   const std::vector<std::uint16_t>& judges, std::vector<Facts>& facts,
                   Population& population) {
    std::vector<Rules> rules;
    for (const auto& model : models) rules.push_back(model.rules);
    for (auto& f : facts) f.own = unknown_own();
    load_own(write, models, judges, facts);
    const auto results = evaluate(facts, rules, judges, models[0].class_rules, population);
    const auto changes = changes_of(write, facts, results, models);
    apply(write, changes, facts.size());
    return static_cast<std::int64_t>(changes.rows.size());
}

}  // namespace

std::int64_t count_accounts(storage::Read& read) {
    return read.integer(sql::count_living).value_or(0);
}

RunResult rescore(storage::Write& write, const describe::Reading& reading) {
    add_missing_accounts(write);
    const auto models = load_models(write);
    Population population;
    auto facts = load_facts(write, population);
    auto judges = judged_by(write, models, facts, reading);
    auto changed = judge(write, models, judges, facts, population);
    // Groups go by what a run measures: who came into one or left it by this run is judged again, once.
    if (std::any_of(models.begin(), models.end(), filters_by_group))
        if (auto after = judged_by(write, models, facts, reading); after != judges) {
            judges = std::move(after);
            changed = std::max(changed, judge(write, models, judges, facts, population));
        }
    write.execute(sql::clear_patches);
    RunResult result{population.as_of, static_cast<std::int64_t>(facts.size()), changed};
    for (const auto& model : models) mark_used(write, model);
    keep_run(write, models[0], population, result);
    return result;
}

std::optional<LastRun> last_run(storage::Read& read) {
    auto rows = read.query(sql::last_run);
    if (!rows.next()) return std::nullopt;
    LastRun run;
    run.as_of = rows.maybe_date(0);
    run.ran_at = rows.instant(1);
    run.accounts = rows.integer(2);
    run.changed = rows.integer(3);
    const auto limits = base::parse_json(rows.text(4));
    if (const auto* v = limits.as_object().if_contains("significance"); v && v->is_number())
        run.significance = v->to_number<double>();
    if (const auto* v = limits.as_object().if_contains("has_sales"); v && v->is_bool())
        run.has_sales = v->as_bool();
    return run;
}

std::optional<Scored> find_scored(storage::Read& read, const std::string& account_id) {
    std::string model, text;
    std::int64_t number = 0;
    {
        auto rows = read.query(sql::find_scoring, {{"account", account_id}});
        if (!rows.next()) return std::nullopt;
        text = rows.text(0);
        model = rows.text(1);
        number = rows.integer(2);
    }
    const auto scoring = decode(text);
    if (!scoring) return std::nullopt;
    return Scored{*scoring, load_version(read, model, number)};
}

void rescore_judgements(storage::Write& write, const std::string& account_id) {
    auto scored = find_scored(write, account_id);
    if (!scored) return;  // the first run will see them
    auto& [scoring, model] = *scored;
    for (std::size_t c = 0; c < model.rules.count(); ++c)
        if (model.rules.judged(c)) scoring.raw[c] = scoring.normalised[c] = std::nan("");
    auto rows = write.query(sql::list_judgements_of, {{"account", account_id}});
    while (rows.next()) {
        const auto c = model.rules.find(rows.text_view(0));
        if (!c || !model.rules.judged(*c)) continue;
        scoring.raw[*c] = static_cast<double>(rows.integer(1));
        scoring.normalised[*c] = normalised_judgement(static_cast<int>(rows.integer(1)));
    }
    write.execute(sql::put_score,
                  {{"account", account_id}, {"score", score_of(model.rules, scoring.normalised)}});
    write.execute(sql::patch_scoring,
                  {{"account", account_id}, {"at", write.at()}, {"scoring", encode(scoring)}});
}

void put_class(storage::Write& write, const std::string& account_id, const std::string& class_) {
    write.execute(sql::put_class, {{"account", account_id}, {"class", class_}});
}

}  // namespace kamino::selection
