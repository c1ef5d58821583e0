#include "domain/selection/ranking.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "domain/selection/portfolio_store.h"
#include "domain/selection/ranking.sql.h"
#include "domain/selection/scoring.h"
#include "engine/score/ranking.h"

namespace kamino::selection {
namespace {

constexpr std::size_t compared_at_most = 1000;  // by Kendall's tau: the part of a ranking that people look at

std::int16_t in_hundredths(double normalised) {
    return std::isnan(normalised) ? RankingTable::unknown
                                  : static_cast<std::int16_t>(std::lround(normalised * 100));
}

std::string revision_of(storage::Read& read) {
    auto rows = read.query(sql::ranking_revision);
    rows.next();
    return rows.maybe_text(0).value_or("") + " " + std::to_string(rows.integer(1)) + " " +
           std::to_string(rows.integer(2));
}

std::uint16_t model_index(storage::Read& read, RankingTable& table, const std::string& id,
                          std::int64_t number) {
    for (std::size_t i = 0; i < table.models.size(); ++i)
        if (table.models[i].id == id && table.models[i].number == number)
            return static_cast<std::uint16_t>(i);
    table.models.push_back(load_version(read, id, number));
    return static_cast<std::uint16_t>(table.models.size() - 1);
}

std::shared_ptr<const RankingTable> load(storage::Read& read, std::string revision) {
    auto table = std::make_shared<RankingTable>();
    table->revision = std::move(revision);
    std::string id, last_model;
    std::int64_t last_number = -1;
    std::uint16_t model = 0;
    auto rows = read.query(sql::list_ranking);
    while (rows.next()) {
        const auto scoring = decode(rows.text_view(3));
        if (!scoring) continue;
        if (rows.text_view(1) != last_model || rows.integer(2) != last_number) {
            last_model = rows.text(1);
            last_number = rows.integer(2);
            model = model_index(read, *table, last_model, last_number);
        }
        table->ids.push_back(rows.text(0));
        table->judged_by.push_back(model);
        for (std::size_t c = 0; c < criterion_count; ++c)
            table->normalised[c].push_back(in_hundredths(scoring->normalised[c]));
    }
    return table;
}

}  // namespace

Values RankingTable::values_of(std::size_t account) const {
    Values values;
    for (std::size_t c = 0; c < criterion_count; ++c) {
        const auto v = normalised[c][account];
        values[c] = v == unknown ? std::numeric_limits<double>::quiet_NaN() : v / 100.0;
    }
    return values;
}

std::optional<std::size_t> RankingTable::model_at(std::string_view id) const {
    for (std::size_t i = models.size(); i-- > 0;)
        if (models[i].id == id) return i;
    return std::nullopt;
}

std::shared_ptr<const RankingTable> RankingTables::current(storage::Read& read) {
    auto revision = revision_of(read);
    const std::lock_guard lock{mutex_};
    if (!last_ || last_->revision != revision) last_ = load(read, std::move(revision));
    return last_;
}

Subjects subjects_of(storage::Read& read, const auth::Actor& actor, const RankingTable& table,
                     std::size_t model) {
    Subjects subjects;
    const auto add = [&](std::size_t i) {
        if (table.models[table.judged_by[i]].id == table.models[model].id)
            subjects.push_back(static_cast<std::uint32_t>(i));
    };
    if (auth::sees_all(actor)) {
        subjects.reserve(table.ids.size());
        for (std::size_t i = 0; i < table.ids.size(); ++i) add(i);
        return subjects;
    }
    for (const auto& id : seen_accounts(read, actor, "")) {
        const auto at = std::lower_bound(table.ids.begin(), table.ids.end(), id);
        if (at != table.ids.end() && *at == id) add(static_cast<std::size_t>(at - table.ids.begin()));
    }
    return subjects;
}

std::vector<double> scores_of(const RankingTable& table, const Subjects& subjects, const Rules& made_with,
                              const Rules& rules) {
    std::vector<double> sums(subjects.size(), 0), known(subjects.size(), 0);
    const bool all = subjects.size() == table.ids.size();
    std::vector<std::int16_t> some(all ? 0 : subjects.size());
    for (std::size_t c = 0; c < rules.count(); ++c) {
        const double weight = rules[c].weight;
        const auto made = made_with.find(rules.key(c));  // an own criterion may stand in another place
        if (weight <= 0 || !made) continue;
        const auto& column = table.normalised[*made];
        if (!all)
            for (std::size_t i = 0; i < subjects.size(); ++i) some[i] = column[subjects[i]];
        const std::int16_t* values = all ? column.data() : some.data();
        const double turn = rules[c].less == made_with[*made].less ? 1 : -1, from = turn > 0 ? 0 : 100;
        const bool stands_in = rules[c].missing != Missing::leave_out;
        const double instead = rules[c].missing == Missing::middle ? 50 : 0;
        for (std::size_t i = 0; i < subjects.size(); ++i) {
            const bool there = values[i] >= 0;
            sums[i] += there       ? weight * (from + turn * (values[i] / 100.0))
                       : stands_in ? weight * instead
                                   : 0.0;
            known[i] += there || stands_in ? weight : 0.0;
        }
    }
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] = known[i] > 0 ? sums[i] / known[i] : 0;
    return sums;
}

