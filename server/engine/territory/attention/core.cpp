#include "engine/territory/attention/core.h"

#include <algorithm>
#include <cmath>

namespace kamino::territory::attention {
namespace {

// Worths at prices bound what a partial choice can still earn: the bound of the whole core less the losses
// taken so far. The losses are small for few options only, so that most accounts of the core have two or
// three left.
class Search {
  public:
    Search(Choice& choice, const std::vector<std::uint32_t>& core, std::int64_t nodes)
        : choice_(choice), m_(choice.model()), nodes_(nodes) {
        room_.assign(m_.rows(), 0);
        double bound = 0, have = 0;
        for (const auto at : core) {
            have += m_.gain[choice.column(at)];
            bound += choice.best_worth(at);
            for (const auto row : rows_of(at)) touch(row);
        }
        for (const auto row : touched_) room_[row] = choice.slack(row);
        for (const auto at : core) use(at, choice.column(at), -1);
        for (const auto row : touched_)
            if (choice.price(row) > 0) bound += choice.price(row) * room_[row];
        gap_ = bound - have;
        least_ = 1e-12 * (std::abs(bound) + std::abs(have)) + 1e-12;
        for (const auto at : core) {
            Level level{.at = at, .columns = {}};
            for (std::size_t c = m_.first[at]; c < m_.first[at + 1]; ++c)
                if (const double loss = choice.loss(at, c); loss < gap_)
                    level.columns.push_back({loss, static_cast<std::uint32_t>(c)});
            std::sort(level.columns.begin(), level.columns.end());
            levels_.push_back(std::move(level));
        }
        std::sort(levels_.begin(), levels_.end(), [](const Level& a, const Level& b) {
            return a.columns.size() != b.columns.size() ? a.columns.size() < b.columns.size() : a.at < b.at;
        });
        chosen_.resize(levels_.size());
    }

    bool run() {
        if (gap_ <= least_) return true;
        descend(0, 0);
        for (std::size_t depth = 0; depth < best_.size(); ++depth)
            choice_.set(levels_[depth].at, best_[depth]);
        return nodes_ > 0;
    }

  private:
    struct Level {
        std::uint32_t at;
        std::vector<std::pair<double, std::uint32_t>> columns;  // loss, column
    };
    std::array<std::size_t, 4> rows_of(std::size_t at) const {
        const auto hours = m_.hour_rows(at), money = m_.money_rows(at);
        return {hours[0], hours[1], money[0], money[1]};
    }
    void touch(std::size_t row) {
        if (row != Model::no_row && m_.limit[row] < unlimited &&
            std::find(touched_.begin(), touched_.end(), row) == touched_.end())
            touched_.push_back(row);
    }
    void use(std::size_t at, std::size_t column, double times) {
        for (const auto row : m_.hour_rows(at))
            if (row != Model::no_row) room_[row] -= times * m_.hours[column];
        for (const auto row : m_.money_rows(at))
            if (row != Model::no_row) room_[row] -= times * m_.money[column];
    }
    bool fits(std::size_t at) const {
        for (const auto row : rows_of(at))
            if (row != Model::no_row && m_.limit[row] < unlimited &&
                room_[row] < -1e-9 * std::max(1.0, m_.limit[row]))
                return false;
        return true;
    }
    void descend(std::size_t depth, double lost) {
        if (depth == levels_.size()) {
            // What is earned is the bound less the losses and less the price of the room that stays.
            double left = 0;
            for (const auto row : touched_)
                if (choice_.price(row) > 0) left += choice_.price(row) * room_[row];
            if (lost + left < gap_ - least_) gap_ = lost + left, best_ = chosen_;
            return;
        }
        const auto& level = levels_[depth];
        for (const auto& [loss, column] : level.columns) {
            if (lost + loss >= gap_ - least_ || --nodes_ <= 0) return;
            use(level.at, column, 1);
            chosen_[depth] = column;
            if (fits(level.at)) descend(depth + 1, lost + loss);
            use(level.at, column, -1);
        }
    }

    Choice& choice_;
    const Model& m_;
    std::int64_t nodes_;
    std::vector<double> room_;
    std::vector<std::size_t> touched_;
    std::vector<Level> levels_;
    std::vector<std::uint32_t> chosen_, best_;
    double gap_ = 0, least_ = 0;
};

}  // namespace

bool search_core(Choice& choice, const std::vector<std::uint32_t>& core, std::int64_t nodes) {
    return Search(choice, core, nodes).run();
}

}  // namespace kamino::territory::attention
