// accounts with units, locations and teams, and the people.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "demo/csv.h"
#include "demo/files.h"

namespace kamino::demo {

namespace {

std::string_view status_of(const Company& company, const Account& a) {
    if (a.course == Course::prospect) return "prospect";
    // Who left less than a year ago is still called a customer: to find those is Kamino's work.
    if (a.course == Course::former || a.last < company.end.plus_days(-365)) return "former";
    return "customer";
}

const Country& country_of(const Account& a) {
    return countries()[static_cast<std::size_t>(a.country)];
}
const City& city_of(const Account& a) {
    return country_of(a).cities[static_cast<std::size_t>(a.place.city)];
}
std::string degrees(double x) {
    return fmt::format("{:.5f}", x);
}
bool customer(const Company& company, const Account& a) {
    return status_of(company, a) == "customer";
}

// Units and locations are found again by their names: each name occurs once in all accounts.
std::string own_name(const Account& a, const std::string& word) {
    return fmt::format("{} · {}", a.short_name, word);
}

// Where a department's people sit.
std::string_view unit_of(std::string_view department) {
    if (department == "purchasing") return "buying";
    if (department == "maintenance") return "technical";
    return department == "management" || department == "finance" ? "office" : "production";
}

std::string draw_one(Random& random, const Company& company, const std::string& list, double chance) {
    if (!random.chance(chance)) return {};
    return random.pick(std::span(company.words->list(list)));
}

}  // namespace

std::string Company::unit_name(const Account& account, std::string_view unit) const {
    if (account.employees < (unit == "office" ? 701 : 220)) return {};
    return own_name(account, words->word("units." + std::string(unit)));
}

std::int64_t write_accounts(const Company& company, const std::filesystem::path& path) {
    Random random(company.options.seed, "account details");
    CsvFile file(path,
                 {"external_id", "name",      "legal_name",   "status",         "industry",    "tax_id",
                  "website",     "phone",     "employees",    "annual_revenue", "currency",    "owner_id",
                  "parent_id",   "street",    "city",         "region",         "postal_code", "country",
                  "latitude",    "longitude", "year_founded", "tags",           "description", "source"});
    for (const auto& a : company.accounts) {
        const auto& industry = industries()[static_cast<std::size_t>(a.industry)];
        const double revenue =
            std::round(a.employees * industry.revenue_per_head * random.factor(0.3)) * 1000;
        const auto trade = company.words->word("industries." + std::string(industry.code));
        file.row(
            {a.external_id,
             a.name,
             a.legal_name,
             status_of(company, a),
             trade,
             fmt::format("DEMO-{}-{}", country_of(a).code, a.external_id.substr(2)),
             "https://www." + a.domain,
             fmt::format("{} 0{:02} {:03} {:03}", country_of(a).dial, random.below(100), random.below(1000),
                         random.below(1000)),
             std::to_string(a.employees),
             in_currency(revenue, a.currency),
             a.currency,
             company.users[static_cast<std::size_t>(a.owner)].email,
             a.parent < 0 ? std::string() : company.accounts[static_cast<std::size_t>(a.parent)].external_id,
             a.place.street,
             city_of(a).name,
             city_of(a).region,
             a.place.postal,
             country_of(a).code,
             degrees(a.place.latitude),
             degrees(a.place.longitude),
             std::to_string(a.founded),
             draw_one(random, company, "tags", 0.2),
             fmt::format("{} · {}", company.words->word("account." + std::string(a.kind)), trade),
             draw_one(random, company, "sources", 0.7)});
    }
    return file.close();
}

std::int64_t write_account_units(const Company& company, const std::filesystem::path& path) {
    CsvFile file(path, {"account_id", "name", "kind"});
    constexpr std::string_view kinds[][2] = {{"production", "business_unit"},
                                             {"technical", "division"},
                                             {"buying", "buying_centre"},
                                             {"office", "department"}};
    for (const auto& a : company.accounts)
        for (const auto& [unit, kind] : kinds)
            if (const auto name = company.unit_name(a, unit); !name.empty())
                file.row({a.external_id, name, kind});
    return file.close();
}

std::int64_t write_account_locations(const Company& company, const std::filesystem::path& path) {
    Random random(company.options.seed, "locations");
    CsvFile file(path, {"account_id", "name", "kind", "street", "city", "region", "postal_code", "country",
                        "latitude", "longitude"});
    for (const auto& a : company.accounts) {
        const auto add = [&](const std::string& kind, const std::string& street, double latitude,
                             double longitude) {
            file.row({a.external_id, own_name(a, company.words->word("locations." + kind)), kind, street,
                      city_of(a).name, city_of(a).region, a.place.postal, country_of(a).code,
                      degrees(latitude), degrees(longitude)});
        };
        add("head_office", a.place.street, a.place.latitude, a.place.longitude);
        if (a.employees < 150) continue;
        // Further places stay between the first one and the centre of the city, so never in the sea.
        const auto& pool = names_of(country_of(a).language);
        for (const char* kind : {"shipping", "site"}) {
            if (!random.chance(0.6)) continue;
            const double part = random.between(0.2, 0.9);
            add(kind, fmt::format("{} {}", random.pick(pool.streets), random.range(1, 180)),
                city_of(a).latitude + (a.place.latitude - city_of(a).latitude) * part,
                city_of(a).longitude + (a.place.longitude - city_of(a).longitude) * part);
        }
    }
    return file.close();
}

std::int64_t write_account_team(const Company& company, const std::filesystem::path& path) {
    Random random(company.options.seed, "account team");
    CsvFile file(path, {"account_id", "user_id", "role"});
    for (const auto& a : company.accounts) {
        if (!customer(company, a) || a.size < 0.35) continue;
        const auto& owner = company.users[static_cast<std::size_t>(a.owner)];
        file.row({a.external_id, owner.email, "relationship_lead"});
        for (const auto& user : company.users) {
            if (user.team == "technical" && random.chance(0.6))
                file.row({a.external_id, user.email, "technical_expert"});
            if (user.role == "leader" && user.team == owner.team && a.size > 1.2)
                file.row({a.external_id, user.email, "executive_sponsor"});
            // The office reads along at the large ones of Europe.
            if (user.role == "viewer" && owner.team == "europe" && a.size > 0.8)
                file.row({a.external_id, user.email, "member"});
            // A colleague of the same country stands in.
            if (user.role == "manager" && user.countries == owner.countries && user.email != owner.email &&
                random.chance(0.25))
                file.row({a.external_id, user.email, "collaborator"});
        }
    }
    return file.close();
}

std::int64_t write_people(const Company& company, const std::filesystem::path& path) {
    Random random(company.options.seed, "person details");
    CsvFile file(path, {"external_id",   "account_id", "first_name", "last_name", "title",
                        "department",    "unit_id",    "email",      "phone",     "reports_to_id",
                        "decision_role", "influence",  "stance",     "closeness", "language",
                        "consent",       "likes",      "interests",  "city",      "country"});
    for (const auto& p : company.people) {
        const auto& a = company.accounts[static_cast<std::size_t>(p.account)];
        constexpr double consents[] = {0.62, 0.08, 0.30};
        constexpr std::string_view consent[] = {"given", "refused", "unknown"};
        const bool known = p.closeness == "green" || p.closeness == "amber";
        file.row({p.external_id,
                  a.external_id,
                  p.first_name,
                  p.last_name,
                  company.words->word(fmt::format("titles.{}_{}", p.department, p.head ? "head" : "staff")),
                  company.words->word("departments." + std::string(p.department)),
                  company.unit_name(a, unit_of(p.department)),
                  p.email,
                  p.phone,
                  p.reports_to < 0 ? std::string()
                                   : company.people[static_cast<std::size_t>(p.reports_to)].external_id,
                  p.decision_role,
                  std::to_string(p.influence),
                  p.stance,
                  p.closeness,
                  p.language,
                  consent[random.weighted(consents)],
                  draw_one(random, company, "likes", known ? 0.3 : 0.02),
                  draw_one(random, company, "interests", known ? 0.3 : 0.02),
                  city_of(a).name,
                  country_of(a).code});
    }
    return file.close();
}

}  // namespace kamino::demo