Standing::Standing(std::vector<double> of)
    : scores(std::move(of)), order(score::order_of(scores)), ranks(score::ranks_of(scores, order)) {}

Moves moves_between(const Standing& before, const Standing& after, std::size_t top) {
    Moves moves;
    const std::size_t n = std::min(top, before.order.size());
    std::vector<bool> was(before.order.size(), false), is(before.order.size(), false);
    for (std::size_t i = 0; i < n; ++i) {
        was[before.order[i]] = true;
        is[after.order[i]] = true;
    }
    for (std::size_t i = 0; i < n; ++i) {
        if (!was[after.order[i]]) moves.entered.push_back(after.order[i]);
        if (!is[before.order[i]]) moves.left.push_back(before.order[i]);
    }
    for (std::size_t i = 0; i < before.ranks.size(); ++i) moves.moved += before.ranks[i] != after.ranks[i];
    return moves;
}

Stability stability_of(const RankingTable& table, const Subjects& subjects, const Rules& rules,
                       std::size_t top, double change, int draws) {
    const Standing standing{scores_of(table, subjects, rules, rules)};
    const std::size_t n = std::min(top, subjects.size());
    const std::size_t compared = std::min(std::max(top, compared_at_most), subjects.size());
    std::vector<double> base;
    for (std::size_t i = 0; i < compared; ++i) base.push_back(standing.scores[standing.order[i]]);
    Stability result;
    result.draws = draws;
    result.kept_min = result.tau_min = 1;
    result.acceptability.assign(n, 0);
    score::Draws random{20260101};
    for (int draw = 0; draw < draws && n > 0; ++draw) {
        Rules tried = rules;
        for (auto& rule : tried.used()) rule.weight *= 1 + change * (2 * random.next() - 1);
        const auto scores = scores_of(table, subjects, rules, tried);
        auto first = scores;
        std::nth_element(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(n - 1), first.end(),
                         std::greater<>{});
        double kept = 0;
        for (std::size_t i = 0; i < n; ++i)
            if (scores[standing.order[i]] >= first[n - 1]) {
                kept += 1;
                result.acceptability[i] += 1.0 / draws;
            }
        std::vector<double> others;
        for (std::size_t i = 0; i < compared; ++i) others.push_back(scores[standing.order[i]]);
        const double tau = score::kendall_tau(base, others);
        result.kept_mean += kept / static_cast<double>(n) / draws;
        result.kept_min = std::min(result.kept_min, kept / static_cast<double>(n));
        result.tau_mean += (std::isnan(tau) ? 1 : tau) / draws;
        if (!std::isnan(tau)) result.tau_min = std::min(result.tau_min, tau);
    }
    return result;
}

}  // namespace kamino::selection
