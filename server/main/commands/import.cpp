// kamino import: files from the command line through the same importer as the wizard.
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "domain/exchange/public.h"
#include "domain/imports/public.h"
#include "main/commands/commands.h"

namespace kamino::app {
namespace {

std::string text_of_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::int64_t count(const boost::json::value& import, std::string_view name) {
    const auto* counts = import.at("result").as_object().if_contains("counts");
    const auto* n = counts ? counts->as_object().if_contains(name) : nullptr;
    return n ? n->as_int64() : 0;
}

constexpr int told_as_text = 20, told_as_json = 1000;

boost::json::value errors_of(App& app, const boost::json::value& import, int most) {
    return app.registry().database().read([&](storage::Read& r) {
        return base::parse_json(
            imports::errors_json(r, std::string{import.at("id").as_string()}, i18n::Language::en, 0, most));
    });
}

void print_errors(const boost::json::value& errors) {
    for (const auto& e : errors.at("items").as_array()) {
        const auto text = [&](std::string_view name) { return std::string{e.at(name).as_string()}; };
        std::cout << "  line " << e.at("line").as_int64();
        if (!text("column").empty()) std::cout << ", " << text("column");
        if (!text("value").empty()) std::cout << " \"" << text("value") << "\"";
        std::cout << ": " << text("message") << "\n";
    }
    if (!errors.at("next_after").is_null()) std::cout << "  … (all of them: --errors FILE)\n";
}

void print(const boost::json::value& import, const std::string& path) {
    const auto text = [&](std::string_view name) { return std::string{import.at(name).as_string()}; };
    std::cout << path << ": " << text("target")
              << (text("dialect").empty() ? "" : " (" + text("dialect") + ")") << ", " << text("state")
              << "\n  ";
    for (auto name : {"created", "updated", "unchanged", "skipped", "rejected"})
        std::cout << count(import, name) << " " << name
                  << (std::string_view{name} == "rejected" ? "\n" : ", ");
    if (const auto made = count(import, "made_along"); made > 0) std::cout << "  " << made << " made along\n";
    if (!text("problem").empty())
        std::cout << "  " << i18n::translate(i18n::Language::en, text("problem")) << "\n";
}

std::string name_of(const std::string& path) {
    return std::filesystem::path{path}.filename().string();
}

// The document that `kamino export plan --format plan` gives.
bool import_plan(App& app, const std::string& path, const ImportArguments& arguments) {
    exchange::ImportOptions wanted;
    wanted.name = name_of(path);
    wanted.dry_run = arguments.dry_run;
    wanted.only_all = arguments.only_all;
    wanted.merge = true;
    const auto report =
        exchange::import_document(app.registry(), auth::system_actor(), "cli", text_of_file(path), wanted);
    if (arguments.format == "json") {
        std::cout << exchange::report_json(report, i18n::Language::en) << "\n";
        return report.refused.empty();
    }
    std::cout << path << ": plan " << report.plan_id << "\n  " << report.created << " created, "
              << report.updated << " updated, " << report.unchanged << " unchanged, " << report.refused.size()
              << " refused\n";
    for (const auto& fault : report.refused)
        std::cout << "  " << fault.path << ": "
                  << i18n::translate(i18n::Language::en, fault.key, fault.params) << "\n";
    for (const auto& lost : report.unresolved)
        std::cout << (lost.reason == "unknown" ? "  unknown here: " : "  does not see the account: ")
                  << lost.entity << " " << lost.name << " (" << lost.place << ")"
                  << (lost.given_to.empty() ? "" : ", given to " + lost.given_to) << "\n";
    return report.refused.empty();
}

// The files of Salesforce's account plans, all together.
bool import_account_plans(App& app, const std::vector<std::string>& paths, const ImportArguments& arguments) {
    exchange::CrmFiles files;
    for (const auto& path : paths) files.emplace_back(name_of(path), text_of_file(path));
    exchange::CrmOptions wanted;
    wanted.date_order = arguments.date_order;
    wanted.decimal = arguments.decimal;
    wanted.only_all = arguments.only_all;
    wanted.dry_run = arguments.dry_run;
    wanted.replace = arguments.replace;
    const auto told = exchange::import_crm_files(app.registry(), files, wanted, arguments.format == "json");
    std::cout << told.text;
    if (!arguments.errors.empty()) std::ofstream{arguments.errors, std::ios::binary} << told.faults;
    return told.good;
}

bool import_records(App& app, const std::vector<std::string>& paths, const ImportArguments& arguments) {
    bool good = true;
    std::string all;
    int all_errors = 0;
    for (const auto& path : paths) {
        imports::FileRun run;
        run.path = path;
        run.target = arguments.as;
        if (!arguments.mapping.empty()) run.mapping_json = text_of_file(arguments.mapping);
        run.dry_run = arguments.dry_run;
        run.only_all = arguments.only_all;
        run.date_order = arguments.date_order;
        run.decimal = arguments.decimal;
        run.currency = arguments.currency;
        const auto json = imports::import_file(app.registry(), run);
        const auto import = base::parse_json(json);
        good = good && import.at("state").as_string() != "failed";
        if (!arguments.errors.empty())
            app.registry().database().read([&](storage::Read& r) {
                std::ofstream file{arguments.errors,
                                   all_errors++ == 0 ? std::ios::binary : std::ios::binary | std::ios::app};
                file << imports::errors_csv(r, std::string{import.at("id").as_string()}, i18n::Language::en);
            });
        if (arguments.format == "json") {
            auto told = import;
            told.as_object()["errors"] = errors_of(app, import, told_as_json).at("items");
            all += (all.empty() ? "[" : ",") + base::json_text(told);
        } else {
            print(import, path);
            print_errors(errors_of(app, import, told_as_text));
        }
    }
    if (arguments.format == "json") std::cout << all << "]\n";
    return good;
}

}  // namespace

int import_files(const ImportArguments& arguments) {
    Options options;
    options.db = arguments.db;
    options.handle_signals = false;
    App app{options};
    std::vector<std::string> records, plans, account_plans;
    for (const auto& path : arguments.files) {
        auto kind = arguments.as;
        if (kind.empty() && arguments.mapping.empty()) kind = imports::plan_file_kind(name_of(path), path);
        (kind == "plan" ? plans : kind == "account_plans" ? account_plans : records).push_back(path);
    }
    bool good = true;
    if (!records.empty()) good = import_records(app, records, arguments);
    for (const auto& path : plans) good = import_plan(app, path, arguments) && good;
    if (!account_plans.empty()) good = import_account_plans(app, account_plans, arguments) && good;
    return good ? 0 : 2;
}

}  // namespace kamino::app
