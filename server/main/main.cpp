// kamino: the one executable. Reads the command line and hands over to main/commands.
#include <CLI/CLI.hpp>
#include <iostream>

#include "analyze/command.h"
#include "main/commands/commands.h"
#include "platform/base/log.h"

namespace {

using namespace kamino;

void add_db(CLI::App* command, std::string& db) {
    command->add_option("--db", db, "sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME")
        ->envname("KAMINO_DB")
        ->capture_default_str();
}

void explain(const Fault& fault) {
    const char* lang = std::getenv("LANG");
    const auto language = i18n::language_of(lang ? lang : "en");
    std::cerr << "kamino: " << i18n::translate(language, fault.key, fault.params) << "\n";
    for (const auto& f : fault.fields)
        std::cerr << "  " << f.path << ": " << i18n::translate(language, f.key, f.params) << "\n";
    if (!fault.internal.empty()) std::cerr << "  (" << fault.internal << ")\n";
}

void add_serve(CLI::App& cli, app::Options& o, std::string& language, std::function<int()>& run) {
    auto* c = cli.add_subcommand("serve", "Serve the web application and the API.");
    add_db(c, o.db);
    c->add_option("--bind", o.bind, "address to listen on")->envname("KAMINO_BIND")->capture_default_str();
    c->add_option("--port", o.port, "port to listen on; 0 takes any free one")
        ->envname("KAMINO_PORT")
        ->capture_default_str();
    c->add_option("--workers", o.workers, "threads that answer requests")->capture_default_str();
    c->add_flag("--demo", o.demo,
                "no passwords: sign in by choosing a person; loopback only; an empty workspace gets the demo "
                "company");
    c->add_option("--demo-language", language,
                  "en | es | nl: language of the demo company's products and notes")
        ->capture_default_str();
    c->add_flag("--secure", o.secure, "served as https by a proxy: __Host- cookies and HSTS");
    c->add_option("--trusted-proxy", o.trusted_proxies,
                  "address whose X-Forwarded-For is believed; repeatable");
    c->add_option("--metrics-token", o.metrics_token, "bearer token for /metrics from elsewhere")
        ->envname("KAMINO_METRICS_TOKEN");
    c->callback([&] { run = [&o, &language] { return app::serve(o, language); }; });
    auto* demo = cli.add_subcommand("demo", "Fill an empty workspace with the demo company.");
    add_db(demo, o.db);
    demo->add_option("--language", language, "en | es | nl")->capture_default_str();
    demo->callback([&] { run = [&o, &language] { return app::make_demo(o.db, language); }; });
}

void add_database_commands(CLI::App& cli, std::string& db, std::string& to, std::function<int()>& run) {
    auto* migrate =
        cli.add_subcommand("migrate", "Bring the database to this version; SQLite is backed up before.");
    add_db(migrate, db);
    migrate->callback([&] { run = [&db] { return app::migrate(db); }; });
    auto* schema = cli.add_subcommand("schema", "Print the schema in a canonical order.");
    add_db(schema, db);
    schema->callback([&] { run = [&db] { return app::schema(db); }; });
    auto* backup = cli.add_subcommand("backup", "Copy an SQLite workspace while it is not served.");
    add_db(backup, db);
    backup->add_option("--to", to, "file to write")->required();
    backup->callback([&] { run = [&] { return app::backup(db, to); }; });
    auto* doctor = cli.add_subcommand("doctor", "Check a workspace and say what is wrong.");
    add_db(doctor, db);
    doctor->callback([&] { run = [&db] { return app::doctor(db); }; });
    auto* openapi = cli.add_subcommand("openapi", "Print the OpenAPI 3.1 document of the API.");
    openapi->callback([&] { run = [] { return app::openapi(); }; });
}

void add_import(CLI::App& cli, app::ImportArguments& i, std::function<int()>& run) {
    auto* c = cli.add_subcommand("import", "Import CSV or XLSX files; known CRM exports are recognised.");
    c->add_option("files", i.files, "files, in the order in which they depend on each other")
        ->required()
        ->check(CLI::ExistingFile);
    add_db(c, i.db);
    c->add_option(
        "--as", i.as,
        "accounts | people | products | opportunities | interactions | sales_lines | users | plan (a "
        "plan's document) | account_plans (Salesforce's files, all together); left out: recognised");
    c->add_option("--mapping", i.mapping, "a mapping file (JSON)")->check(CLI::ExistingFile);
    c->add_flag("--dry-run", i.dry_run, "try everything, keep nothing");
    c->add_flag("--all-or-nothing", i.only_all, "refuse the whole file when a row is refused");
    c->add_flag("--replace", i.replace, "account_plans: the file replaces what people wrote here");
    c->add_option("--date-order", i.date_order, "dmy | mdy | ymd, where a file leaves it open");
    c->add_option("--decimal", i.decimal, "point | comma, where a file leaves it open");
    c->add_option("--currency", i.currency, "of amounts that name none");
    c->add_option("--errors", i.errors, "a CSV file to write: every refused row with its reason");
    c->add_option("--format", i.format, "text | json")->capture_default_str();
    c->callback([&] { run = [&i] { return app::import_files(i); }; });
}

void add_record_commands(CLI::App& cli, app::ExportArguments& e, app::UserArguments& u,
                         app::TokenArguments& t, std::function<int()>& run) {
    auto* out = cli.add_subcommand(
        "export", "Write accounts, people, products, opportunities, sales_lines … as a file.");
    out->add_option("what", e.what,
                    "accounts | people | products | opportunities | interactions | sales_lines | … | plan")
        ->required();
    out->add_option("account", e.account,
                    "with plan: the account's id, external id or name; salesforce: left out, all open plans");
    add_db(out, e.db);
    out->add_option("--format", e.format,
                    "csv (the usual) | ndjson | xlsx; plan: html (the usual) | json | pptx | xlsx | plan "
                    "(without loss) | "
                    "salesforce (a zip of CSV files)");
    out->add_option("--lang", e.language, "plan: en | es | nl; the workspace's own when left out");
    out->add_option("--audience", e.audience, "plan: internal (the usual) | partner | customer_safe");
    out->add_option("--revision", e.revision,
                    "plan: number or id of a revision, or a date; as it stands when left out");
    out->add_option("--view", e.view, "plan: full (the usual) | executive, on one page");
    out->add_option("--filter", e.filter, "only rows that fit, e.g. 'country = NL'");
    out->add_option("--output,-o", e.output, "file to write; standard output when left out");
    out->callback(
        [&] { run = [&e] { return e.what == "plan" ? app::export_plan(e) : app::export_records(e); }; });
    auto* user = cli.add_subcommand("add-user", "Add a user from the command line.");
    add_db(user, u.db);
    user->add_option("--email", u.email)->required();
    user->add_option("--name", u.name);
    user->add_option("--role", u.role, "admin | leader | operations | manager | viewer")
        ->capture_default_str();
    user->add_option("--password", u.password, "the password, or - to read it from standard input");
    user->callback([&] { run = [&u] { return app::add_user(u); }; });
    auto* token = cli.add_subcommand("add-token", "Make an API token; it is shown once.");
    add_db(token, t.db);
    token->add_option("--email", t.email, "whose token")->required();
    token->add_option("--name", t.name, "what it is for")->required();
    token->add_option("--scope", t.scopes, "read | write | an area's permission; repeatable")->required();
    token->callback([&] { run = [&t] { return app::add_token(t); }; });
}

void add_geo(CLI::App& cli, app::GeoArguments& g, std::function<int()>& run) {
    auto* all = cli.add_subcommand("geo", "Where places are, without a network.");
    all->require_subcommand(1);
    auto* find =
        all->add_subcommand("find", "A city or a postcode: \"Antofagasta, CL\", \"10001\", \"Den Haag\".");
    find->add_option("place", g.words, "its name, perhaps with postcode, region and country")->required();
    find->add_option("--db", g.db, "a workspace, to ask its imported postcodes too")->envname("KAMINO_DB");
    find->add_option("--format", g.format, "table | json")
        ->check(CLI::IsMember({"table", "json"}))
        ->capture_default_str();
    find->add_option("--limit", g.limit, "so many places at most")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    find->callback([&] { run = [&g] { return app::find_place(g); }; });
    auto* import = all->add_subcommand(
        "import",
        "Take in postcodes: a postal dump of GeoNames, or CSV with postcode, latitude, longitude, country.");
    import->add_option("file", g.file)->required()->check(CLI::ExistingFile);
    import->add_option("--db", g.db, "sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME")
        ->required()
        ->envname("KAMINO_DB");
    import->add_option("--country", g.country, "of a CSV file without a column country");
    import->callback([&] { run = [&g] { return app::import_postcodes(g);
};
}  // namespace
);
}

// The rows of analyze::commands() become subcommands; what was given is handed over as text.
void add_analyze(CLI::App& cli, std::function<int()>& run) {
    auto* all = cli.add_subcommand(
        "analyze", "Analyse files without a server: customer value, forecasts, territories …");
    all->require_subcommand(1);
    for (const auto& command : analyze::commands()) {
        auto* c = all->add_subcommand(command.name, command.summary);
        for (const auto& o : command.options) {
            if (o.kind == analyze::Kind::flag) {
                c->add_flag("--" + o.name, o.help);
                continue;
            }
            auto* added =
                c->add_option("--" + o.name, o.fallback.empty() ? o.help : o.help + " [" + o.fallback + "]");
            if (o.required) added->required();
            if (o.kind == analyze::Kind::list) added->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        }
        c->callback([&command, c, &run] {
            run = [&command, c] {
                analyze::Arguments arguments{command.options};
                for (const auto& o : command.options)
                    if (const auto* given = c->get_option("--" + o.name); given->count() > 0)
                        arguments.set(o.name, given->results());
                command.run(arguments);
                return 0;
            };
        });
    }
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App cli{
        "Kamino: account planning, key account management and territories. From a CRM export to a plan."};
    cli.require_subcommand(1);
    cli.set_version_flag("--version", "kamino " KAMINO_VERSION);
    app::Options options;
    std::string db = options.db, to;
    app::ExportArguments exporting;
    app::UserArguments user;
    app::TokenArguments token;
    app::ImportArguments importing;
    app::GeoArguments geo;
    exporting.db = user.db = token.db = importing.db = db;
    std::function<int()> run;
    std::string language = "en";
    add_serve(cli, options, language, run);
    add_database_commands(cli, db, to, run);
    add_import(cli, importing, run);
    add_record_commands(cli, exporting, user, token, run);
    add_geo(cli, geo, run);
    add_analyze(cli, run);
    CLI11_PARSE(cli, argc, argv);
    try {
        return run();
    } catch (const analyze::Refusal& refusal) {
        std::cerr << "kamino: " << refusal.text << "\n";
        return 2;
    } catch (const Fault& fault) {
        explain(fault);
        return fault.code == FaultCode::unavailable ? 3 : 2;
    } catch (const std::exception& error) {
        std::cerr << "kamino: " << error.what() << "\n";
        return 1;
    }
}
