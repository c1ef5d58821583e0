// kamino import: files from the command line through the same importer as the wizard.
#include <boost/json.hpp>
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

}  // namespace

// kamino import FILE --as plan: the document that `kamino export plan --format plan` gives.
int import_plans(const ImportArguments& arguments) {
    Options options;
    options.db = arguments.db;
    options.handle_signals = false;
    App app{options};
    bool good = true;
    for (const auto& path : arguments.files) {
        exchange::ImportOptions wanted;
        wanted.dry_run = arguments.dry_run;
        wanted.only_all = arguments.only_all;
        wanted.merge = true;
        const auto report = exchange::import_document(app.registry(), auth::system_actor(), "cli",
                                                      text_of_file(path), wanted);
        good = good && report.refused.empty();
        if (arguments.format == "json") {
            std::cout << exchange::report_json(report, i18n::Language::en) << "\n";
            continue;
        }
        std::cout << path << ": plan " << report.plan_id << "\n  " << report.created << " created, "
                  << report.updated << " updated, " << report.unchanged << " unchanged, "
                  << report.refused.size() << " refused\n";
        for (const auto& lost : report.unresolved)
            std::cout << "  unknown here: " << lost.entity << " " << lost.name << " (" << lost.place << ")\n";
    }
    return good ? 0 : 2;
}

int import_files(const ImportArguments& arguments) {
    if (arguments.as == "plan") return import_plans(arguments);
    Options options;
    options.db = arguments.db;
    options.handle_signals = false;
    App app{options};
    bool good = true;
    std::string all;
    for (const auto& path : arguments.files) {
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
        if (arguments.format == "json")
            all += (all.empty() ? "[" : ",") + json;
        else
            print(import, path);
    }
    if (arguments.format == "json") std::cout << all << "]\n";
    return good ? 0 : 2;
}

}  // namespace kamino::app
