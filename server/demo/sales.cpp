#include "demo/sales.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "demo/csv.h"
#include "platform/base/money.h"

namespace kamino::demo {

namespace {

constexpr double basket_mean = 5.6;  // lines on an invoice before companions
constexpr double price_rise = 0.03;  // a year
constexpr double returned = 0.014;   // lines credited later

// The companion of a family: index of the affinity, or -1.
const std::vector<int>& companions() {
    static const std::vector<int> all = [] {
        std::vector<int> result(families().size(), -1);
        for (int i = 0; i < static_cast<int>(affinities().size()); ++i)
            result[static_cast<std::size_t>(family_index(affinities()[static_cast<std::size_t>(i)].first))] =
                i;
        return result;
    }();
    return all;
}

struct Row {
    const Account* account;
    int product;
    Date on;
    std::int64_t quantity;
    std::int64_t net, margin;  // minor units of the account's currency
};

class SalesWriter {
  public:
    SalesWriter(const Company& company, const std::filesystem::path& file)
        : company_(company),
          random_(company.options.seed, "sales"),
          file_(file, {"external_id", "account_id", "unit_id", "product_id", "booked_on", "invoice_number",
                       "quantity", "net_amount", "margin", "currency"}) {
        // Chance makes more or fewer large accounts; the number of lines stays near 250,000 all the same.
        double expected = 0;
        for (const auto& a : company.accounts) {
            if (a.course == Course::one_off || a.items.empty()) continue;
            expected += lines_a_year(a) * std::max(0.0, years_between(std::max(a.first, company.start),
                                                                      std::min(a.last, company.end)));
        }
        busy_ = 250'000 * company.options.scale / std::max(1.0, expected);
    }

    void account(const Account& a) {
        account_ = &a;
        units_[false] = company_.unit_name(a, "production");
        units_[true] = company_.unit_name(a, "technical");
        invoices_ = 0;
        exponent_ = currency_exponent(a.currency).value_or(2);
        per_eur_ = std::pow(10.0, exponent_) / base_rate(a.currency);
        companion_item_.assign(families().size(), -1);
        for (int i = 0; i < static_cast<int>(a.items.size()); ++i)
            companion_item_[static_cast<std::size_t>(family_of(i))] = i;
        if (a.course == Course::one_off)
            projects();
        else
            months();
    }
    std::int64_t close() { return file_.close(); }

  private:
    int family_of(int item) const {
        return products()[static_cast<std::size_t>(account_->items[static_cast<std::size_t>(item)].product)]
            .family;
    }

    // The account's own trend; in the last three months before it leaves it fades.
    double trend(Date on) const {
        double level = std::pow(1 + account_->yearly_growth, years_between(company_.start, on) - 1.5);
        const int to_go = account_->last.days - on.days;
        if (account_->course == Course::churned && to_go < 90) level *= 0.25 + 0.6 * to_go / 90.0;
        return level;
    }

    void months() {
        const auto& a = *account_;
        const double monthly = lines_a_year(a) * busy_ / 12 / basket_mean;
        for (Date month = company_.start.month_start(); month <= company_.end; month = month.plus_months(1)) {
            const Date first = std::max({month, company_.start, a.first});
            const Date last = std::min({month.plus_months(1).plus_days(-1), company_.end, a.last});
            if (last < first) continue;
            const double share = (last.days - first.days + 1) / 30.44;
            const int invoices = static_cast<int>(
                random_.rounded(monthly * share * std::sqrt(trend(first)) * random_.factor(0.2)));
            std::vector<Date> days;
            for (int i = 0; i < invoices; ++i)
                days.push_back(work_day(random_day(random_, first, last), first, last));
            std::sort(days.begin(), days.end());
            for (Date day : days) invoice(day, std::sqrt(trend(day)));
        }
    }

    // One-off customers: one to three large orders in all the time.
    void projects() {
        const int orders = random_.range(1, 3);
        const double size = std::max(1.0, lines_a_year(*account_) * 0.35 / basket_mean);
        for (int i = 0; i < orders; ++i)
            invoice(work_day(random_day(random_, company_.start, company_.end), company_.start, company_.end),
                    size);
    }

    static Date work_day(Date day, Date first, Date last) {
        const Date shifted = working_day(day);
        if (shifted <= last) return shifted;
        const Date friday = shifted.plus_days(-3);
        return friday >= first ? friday : day;
    }

