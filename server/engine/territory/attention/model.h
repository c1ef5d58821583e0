// The question as the solver sees it: columns without the ones that cannot be of use, accounts in an order of
// their own, limits as rows. Row 0 is the hours in total, row 1 the money; 2 + 2p and 3 + 2p those of person
// p. A row without a limit is infinite. Built once; then any number of threads may read.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/territory/attention/instance.h"

namespace kamino::territory::attention {

struct Model {
    explicit Model(const Instance& instance);

    std::size_t size() const { return account.size(); }
    std::size_t rows() const { return limit.size(); }
    // The two rows of hours and the two of money that an account stands in; the second ones are `no_row`
    // without a person.
    static constexpr std::size_t no_row = ~std::size_t{0};
    std::array<std::size_t, 2> hour_rows(std::size_t at) const {
        return {0, person[at] < 0 ? no_row : 2 + 2 * static_cast<std::size_t>(person[at])};
    }
    std::array<std::size_t, 2> money_rows(std::size_t at) const {
        return {1, person[at] < 0 ? no_row : 3 + 2 * static_cast<std::size_t>(person[at])};
    }

    std::vector<std::uint32_t> account;   // place in the order -> account of the instance
    std::vector<std::uint32_t> position;  // the other way round
    std::vector<std::int32_t> person;     // by place
    std::vector<std::uint32_t> first;     // place -> its first column; size() + 1
    std::vector<double> gain, hours, money;
    std::vector<std::uint32_t> option;  // column -> option of the account
    std::vector<double> limit;          // by row
    std::vector<std::uint32_t> begins;  // places of the people: 0 nobody's, 1 + p; people + 2
};

// What an account earns at prices of its own hour and its own money.
inline double worth(const Model& model, std::size_t column, double hour, double money) {
    return model.gain[column] - hour * model.hours[column] - money * model.money[column];
}

}  // namespace kamino::territory::attention
