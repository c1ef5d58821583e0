// The ranking under weights that are only tried, and how firmly the ranking stands (SEL-2).
#include <boost/json.hpp>
#include <chrono>
#include <cmath>
#include <map>

#include "domain/selection/model_document.h"
#include "domain/selection/ranking.h"
#include "domain/selection/selection_api.h"
#include "platform/base/text.h"

namespace kamino::selection {
namespace {

struct Named {
    std::string name, class_;
};

// Names and classes of a few accounts in one statement; lists are filled up to a power of two, so that the
// engines keep few prepared statements.
std::map<std::string, Named> names_of(storage::Read& read, std::vector<std::string> ids) {
    std::map<std::string, Named> names;
    if (ids.empty()) return names;
    std::size_t size = 1;
    while (size < ids.size()) size *= 2;
    ids.resize(size, ids.back());
    std::string list;
    storage::Args args;
    for (std::size_t i = 0; i < size; ++i) {
        const auto name = "i" + std::to_string(i);
        list += (i ? ", :" : ":") + name;
        args.emplace_back(name, ids[i]);
    }
    auto rows = read.query(
        {"selection.names", "SELECT id, name, class FROM portfolio WHERE id IN (" + list + ")"}, args);
    while (rows.next()) names[rows.text(0)] = {rows.text(1), rows.text(2)};
    return names;
}

std::size_t top_of(const http::Request& request, const boost::json::object* body) {
    double top = 20;
    if (const auto text = request.query("top")) {
        const auto n = base::to_int(*text);
        if (!n) throw invalid_field("/top", "field.wrong_type");
        top = static_cast<double>(*n);
    }
    if (body)
        if (const auto* given = body->if_contains("top")) {
            if (!given->is_number()) throw invalid_field("/top", "field.wrong_type");
            top = given->to_number<double>();
        }
    if (!(top >= 1 && top <= 200))
        throw invalid_field("/top", "field.out_of_range", {{"min", "1"}, {"max", "200"}});
    return static_cast<std::size_t>(top);
}

// What all questions about a ranking start from.
struct Ground {
    std::shared_ptr<const RankingTable> table;
    std::size_t model = 0;
    Subjects subjects;
    Model judged_with;

