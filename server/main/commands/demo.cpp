// kamino demo: fills an empty workspace with the demo company, through the importer like any customer's
// files.
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "demo/demo.h"
#include "domain/imports/public.h"
#include "domain/workspace/public.h"
#include "main/commands/commands.h"
#include "main/commands/demo_story.h"
#include "main/demo_words.h"
#include "platform/base/id.h"

namespace kamino::app {
namespace {

std::string shipped(const std::string& name) {
    for (const auto& file : demo_words())
        if (file.path == name + ".json") return std::string{file.content};
    throw invalid("demo.language", {{"language", name}});
}

// "account_team.csv" -> "account_team"; the stage history goes in as stage changes.
std::string target_of(const std::string& file) {
    const auto name = file.substr(0, file.find('.'));
    return name == "stage_history" ? "opportunity_stage_changes" : name;
}

void load(App& app, const std::filesystem::path& folder, const std::string& file, std::ostream& out) {
    imports::FileRun run;
    run.path = (folder / file).string();
    run.target = target_of(file);
    run.only_all = false;
    const auto import = base::parse_json(imports::import_file(app.registry(), run));
    const auto& counts = import.at("result").as_object().at("counts").as_object();
    out << "  " << file << ": " << counts.at("created").as_int64() << " created";
    if (const auto n = counts.at("rejected").as_int64(); n > 0) out << ", " << n << " rejected";
    out << "\n" << std::flush;
    if (import.at("state").as_string() != "applied")
        throw Fault{FaultCode::unavailable, std::string{import.at("problem").as_string()}};
}

}  // namespace

bool is_empty_workspace(App& app) {
    return app.database().read([](storage::Read& r) {
        return !r.integer({"demo.any_user", "SELECT 1 FROM users LIMIT 1"}).has_value();
    });
}

std::size_t fill_demo(App& app, const std::string& language, std::ostream& out, double scale) {
    if (!is_empty_workspace(app)) throw conflict("demo.not_empty");
    const auto folder = std::filesystem::temp_directory_path() / ("kamino-demo-" + base::new_id());
    demo::Options options;
    options.language = language;
    options.scale = scale;
    options.end = today().month_start().plus_days(-1);
    options.vocabulary = shipped(language);
    out << "Making the demo company (a minute or less) ...\n" << std::flush;
    demo::generate(options, folder);
    app.database().write({"", "cli", "demo"}, [&](storage::Write& w) {
        auto settings = workspace::settings(w);
        settings.name = "Veltrana Hygiene & Water";
        settings.currency = "EUR";
        settings.language = language;
        settings.locale = language == "es" ? "es-ES" : language == "nl" ? "nl-NL" : "en-GB";
        settings.demo = true;
        workspace::change_settings(w, settings);
    });
    for (const auto& file : demo::file_names()) load(app, folder, file, out);
    std::filesystem::remove_all(folder);
    out << "Writing its key list and plans ...\n" << std::flush;
    const auto refused = tell_story(app, shipped("story"), demo::Vocabulary{options.vocabulary});
    for (const auto& step : refused) out << "  left out: " << step << "\n" << std::flush;
    return refused.size();
}

int make_demo(const std::string& db, const std::string& language, double scale) {
    Options options;
    options.db = db;
    options.demo = true;
    options.handle_signals = false;
    App app{options};
    return fill_demo(app, language, std::cout, scale) == 0 ? 0 : 1;
}

}  // namespace kamino::app
