#include "engine/territory/attention/choice.h"

#include <algorithm>
#include <cmath>

namespace kamino::territory::attention {

Choice::Choice(const Model& model, const std::vector<double>& prices) : m_(&model), price_(prices) {
    for (std::size_t g = 0; g + 1 < model.begins.size(); ++g) {
        hour_.push_back(prices[0] + (g > 0 ? prices[2 * g] : 0));
        money_.push_back(prices[1] + (g > 0 ? prices[2 * g + 1] : 0));
    }
    for (const double limit : model.limit)
        tolerance_.push_back(limit < unlimited ? 1e-9 * std::max(1.0, limit) : 0);
    column_.resize(model.size());
    best_.resize(model.size());
    for (std::size_t at = 0; at < model.size(); ++at) {
        std::size_t best = model.first[at];
        double most = worth_of(at, best);
        for (std::size_t c = best + 1; c < model.first[at + 1]; ++c)
            if (const double value = worth_of(at, c); value > most) best = c, most = value;
        column_[at] = static_cast<std::uint32_t>(best);
        best_[at] = most;
    }
    recount();
}

void Choice::take(std::size_t at, double hours, double money) {
    slack_[0] -= hours, slack_[1] -= money;
    if (const auto g = group(at); g > 0) slack_[2 * g] -= hours, slack_[2 * g + 1] -= money;
}

void Choice::recount() {
    slack_ = m_->limit;
    gain_ = 0;
    for (std::size_t at = 0; at < column_.size(); ++at) {
        const bool own = held_ == at;
        const auto c = column_[at];
        take(at, own ? held_hours_ : m_->hours[c], own ? held_money_ : m_->money[c]);
        gain_ += own ? held_gain_ : m_->gain[c];
    }
}

bool Choice::fits() const {
    for (std::size_t row = 0; row < slack_.size(); ++row)
        if (over(row)) return false;
    return true;
}

void Choice::set(std::size_t at, std::size_t column) {
    const auto now = column_[at];
    take(at, m_->hours[column] - m_->hours[now], m_->money[column] - m_->money[now]);
    gain_ += m_->gain[column] - m_->gain[now];
    column_[at] = static_cast<std::uint32_t>(column);
}

bool Choice::would_fit(std::size_t at, std::size_t column) const {
    const double hours = m_->hours[column] - m_->hours[column_[at]];
    const double money = m_->money[column] - m_->money[column_[at]];
    const auto holds = [&](std::size_t row, double more) {
        return more <= 0 || more <= slack_[row] + tolerance_[row];
    };
    const auto g = group(at);
    return holds(0, hours) && holds(1, money) && (g == 0 || (holds(2 * g, hours) && holds(2 * g + 1, money)));
}

void Choice::hold(std::size_t at, double gain, double hours, double money) {
    held_ = at;
    held_gain_ = gain, held_hours_ = hours, held_money_ = money;
    recount();
}

bool Choice::mend(std::size_t row) {
    const auto& m = *m_;
    const bool by_hours = row % 2 == 0;
    const auto& use = by_hours ? m.hours : m.money;
    const std::size_t from = row < 2 ? 0 : m.begins[row / 2], to = row < 2 ? m.size() : m.begins[row / 2 + 1];
    // Two rounds at most are needed where only a few accounts are too many; later ones undo what they upset.
    for (int round = 0; round < 12 && over(row); ++round) {
        std::vector<Move> moves;
        for (std::size_t at = from; at < to; ++at) {
            if (held(at)) continue;
            const auto now = column_[at];
            for (std::size_t c = m.first[at]; c < m.first[at + 1]; ++c) {
                const double less = use[now] - use[c];
                if (less <= 0) continue;
                const double cost = worth_of(at, now) - worth_of(at, c);
                moves.push_back({cost / std::min(less, -slack_[row]), static_cast<std::uint32_t>(at),
                                 static_cast<std::uint32_t>(c)});
            }
        }
        if (moves.empty()) return false;
        const auto some = std::min<std::size_t>(moves.size(), round < 4 ? 4000 : moves.size());
        std::partial_sort(moves.begin(), moves.begin() + static_cast<std::ptrdiff_t>(some), moves.end());
        moves.resize(some);
        for (const auto& move : moves) {
            if (!over(row)) break;
            if (use[column_[move.at]] <= use[move.column] || !would_fit(move.at, move.column)) continue;
            set(move.at, move.column);
        }
    }
    return !over(row);
}

bool Choice::mend() {
    for (int round = 0; round < 3 && !fits(); ++round)
        for (std::size_t row = slack_.size(); row-- > 0;)
            if (over(row) && !mend(row)) return false;
    return fits();
}

// Each account's best at gains × share: the nearer to 0, the more only what is spent counts.
bool Choice::lean_to(double share) {
    for (std::size_t at = 0; at < column_.size(); ++at) {
        if (held(at)) continue;
        const auto value = [&](std::size_t c) {
            const auto spent = m_->gain[c] - worth_of(at, c);
            return share * m_->gain[c] - spent - 1e-9 * (m_->hours[c] + m_->money[c]);
        };
        std::size_t best = m_->first[at];
        for (std::size_t c = best + 1; c < m_->first[at + 1]; ++c)
            if (value(c) > value(best)) best = c;
        column_[at] = static_cast<std::uint32_t>(best);
    }
    recount();
    return fits();
}

bool Choice::squeeze() {
    if (!lean_to(0) && !mend()) return false;
    double low = 0, high = 1;
    auto kept = *this;
    for (int halved = 0; halved < 12; ++halved) {
        const double middle = (low + high) / 2;
        if (lean_to(middle)) {
            low = middle;
            kept = *this;
        } else {
            high = middle;
        }
    }
    *this = std::move(kept);
    return true;
}

void Choice::fill() {
    const auto& m = *m_;
    for (int round = 0; round < 4; ++round) {
        std::vector<Move> moves;
        for (std::size_t at = 0; at < m.size(); ++at) {
            if (held(at)) continue;
            const auto now = column_[at];
            for (std::size_t c = m.first[at]; c < m.first[at + 1]; ++c)
                if (m.gain[c] > m.gain[now] && would_fit(at, c))
                    moves.push_back({worth_of(at, now) - worth_of(at, c), static_cast<std::uint32_t>(at),
                                     static_cast<std::uint32_t>(c)});
        }
        if (moves.empty()) return;
        const auto some = std::min<std::size_t>(moves.size(), 8000);
        std::partial_sort(moves.begin(), moves.begin() + static_cast<std::ptrdiff_t>(some), moves.end());
        moves.resize(some);
        for (const auto& move : moves)
            if (m.gain[move.column] > m.gain[column_[move.at]] && would_fit(move.at, move.column))
                set(move.at, move.column);
    }
}

}  // namespace kamino::territory::attention