    Ground(storage::Read& read, RankingTables& tables, const auth::Actor& actor, const std::string& id)
        : table(tables.current(read)), judged_with(load_model(read, id)) {
        if (const auto at = table->model_at(id)) {
            model = *at;
            judged_with = table->models[model];
            subjects = subjects_of(read, actor, *table, model);
        }
    }
    const std::string& id_of(std::uint32_t place) const { return table->ids[subjects[place]]; }
};

void write_place(base::JsonWriter& w, const Ground& ground, const std::map<std::string, Named>& names,
                 std::uint32_t place, const Standing& before, const Standing& after) {
    const auto& id = ground.id_of(place);
    const auto known = names.find(id);
    w.begin_object().pair("account_id", id);
    w.pair("name", known == names.end() ? std::string{} : known->second.name);
    w.pair("class", known == names.end() ? std::string{} : known->second.class_);
    w.pair("rank", static_cast<std::int64_t>(after.ranks[place]));
    w.pair("rank_before", static_cast<std::int64_t>(before.ranks[place]));
    w.pair("score", after.scores[place]).pair("score_before", before.scores[place]).end_object();
}

std::string ranking_json(storage::Read& read, const Ground& ground, const Rules& rules, std::size_t top) {
    const auto from = std::chrono::steady_clock::now();
    const Standing before{
        scores_of(*ground.table, ground.subjects, ground.judged_with.rules, ground.judged_with.rules)};
    const Standing after{scores_of(*ground.table, ground.subjects, ground.judged_with.rules, rules)};
    const auto moves = moves_between(before, after, top);
    const double took =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count();
    const std::size_t shown = std::min(top, after.order.size());
    std::vector<std::string> wanted;
    for (std::size_t i = 0; i < shown; ++i) wanted.push_back(ground.id_of(after.order[i]));
    for (const auto place : moves.left) wanted.push_back(ground.id_of(place));
    const auto names = names_of(read, wanted);
    base::JsonWriter w;
    w.begin_object().pair("model_id", ground.judged_with.id).pair("model_version", ground.judged_with.number);
    w.pair("accounts", static_cast<std::int64_t>(ground.subjects.size()))
        .pair("top", static_cast<std::int64_t>(top));
    w.pair("moved", moves.moved).pair("entered", static_cast<std::int64_t>(moves.entered.size()));
    w.pair("took_ms", std::round(took * 100) / 100);
    w.key("items").begin_array();
    for (std::size_t i = 0; i < shown; ++i) write_place(w, ground, names, after.order[i], before, after);
    w.end_array().key("left").begin_array();
    for (const auto place : moves.left) write_place(w, ground, names, place, before, after);
    return w.end_array().end_object().take();
}

// One weight a little up or down: who of the first `top` changes place, who comes, who goes.
void write_shift(base::JsonWriter& w, std::string_view key, const Ground& ground, const Standing& before,
                 const Standing& after, std::size_t top, const std::map<std::string, Named>& names) {
    const auto moves = moves_between(before, after, top);
    const std::size_t shown = std::min(top, before.order.size());
    w.key(key).begin_object();
    w.pair("moved", moves.moved).pair("entered", static_cast<std::int64_t>(moves.entered.size()));
    w.key("items").begin_array();
    for (std::size_t i = 0; i < shown; ++i)
        if (before.ranks[before.order[i]] != after.ranks[before.order[i]])
            write_place(w, ground, names, before.order[i], before, after);
    for (const auto place : moves.entered) write_place(w, ground, names, place, before, after);
    w.end_array().end_object();
}

void write_stability(base::JsonWriter& w, const Ground& ground, const Standing& standing, const Stability& s,
                     const std::map<std::string, Named>& names) {
    w.key("stability").begin_object().pair("draws", static_cast<std::int64_t>(s.draws));
    w.pair("kept_mean", s.kept_mean).pair("kept_min", s.kept_min);
    w.pair("tau_mean", s.tau_mean).pair("tau_min", s.tau_min).key("items").begin_array();
    for (std::size_t i = 0; i < s.acceptability.size(); ++i) {
        const auto& id = ground.id_of(standing.order[i]);
        const auto known = names.find(id);
        w.begin_object().pair("account_id", id);
        w.pair("name", known == names.end() ? std::string{} : known->second.name);
        w.pair("rank", static_cast<std::int64_t>(standing.ranks[standing.order[i]]));
        w.pair("stays", s.acceptability[i]).end_object();
    }
    w.end_array().end_object();
}

std::string sensitivity_json(storage::Read& read, const Ground& ground, std::size_t top, double change,
                             i18n::Language language) {
    const auto& rules = ground.judged_with.rules;
    const auto under = [&](const Rules& tried) {
        return Standing{scores_of(*ground.table, ground.subjects, rules, tried)};
    };
    const auto before = under(rules);
    std::vector<Standing> up, down;
    std::vector<std::string> wanted;
    for (std::size_t c = 0; c < rules.count(); ++c)
        for (const double factor : {1 + change, 1 - change}) {
            auto tried = rules;
            tried[c].weight *= factor;
            auto& shifts = factor > 1 ? up : down;
            shifts.push_back(under(tried));
            for (const auto place : moves_between(before, shifts.back(), top).entered)
                wanted.push_back(ground.id_of(place));
        }
    for (std::size_t i = 0; i < std::min(top, before.order.size()); ++i)
        wanted.push_back(ground.id_of(before.order[i]));
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    const auto names = names_of(read, wanted);
    base::JsonWriter w;
    w.begin_object().pair("model_id", ground.judged_with.id).pair("model_version", ground.judged_with.number);
    w.pair("accounts", static_cast<std::int64_t>(ground.subjects.size()));
    w.pair("top", static_cast<std::int64_t>(top)).pair("change", change).key("criteria").begin_array();
    for (std::size_t c = 0; c < rules.count(); ++c) {
        w.begin_object().pair("key", rules.key(c)).pair("name", words_of(language, rules, c).name);
        w.pair("weight", rules[c].weight);
        write_shift(w, "up", ground, before, up[c], top, names);
        write_shift(w, "down", ground, before, down[c], top, names);
        w.end_object();
    }
    w.end_array();
    // Fewer draws where each costs more: the answer must come while somebody waits for it.
    const int draws = ground.subjects.size() > 20'000 ? 100 : 400;
    write_stability(w, ground, before,
                    stability_of(*ground.table, ground.subjects, rules, top, change, draws), names);
    return w.end_object().take();
}

}  // namespace

http::Response try_ranking(registry::Registry& registry, RankingTables& tables, http::Request& request) {
    const auto document = request.json();
    const auto* body = document.if_object();
    if (!body) throw invalid_field("", "field.wrong_type");
    const auto top = top_of(request, body);
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const Ground ground{r, tables, actor, request.param("id")};
        auto row = row_of(ground.judged_with);
        std::vector<FieldFault> faults;
        read_document(document, row, faults);
        if (faults.empty()) check_model(row, faults);
        if (!faults.empty()) throw invalid_fields(std::move(faults));
        return http::Response::json(ranking_json(r, ground, model_of(row).rules, top));
    });
}

http::Response model_sensitivity(registry::Registry& registry, RankingTables& tables,
                                 http::Request& request) {
    const auto top = top_of(request, nullptr);
    double change = 0.1;
    if (const auto text = request.query("change")) {
        const auto given = base::to_double(*text);
        if (!given || *given < 0.01 || *given > 0.5)
            throw invalid_field("/change", "field.out_of_range", {{"min", "0.01"}, {"max", "0.5"}});
        change = *given;
    }
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const Ground ground{r, tables, actor, request.param("id")};
        return http::Response::json(sensitivity_json(r, ground, top, change, request.language));
    });
}

}  // namespace kamino::selection
