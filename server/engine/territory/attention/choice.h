// One option of each account, what is left of the limits, and the moves that mend and fill such a choice at
// given prices. One thread.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/territory/attention/model.h"

namespace kamino::territory::attention {

class Choice {
  public:
    // Starts with the option of most worth of each account.
    Choice(const Model& model, const std::vector<double>& prices);

    const Model& model() const { return *m_; }
    double gain() const { return gain_; }
    std::size_t column(std::size_t at) const { return column_[at]; }
    double slack(std::size_t row) const { return slack_[row]; }
    double price(std::size_t row) const { return price_[row]; }
    double hour_price(std::size_t at) const { return hour_[group(at)]; }
    double money_price(std::size_t at) const { return money_[group(at)]; }
    double worth_of(std::size_t at, std::size_t column) const {
        return worth(*m_, column, hour_price(at), money_price(at));
    }
    double best_worth(std::size_t at) const { return best_[at]; }
    // What the account's column costs against its best one at the prices.
    double loss(std::size_t at, std::size_t column) const { return best_[at] - worth_of(at, column); }

    // Rows whose limit is broken (beyond rounding).
    bool fits() const;
    bool over(std::size_t row) const { return slack_[row] < -tolerance_[row]; }
    void set(std::size_t at, std::size_t column);
    bool would_fit(std::size_t at, std::size_t column) const;
    // An account is left where it is from now on, with these resources and this gain.
    void hold(std::size_t at, double gain, double hours, double money);
    bool held(std::size_t at) const { return held_ == at; }

    // Gives up what costs least until all limits hold; false when that does not succeed.
    bool mend();
    // From the choice that spends least at the prices: a choice within the limits where mend() found none.
    bool squeeze();
    // Takes the better options that still fit, the ones of the least loss first.
    void fill();

  private:
    std::size_t group(std::size_t at) const { return static_cast<std::size_t>(m_->person[at] + 1); }
    bool mend(std::size_t row);
    bool lean_to(double share);
    void recount();
    void take(std::size_t at, double hours, double money);
    struct Move {
        double cost;
        std::uint32_t at, column;
        bool operator<(const Move& other) const {
            return cost != other.cost ? cost < other.cost
                   : at != other.at   ? at < other.at
                                      : column < other.column;
        }
    };

    const Model* m_;
    std::vector<double> price_, hour_,
        money_;  // by row; by group: what an hour and a unit of money cost there
    std::vector<double> slack_, tolerance_, best_;
    std::vector<std::uint32_t> column_;
    double gain_ = 0;
    std::size_t held_ = ~std::size_t{0};
    double held_gain_ = 0, held_hours_ = 0, held_money_ = 0;
};

}  // namespace kamino::territory::attention
