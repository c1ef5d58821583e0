// opportunity stages, opportunities and the history of their stages.
#include <cmath>

#include <fmt/format.h>

#include "demo/csv.h"
#include "demo/files.h"

namespace kamino::demo {

std::int64_t write_opportunity_stages(const Company& company, const std::filesystem::path& path) {
    CsvFile file(path, {"key", "name", "position", "probability", "outcome"});
    const auto add = [&](const std::string& key, std::string_view position, std::string_view probability,
                         std::string_view outcome) {
        file.row({key, company.words->word("stages." + key), position, probability, outcome});
    };
    add("qualification", "1", "10", "open");
    add("discovery", "2", "25", "open");
    add("proposal", "3", "50", "open");
    add("negotiation", "4", "75", "open");
    add("won", "5", "100", "won");
    add("lost", "6", "0", "lost");
    return file.close();
}

std::int64_t write_opportunities(const Company& company, const std::filesystem::path& path) {
    Random random(company.options.seed, "deal details");
    const auto& words = *company.words;
    const auto one = [&](const std::string& list, double chance) {
        return random.chance(chance) ? random.pick(std::span(words.list(list))) : std::string();
    };
    CsvFile file(path, {"external_id", "account_id", "name", "stage", "amount", "currency", "probability",
                        "opened_on", "close_on", "owner_id", "product_id", "person_ids", "initiative",
                        "competitors", "next_step", "lost_reason"});
    for (const auto& d : company.deals) {
        const auto& a = company.accounts[static_cast<std::size_t>(d.account)];
        const auto& product = products()[static_cast<std::size_t>(d.product)];
        const auto& family = families()[static_cast<std::size_t>(product.family)];
        std::string name = filled(words.word(d.first ? "opportunity.first" : "opportunity.more"), "product",
                                  words.word("families." + std::string(family.code)));
        name = filled(std::move(name), "account", a.short_name);
        std::string people;
        for (int p : d.people)
            people += (people.empty() ? "" : ";") + company.people[static_cast<std::size_t>(p)].external_id;
        // People quote round figures: three digits that count.
        const double step = std::pow(10.0, std::floor(std::log10(d.amount / base_rate(a.currency))) - 2);
        const double amount =
            std::round(d.amount / base_rate(a.currency) / step) * step * base_rate(a.currency);
        file.row({d.external_id, a.external_id, name, d.stages.back().stage, in_currency(amount, a.currency),
                  a.currency, std::to_string(d.probability), d.opened.to_text(), d.close.to_text(),
                  company.users[static_cast<std::size_t>(d.owner)].email, product.code, people,
                  one("initiatives", 0.4), d.rival ? random.pick(competitors()) : std::string_view(),
                  d.outcome == "open" ? one("next_steps", 0.6) : "",
                  d.outcome == "lost" ? one("lost_reasons", 0.85) : ""});
    }
    return file.close();
}

std::int64_t write_stage_history(const Company& company, const std::filesystem::path& path) {
    CsvFile file(path, {"opportunity_id", "stage", "changed_at"});
    for (const auto& d : company.deals)
        for (const auto& entry : d.stages) file.row({d.external_id, entry.stage, entry.on.to_text()});
    return file.close();
}

}  // namespace kamino::demo
