#include "demo/demo.h"

#include <fstream>

#include "demo/company.h"
#include "demo/files.h"
#include "demo/interactions.h"
#include "demo/sales.h"
#include "platform/base/fault.h"
#include "platform/base/json.h"

namespace kamino::demo {

namespace {

struct Output {
    const char* name;
    FileWriter write;
};
constexpr Output outputs[] = {{"users.csv", write_users},
                              {"exchange_rates.csv", write_exchange_rates},
                              {"needs.csv", write_needs},
                              {"products.csv", write_products},
                              {"accounts.csv", write_accounts},
                              {"account_units.csv", write_account_units},
                              {"account_locations.csv", write_account_locations},
                              {"account_team.csv", write_account_team},
                              {"people.csv", write_people},
                              {"opportunity_stages.csv", write_opportunity_stages},
                              {"opportunities.csv", write_opportunities},
                              {"stage_history.csv", write_stage_history},
                              {"interactions.csv", write_interactions},
                              {"sales_lines.csv", write_sales}};

void check(const Options& options) {
    if (!(options.scale >= 0.02 && options.scale <= 20)) throw invalid("demo.scale");
    if (options.language != "en" && options.language != "es" && options.language != "nl")
        throw invalid("demo.language");
    if (options.end < Date::of(1990, 1, 1) || options.end > Date::of(2100, 1, 1)) throw invalid("demo.end");
}

// What was put into the data on purpose: the answers that analytics ought to find again.
void write_truth(base::JsonWriter& json, const Company& company) {
    const auto accounts_of = [&](std::string_view name, auto&& chosen) {
        json.key(name).begin_array();
        for (const auto& a : company.accounts)
            if (chosen(a)) json.value(a.external_id);
        json.end_array();
    };
    json.key("truth").begin_object();
    json.key("churned").begin_array();
    for (const auto& a : company.accounts)
        if (a.course == Course::churned)
            json.begin_object()
                .pair("account_id", a.external_id)
                .pair("last_on", a.last.to_text())
                .end_object();
    json.end_array();
    accounts_of("growing", [](const Account& a) { return a.course == Course::growing; });
    accounts_of("declining", [](const Account& a) { return a.course == Course::declining; });
    accounts_of("one_off", [](const Account& a) { return a.course == Course::one_off; });
    accounts_of("drifting", [](const Account& a) { return a.drifting; });
    json.key("affinities").begin_array();
    for (const auto& pair : affinities())
        json.begin_object()
            .pair("first", pair.first)
            .pair("second", pair.second)
            .pair("chance", pair.chance)
            .end_object();
    json.end_array();
    json.key("seasons").begin_object();
    for (const auto& line : lines()) {
        json.key(line.code).begin_array();
        for (double index : line.season) json.value(index);
        json.end_array();
    }
    json.end_object().end_object();
}

void write_manifest(const Company& company, const Summary& summary, const std::filesystem::path& path) {
    base::JsonWriter json;
    json.begin_object();
    json.pair("seed", std::to_string(company.options.seed)).pair("language", company.options.language);
    json.pair("scale", company.options.scale)
        .pair("start", company.start.to_text())
        .pair("end", company.end.to_text());
    json.key("workspace")
        .begin_object()
        .pair("name", company.words->word("company.name"))
        .pair("currency", "EUR");
    json.pair("locale", company.options.language).pair("fiscal_year_start_month", 1).end_object();
    json.key("files").begin_array();
    for (const auto& output : outputs)
        json.begin_object().pair("name", output.name).pair("rows", summary.rows.at(output.name)).end_object();
    json.end_array();
    write_truth(json, company);
    json.end_object();
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << json.text() << '\n';
    out.close();
    if (!out) throw Fault(FaultCode::unavailable, "demo.write_failed", {{"file", path.string()}});
}

}  // namespace

std::string Company::product_name(int product) const {
    const auto& p = products()[static_cast<std::size_t>(product)];
    std::string name =
        words->word("families." + std::string(families()[static_cast<std::size_t>(p.family)].code));
    name += ' ';
    name += p.size;
    return name;
}

Date working_day(Date day) {
    const int weekday = ((day.days + 3) % 7 + 7) % 7;  // 0 is Monday; 1970-01-01 was a Thursday
    return weekday < 5 ? day : day.plus_days(7 - weekday);
}

const std::vector<std::string>& file_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> result;
        for (const auto& output : outputs) result.emplace_back(output.name);
        return result;
    }();
    return names;
}

Summary generate(const Options& options, const std::filesystem::path& folder) {
    check(options);
    const Vocabulary words(options.vocabulary);
    if (words.word("language") != options.language) throw invalid("demo.vocabulary", {{"key", "language"}});
    Company company;
    company.options = options;
    company.words = &words;
    company.end = options.end;
    company.start = options.end.plus_days(1).plus_months(-36);
    make_users(company);
    make_accounts(company);
    make_people(company);
    make_baskets(company);
    make_deals(company);
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) throw Fault(FaultCode::unavailable, "demo.write_failed", {{"file", folder.string()}});
    Summary summary;
    for (const auto& output : outputs)
        summary.rows[output.name] = output.write(company, folder / output.name);
    write_manifest(company, summary, folder / "manifest.json");
    return summary;
}

}  // namespace kamino::demo