    void invoice(Date on, double level) {
        const auto& items = account_->items;
        weights_.clear();
        int available = 0;
        for (const auto& item : items) {
            weights_.push_back(item.from <= on ? item.weight : 0);
            available += item.from <= on;
        }
        const int wanted = std::min(1 + random_.poisson(basket_mean - 1), available);
        chosen_.clear();
        for (int i = 0; i < wanted; ++i) take(random_.weighted(weights_));
        for (std::size_t i = 0; i < chosen_.size(); ++i) {  // companions may bring companions
            const int pair = companions()[static_cast<std::size_t>(family_of(chosen_[i]))];
            if (pair < 0) continue;
            const auto& affinity = affinities()[static_cast<std::size_t>(pair)];
            const int partner = companion_item_[static_cast<std::size_t>(family_index(affinity.second))];
            if (partner >= 0 && weights_[static_cast<std::size_t>(partner)] > 0 &&
                random_.chance(affinity.chance))
                take(partner);
        }
        const std::string number =
            fmt::format("F{:02}{:02}-{}-{}", on.year() % 100, on.month(),
                        std::string_view(account_->external_id).substr(2), ++invoices_);
        for (int item : chosen_) line(items[static_cast<std::size_t>(item)], on, level, number);
    }

    void take(int item) {
        if (weights_[static_cast<std::size_t>(item)] <= 0) return;
        weights_[static_cast<std::size_t>(item)] = 0;
        chosen_.push_back(item);
    }

    void line(const Item& item, Date on, double level, const std::string& number) {
        const auto& product = products()[static_cast<std::size_t>(item.product)];
        const auto& kind = lines()[static_cast<std::size_t>(product.line)];
        const auto& country = countries()[static_cast<std::size_t>(account_->country)];
        const double years = years_between(company_.start, on);
        const double mean = item.quantity * level *
                            season(kind, on.month(), country.southern, country.weather) *
                            std::pow(1 + kind.yearly_growth, years - 1.5);
        const auto quantity = random_.rounded(mean * random_.factor(0.25));
        if (quantity == 0) return;
        const double list = product.price * std::pow(1 + price_rise, years) * per_eur_;
        const double price = list * account_->price_level() * (1 + 0.01 * random_.normal());
        const double cost = list * (1 - kind.margin) * (1 + 0.02 * random_.normal());
        const auto net = std::llround(price * static_cast<double>(quantity));
        const Row row{account_, item.product, on,
                      quantity, net,          net - std::llround(cost * static_cast<double>(quantity))};
        write(row, number);
        if (random_.chance(returned)) credit(row);
    }

    // A credit note: the whole line or a part of it, some days later, before the account's last day.
    void credit(const Row& row) {
        const Date on = working_day(row.on.plus_days(random_.range(3, 25)));
        if (on > company_.end || on > account_->last) return;
        const auto part = row.quantity > 1 && random_.chance(0.5) ? (row.quantity + 1) / 2 : row.quantity;
        const Row back{row.account,
                       row.product,
                       on,
                       -part,
                       -(row.net * part / row.quantity),
                       -(row.margin * part / row.quantity)};
        write(back, fmt::format("C{:02}{:02}-{}-{}", on.year() % 100, on.month(),
                                std::string_view(account_->external_id).substr(2), ++invoices_));
    }

    // Water, legionella, dosing and service are the technical department's.
    static bool technical(int product) {
        const auto code =
            lines()[static_cast<std::size_t>(products()[static_cast<std::size_t>(product)].line)].code;
        return code == "WTR" || code == "LEG" || code == "DOS" || code == "SRV";
    }

    void write(const Row& row, std::string_view number) {
        file_.cell(fmt::format("S-{:07}", ++rows_))
            .cell(row.account->external_id)
            .cell(units_[technical(row.product)])
            .cell(products()[static_cast<std::size_t>(row.product)].code)
            .cell(row.on.to_text())
            .cell(number)
            .cell(row.quantity)
            .cell(decimal_from_minor(row.net, exponent_))
            .cell(decimal_from_minor(row.margin, exponent_))
            .cell(row.account->currency)
            .end_row();
    }

    const Company& company_;
    Random random_;
    CsvFile file_;
    const Account* account_ = nullptr;
    std::string units_[2];  // who buys: production, the technical department
    int exponent_ = 2;
    double per_eur_ = 1;  // minor units of the account's currency for one EUR
    double busy_ = 1;     // invoices against what the accounts' size suggests
    int invoices_ = 0;
    std::int64_t rows_ = 0;
    std::vector<double> weights_;
    std::vector<int> chosen_, companion_item_;
};

}  // namespace

// Larger accounts order more often, and more at a time.
double lines_a_year(const Account& account) {
    return 268 * std::pow(account.value / 40'000, 0.45);
}

double line_worth(const Account& account) {
    return account.value / lines_a_year(account);
}

std::int64_t write_sales(const Company& company, const std::filesystem::path& file) {
    SalesWriter writer(company, file);
    for (const auto& a : company.accounts)
        if (a.first <= a.last && !a.items.empty()) writer.account(a);
    return writer.close();
}

}  // namespace kamino::demo
