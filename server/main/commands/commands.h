// One function per command of `kamino`; each returns the process's exit code. Faults and defects are turned
// into text by main(). Output meant for machines goes to standard output, everything else to standard error.
#pragma once
#include <iosfwd>
#include <string>
#include <vector>

#include "main/app.h"

namespace kamino::app {

int serve(const Options& options, const std::string& demo_language);
int migrate(const std::string& db);
int openapi();
int schema(const std::string& db);

struct ExportArguments {
    std::string what, account, db, format, output, filter, language;  // format "": csv, of a plan html
    std::string audience, revision, view;                             // of a plan; "": internal, now, full
};
int export_records(const ExportArguments& arguments);
int export_plan(const ExportArguments& arguments);

struct ImportArguments {
    std::vector<std::string> files;
    std::string db, as, mapping, format = "text", date_order, decimal, currency, errors;
    bool dry_run = false, only_all = false, replace = false;
};
int import_files(const ImportArguments& arguments);

// Fills an empty workspace with the demo company and what its people did; Fault conflict "demo.not_empty"
// when it has users. `scale` as in demo::Options. fill_demo returns how many steps of the story were refused.
int make_demo(const std::string& db, const std::string& language, double scale = 1);
std::size_t fill_demo(App& app, const std::string& language, std::ostream& out, double scale = 1);
bool is_empty_workspace(App& app);

struct UserArguments {
    std::string db, email, name, role = "admin", password;
};
int add_user(const UserArguments& arguments);
struct TokenArguments {
    std::string db, email, name;
    std::vector<std::string> scopes;
};
int add_token(const TokenArguments& arguments);
struct GeoArguments {
    std::vector<std::string> words;
    std::string file, db, country, format = "table";
    std::size_t limit = 10;
};
// 4: no such place is known.
int find_place(const GeoArguments& arguments);
int import_postcodes(const GeoArguments& arguments);
int backup(const std::string& db, const std::string& to);
int doctor(const std::string& db);

}  // namespace kamino::app
