// The monthly roll-up of invoice lines. Lines are walked in the order of their largest index, so that months
// come out in the order in which sales_months is kept: neither side has to sort.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "domain/sales/public.h"
#include "domain/sales/sales_store.sql.h"
#include "domain/workspace/public.h"

namespace kamino::sales {
namespace {

constexpr std::size_t accounts_at_once = 2'000;

// The lines of one product and currency in one month of an account.
struct Sums {
    std::string product, currency;
    std::int64_t net = 0, margin = 0, lines = 0;
    double quantity = 0;
    std::vector<std::string> invoices;
    std::int64_t orders = 0;
};

void add(std::int64_t& sum, std::int64_t value, const std::string& currency) {
    if (__builtin_add_overflow(sum, value, &sum))
        throw invalid("sales.amount_out_of_range", {{"currency", currency}});
}

void add(Sums& sums, const Sums& more) {
    add(sums.net, more.net, sums.currency);
    add(sums.margin, more.margin, sums.currency);
    sums.quantity += more.quantity;
    sums.lines += more.lines;
    sums.invoices.insert(sums.invoices.end(), more.invoices.begin(), more.invoices.end());
}

// Sums of other currencies at the rate of their month's last day, half-even on the sum.
class Converter {
  public:
    Converter(storage::Read& read, std::string currency) : read_(read), currency_(std::move(currency)) {}

    // False when there is no rate: such lines are in no total, and unconverted_lines() says so.
    bool convert(Sums& sums, const std::string& month) {
        if (sums.currency == currency_) return true;
        auto [rate, fresh] = rates_.try_emplace({sums.currency, month});
        if (fresh)
            rate->second =
                workspace::rate_e9(read_, sums.currency, Date::parse(month)->plus_months(1).plus_days(-1));
        if (!rate->second) return false;
        const int to = currency_exponent(currency_).value_or(2);
        const int from = currency_exponent(sums.currency).value_or(2);
        const auto net = convert_minor(sums.net, from, to, *rate->second);
        const auto margin = convert_minor(sums.margin, from, to, *rate->second);
        if (!net || !margin) throw invalid("sales.amount_out_of_range", {{"currency", sums.currency}});
        sums.net = *net;
        sums.margin = *margin;
        sums.currency = currency_;
        return true;
    }

  private:
    storage::Read& read_;
    std::string currency_;
    std::map<std::pair<std::string, std::string>, std::optional<std::int64_t>> rates_;
};

// The months of some accounts, one after the other, in the order of account, month and product.
class Months {
  public:
    Months(storage::Read& read, Converter& converter, std::string_view from, std::string_view until)
        : converter_(converter), rows_(read.query(sql::list_lines, {{"from", from}, {"until", until}})) {
        more_ = rows_.next();
    }

    // nullptr behind the last; good until the next call, with account() and month().
    Sums* next() {
        while (at_ == size_ && more_) read_month();
        return at_ < size_ ? &sums_[at_++] : nullptr;
    }
    // Lines in currencies without a rate, by account and currency; whole behind the last.
    const std::map<std::pair<std::string, std::string>, std::int64_t>& unconverted() const {
        return unconverted_;
    }
    const std::string& account() const { return account_; }
    const std::string& month() const { return month_; }

  private:
    void read_month() {
        account_ = rows_.text_view(0);
        month_ = rows_.text_view(1).substr(0, 8);
        month_ += "01";
        size_ = at_ = 0;
        do {
            auto& sums = sums_of(rows_.text_view(2), rows_.text_view(4));
            ++sums.lines;
            add(sums.net, rows_.integer(3), sums.currency);
            add(sums.margin, rows_.integer(5), sums.currency);
            sums.quantity += rows_.real(6);
            sums.invoices.emplace_back(rows_.text_view(7));
            more_ = rows_.next();
        } while (more_ && rows_.text_view(0) == account_ &&
                 month_.starts_with(rows_.text_view(1).substr(0, 8)));
        close();
    }

