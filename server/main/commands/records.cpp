// Commands about what is in the workspace: export, users, tokens, the OpenAPI document.
#include <unistd.h>

#include <fstream>
#include <iostream>

#include "main/commands/commands.h"
#include "platform/base/id.h"

namespace kamino::app {
namespace {

Options quiet(const std::string& db) {
    Options options;
    options.db = db;
    options.handle_signals = false;
    options.create = false;
    return options;
}

const registry::Resource& resource_named(App& app, std::string name) {
    for (auto& c : name)
        if (c == '_') c = '-';
    if (const auto* r = app.registry().by_route(name); r && r->exportable) return *r;
    throw invalid_field("/what", "field.not_a_choice",
                        {{"choices", "accounts, people, products, opportunities, sales_lines, …"}});
}

std::string user_id_of(storage::Read& read, const std::string& email) {
    const auto id =
        read.text({"cli.find_user", "SELECT id FROM users WHERE email = :email AND deleted_at IS NULL"},
                  {{"email", email}});
    if (!id) throw not_found("user.not_found");
    return *id;
}

}  // namespace

int export_records(const ExportArguments& arguments) {
    // What only a plan's document has is not overlooked in silence.
    std::vector<FieldFault> faults;
    for (const auto& [name, value] : {std::pair{"/account", &arguments.account},
                                      {"/lang", &arguments.language},
                                      {"/audience", &arguments.audience},
                                      {"/revision", &arguments.revision},
                                      {"/view", &arguments.view}})
        if (!value->empty()) faults.push_back({name, "export.only_of_a_plan", {}});
    if (!faults.empty()) throw invalid_fields(std::move(faults));
    App app{quiet(arguments.db)};
    registry::ExportOptions options;
    options.format = arguments.format.empty() ? "csv" : arguments.format;
    options.query.filter = arguments.filter;
    const auto& resource = resource_named(app, arguments.what);
    // Opened when there is something to write: a refused filter leaves the file of yesterday as it is.
    std::ofstream file;
    std::ostream& out = arguments.output.empty() ? std::cout : file;
    const auto open = [&] {
        if (arguments.output.empty() || file.is_open()) return;
        file.open(arguments.output, std::ios::binary);
        if (!file) throw unavailable("service.unavailable", "cannot write " + arguments.output);
    };
    options.reading = [&app](storage::Read& read) { return app.registry().reading(read); };
    registry::export_rows(app.database(), resource, auth::system_actor(), options,
                          [&](std::string_view piece) {
                              open();
                              out << piece;
                          });
    open();
    return out.flush() ? 0 : 1;
}

int openapi() {
    const std::string path = "/tmp/kamino-openapi-" + base::new_id() + ".db";
    std::string text;
    {
        Options options = quiet("sqlite:" + path);
        options.create = true;
        options.demo = true;  // its routes belong to the document
        App app{options};
        text = app.registry().openapi();
    }
    for (const char* suffix : {"", "-wal", "-shm", ".lock"}) ::unlink((path + suffix).c_str());
    std::cout << text << "\n";
    return 0;
}

int add_user(const UserArguments& arguments) {
    App app{quiet(arguments.db)};
    std::string password = arguments.password;
    if (password == "-" && !std::getline(std::cin, password))
        throw invalid_field("/password", "field.required");
    const auto id = app.database().write({.door = "cli"}, [&](storage::Write& w) {
        auth::User user;
        user.name = arguments.name.empty() ? arguments.email : arguments.name;
        user.email = arguments.email;
        user.role = arguments.role;
        registry::save(app.registry(), w, app.registry().at("user"), auth::system_actor(), nullptr, user);
        if (!password.empty()) app.auth().set_password(w, user.id, password);
        return user.id;
    });
    std::cout << id << "\n";
    return 0;
}

int add_token(const TokenArguments& arguments) {
    App app{quiet(arguments.db)};
    std::cout << app.database().write({.door = "cli"}, [&](storage::Write& w) {
        return app.auth().create_token(w, user_id_of(w, arguments.email), arguments.name, arguments.scopes);
    }) << "\n";
    return 0;
}

}  // namespace kamino::app
