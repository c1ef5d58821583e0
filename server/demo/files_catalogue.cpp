// users, needs, products, exchange rates.
#include <cmath>

#include <fmt/format.h>

#include "demo/csv.h"
#include "demo/files.h"
#include "platform/base/money.h"

namespace kamino::demo {

namespace {
struct Rate {
    std::string_view currency;
    double eur, monthly_change;
};
constexpr Rate rates[] = {
    {"USD", 0.92, 0.012}, {"MXN", 0.0485, 0.02}, {"COP", 0.000222, 0.022}, {"CLP", 0.00098, 0.02}};
}  // namespace

double base_rate(std::string_view currency) {
    for (const auto& rate : rates)
        if (rate.currency == currency) return rate.eur;
    return 1;
}

std::string in_currency(double eur, std::string_view currency) {
    const int exponent = currency_exponent(currency).value_or(2);
    return decimal_from_minor(std::llround(eur / base_rate(currency) * std::pow(10.0, exponent)), exponent);
}

std::int64_t write_users(const Company& company, const std::filesystem::path& path) {
    CsvFile file(path, {"name", "email", "role", "active", "language", "team", "manager_id"});
    for (const auto& user : company.users)
        file.row({user.name, user.email, user.role, "true", user.language,
                  company.words->word("teams." + std::string(user.team)),
                  user.manager < 0 ? std::string_view()
                                   : company.users[static_cast<std::size_t>(user.manager)].email});
    return file.close();
}

std::int64_t write_needs(const Company& company, const std::filesystem::path& path) {
    CsvFile file(path, {"code", "name", "parent_id"});
    for (const auto& key : company.words->keys()) {  // sorted: a need comes after its parent
        if (!key.starts_with("needs.")) continue;
        const std::string code = key.substr(6);
        file.row({code, company.words->word(key), code.size() > 2 ? code.substr(0, 2) : std::string()});
    }
    return file.close();
}

std::int64_t write_products(const Company& company, const std::filesystem::path& path) {
    CsvFile file(path, {"code", "external_id", "name", "parent_id", "kind", "unit_price", "currency",
                        "need_ids", "active"});
    for (const auto& line : lines())
        file.row({line.code, line.code, company.words->word("lines." + std::string(line.code)), "", "line",
                  "", "", "", "true"});
    for (int i = 0; i < static_cast<int>(products().size()); ++i) {
        const auto& product = products()[static_cast<std::size_t>(i)];
        const auto& line = lines()[static_cast<std::size_t>(product.line)];
        const auto& family = families()[static_cast<std::size_t>(product.family)];
        const bool service = line.service && family.code != "LEG6";  // the test kit is a thing
        file.row({product.code, product.code, company.product_name(i), line.code,
                  service ? "service" : "product", in_currency(product.price, "EUR"), "EUR", family.needs,
                  "true"});
    }
    return file.close();
}

std::int64_t write_exchange_rates(const Company& company, const std::filesystem::path& path) {
    CsvFile file(path, {"currency", "valid_on", "rate"});
    for (const auto& rate : rates) {
        Random random(company.options.seed, fmt::format("rates {}", rate.currency));
        double deviation = 0;  // a walk that is drawn back to the base
        for (Date month = company.start.month_start(); month <= company.end; month = month.plus_months(1)) {
            file.row({rate.currency, month.to_text(), fmt::format("{:.9f}", rate.eur * std::exp(deviation))});
            deviation = deviation * 0.93 + rate.monthly_change * random.normal();
        }
    }
    return file.close();
}

}  // namespace kamino::demo