    // Kept in the order of product and currency. Those of earlier months are used again: no text is made
    // anew.
    Sums& sums_of(std::string_view product, std::string_view currency) {
        const auto end = sums_.begin() + static_cast<std::ptrdiff_t>(size_);
        const auto found = std::lower_bound(
            sums_.begin(), end, std::pair{product, currency}, [](const Sums& s, const auto& wanted) {
                return std::pair<std::string_view, std::string_view>{s.product, s.currency} < wanted;
            });
        if (found != end && found->product == product && found->currency == currency) return *found;
        const auto place = found - sums_.begin();
        if (size_ == sums_.size()) sums_.emplace_back();
        auto& fresh = sums_[size_++];
        fresh.product = product;
        fresh.currency = currency;
        fresh.net = fresh.margin = fresh.lines = 0;
        fresh.quantity = 0;
        fresh.invoices.clear();
        std::rotate(sums_.begin() + place, sums_.begin() + static_cast<std::ptrdiff_t>(size_) - 1,
                    sums_.begin() + static_cast<std::ptrdiff_t>(size_));
        return sums_[static_cast<std::size_t>(place)];
    }

    // One currency, one row a product.
    void close() {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < size_; ++i) {
            if (!converter_.convert(sums_[i], month_)) {
                unconverted_[{account_, sums_[i].currency}] += sums_[i].lines;
                continue;
            }
            if (kept > 0 && sums_[kept - 1].product == sums_[i].product)
                add(sums_[kept - 1], sums_[i]);
            else if (kept++ != i)
                std::swap(sums_[kept - 1], sums_[i]);
        }
        size_ = kept;
        count_orders();
    }

    // An invoice of several products counts once, at the first of them: so the rows of a month add up.
    void count_orders() {
        invoices_.clear();
        for (std::size_t i = 0; i < size_; ++i) {
            sums_[i].orders = 0;
            for (const auto& number : sums_[i].invoices) invoices_.emplace_back(number, i);
        }
        std::sort(invoices_.begin(), invoices_.end());
        for (std::size_t i = 0; i < invoices_.size(); ++i)
            if (i == 0 || invoices_[i - 1].first != invoices_[i].first) ++sums_[invoices_[i].second].orders;
    }

    Converter& converter_;
    storage::Rows rows_;
    std::string account_, month_;
    std::map<std::pair<std::string, std::string>, std::int64_t> unconverted_;
    std::vector<Sums> sums_;
    std::vector<std::pair<std::string_view, std::size_t>> invoices_;  // of the month, each with its row
    std::size_t size_ = 0, at_ = 0;
    bool more_ = false;
};

void add_months(storage::Write& write, Converter& converter, std::string_view from, std::string_view until) {
    static constexpr std::array<std::string_view, 8> columns{"account_id", "month",        "product_id",
                                                             "net_minor",  "margin_minor", "quantity",
                                                             "line_count", "invoice_count"};
    Months months{write, converter, from, until};
    write.insert_all("sales_months", columns, [&](std::span<storage::ValueView> row) {
        auto* sums = months.next();
        if (!sums) return false;
        row[0] = std::string_view{months.account()};
        row[1] = std::string_view{months.month()};
        row[2] = std::string_view{sums->product};
        row[3] = sums->net;
        row[4] = sums->margin;
        row[5] = sums->quantity;
        row[6] = sums->lines;
        row[7] = sums->orders;
        return true;
    });
    for (const auto& [key, lines] : months.unconverted())
        write.execute(sql::add_unconverted,
                      {{"account", key.first}, {"currency", key.second}, {"lines", lines}});
}

void tell_subscribers(storage::Write& write) {
    for (const auto& subscriber : events().months_changed) subscriber(write);
}

}  // namespace

void rebuild_months(storage::Write& write) {
    std::vector<std::string> ids;
    {
        auto rows = write.query(sql::list_account_ids);
        while (rows.next()) ids.push_back(rows.text(0));
    }
    write.execute(sql::clear_months);
    write.execute(sql::clear_unconverted);
    Converter converter{write, workspace::settings(write).currency};
    for (std::size_t at = 0; at < ids.size(); at += accounts_at_once)
        add_months(write, converter, ids[at], ids[std::min(at + accounts_at_once, ids.size()) - 1]);
    tell_subscribers(write);
}

void rebuild_months(storage::Write& write, const std::vector<std::string>& account_ids) {
    Converter converter{write, workspace::settings(write).currency};
    for (const auto& id : std::set<std::string>{account_ids.begin(), account_ids.end()}) {
        write.execute(sql::clear_months_of, {{"account", id}});
        write.execute(sql::clear_unconverted_of, {{"account", id}});
        add_months(write, converter, id, id);
    }
    tell_subscribers(write);
}

}  // namespace kamino::sales
