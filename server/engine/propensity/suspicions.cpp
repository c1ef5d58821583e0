#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <optional>
#include <set>
#include <string>

#include "engine/propensity/propensity.h"

namespace kamino::propensity {
namespace {

// Words of English, Spanish and Dutch column names that speak of how or when a case ended.
const std::set<std::string, std::less<>>& last_words() {
    static const std::set<std::string, std::less<>> words{
        "close",       "closed",     "closing",      "won",       "lost",      "loss",     "outcome",
        "result",      "results",    "reason",       "actual",    "final",     "signed",   "invoice",
        "invoiced",    "ended",      "churn",        "churned",   "cancelled", "canceled", "decision",
        "probability", "forecast",   "stage",        "status",    "cierre",    "cerrado",  "ganado",
        "ganada",      "perdido",    "perdida",      "resultado", "motivo",    "firmado",  "factura",
        "estado",      "etapa",      "probabilidad", "gesloten",  "gewonnen",  "verloren", "resultaat",
        "reden",       "afgesloten", "getekend",     "factuur",   "fase",      "kans"};
    return words;
}

bool speaks_of_the_end(const std::string& name) {
    std::string word;
    for (std::size_t i = 0; i <= name.size(); ++i) {
        const auto c = i < name.size() ? static_cast<unsigned char>(name[i]) : ' ';
        const bool hump =
            std::isupper(c) && !word.empty() && std::islower(static_cast<unsigned char>(name[i - 1]));
        if (hump || !std::isalpha(c)) {
            if (last_words().contains(word)) return true;
            word.clear();
        }
        if (std::isalpha(c)) word += static_cast<char>(std::tolower(c));
    }
    return false;
}

double either_way(double area) {
    return std::max(area, 1 - area);
}

// A number by itself; a level by the share of outcomes among the other cases of the level.
double alone(const Column& column, std::span<const std::uint8_t> outcome) {
    std::vector<double> score;
    std::vector<std::uint8_t> y;
    if (column.kind == Kind::category) {
        std::vector<double> n(column.levels.size()), ones(column.levels.size());
        double all = 0;
        for (std::size_t i = 0; i < outcome.size(); ++i) {
            n[column.code[i]] += 1;
            ones[column.code[i]] += outcome[i];
            all += outcome[i];
        }
        const double base = all / static_cast<double>(outcome.size());
        for (std::size_t i = 0; i < outcome.size(); ++i) {
            const auto c = column.code[i];
            score.push_back((ones[c] - outcome[i] + base) / n[c]);
            y.push_back(outcome[i]);
        }
        return auc(score, y);  // the wrong way round is no sign here: leaving out oneself turns chance around
    }
    for (std::size_t i = 0; i < outcome.size(); ++i)
        if (!column.missing(i)) score.push_back(column.number[i]), y.push_back(outcome[i]);
    return y.size() < 10 ? 0.5 : either_way(auc(score, y));
}

double filled_share(const Column& column) {
    double n = 0;
    for (std::size_t i = 0; i < column.size(); ++i) n += !column.missing(i);
    return column.size() ? n / static_cast<double>(column.size()) : 0;
}

}  // namespace

std::vector<Suspicion> suspicions(const Cases& cases, const Frame* open) {
    std::vector<Suspicion> out;
    const auto ones = std::count(cases.outcome.begin(), cases.outcome.end(), std::uint8_t{1});
    const bool enough = ones >= 5 && static_cast<std::ptrdiff_t>(cases.outcome.size()) - ones >= 5;
    for (std::size_t c = 0; c < cases.frame.columns.size() && enough; ++c) {
        const auto& column = cases.frame.columns[c];
        std::vector<double> filled;
        for (std::size_t i = 0; i < cases.frame.rows; ++i) filled.push_back(!column.missing(i));
        const double by_filling = either_way(auc(filled, cases.outcome)),
                     by_value = alone(column, cases.outcome);
        const bool empties =
            open && open->rows >= 10 && filled_share(column) > 0.95 && filled_share(open->columns[c]) < 0.05;
        if (by_filling >= 0.9)
            out.push_back({c, Sign::missing_tells, by_filling});
        else if (by_value >= 0.9)
            out.push_back({c, Sign::tells, by_value});
        else if (empties)
            out.push_back({c, Sign::filled_later, std::nan("")});
        else if (speaks_of_the_end(column.name))
            out.push_back({c, Sign::name, std::nan("")});
    }
    return out;
}

}  // namespace kamino::propensity
