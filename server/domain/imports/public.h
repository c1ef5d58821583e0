// Imports of any described resource. Knows no vertical: what it can import is what the registry says is
// importable.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "platform/registry/registry.h"

namespace kamino::imports {

// What main/compose gives.
struct Surroundings {
    std::string folder = "workspace/files";               // uploaded files; made when missing
    std::function<std::string(storage::Read&)> currency;  // the workspace's
};
Surroundings& surroundings();

void offer(registry::Registry& registry, Surroundings surroundings);

// ---- for verticals that take several files of one program as one: Salesforce account plans
// ---------------------------------------------------------------
struct SetOptions {
    std::string date_order, decimal;               // answers to ambiguous columns; "" = none given
    std::vector<std::string_view> dates, numbers;  // fields of these kinds, in every file
};
struct SetRow {
    std::int64_t line = 0;
    bool skip = false;  // told so by a column (IsDeleted)
    // Field -> text, trimmed; empty ones are left out. Dates as ISO text and numbers with a decimal point
    // where they could be read, else as they stand.
    std::map<std::string, std::string, std::less<>> values{};
    std::map<std::string, std::string, std::less<>> columns{};  // field -> the column it came from
    std::vector<std::pair<std::string, std::string>> kept{};    // column -> text of what has no field
};
struct SetQuestion {
    std::string kind, column;  // "date_order", "decimal"
    std::vector<std::string> samples;
};
struct SetFile {
    std::string name, entity, format, encoding;  // entity: that of dialect_salesforce_plans.cpp
    std::vector<std::string> fields, ignored;    // ignored: columns that say nothing to us
    std::vector<SetQuestion> questions;
    std::vector<SetRow> rows;
};
// Reads a file, or all tables of a zip archive. Faults: those of open_table, and invalid
// "import.not_of_the_set" {name} for a table that is none of the set.
std::vector<SetFile> read_set(const std::string& name, std::string bytes, const SetOptions& options);

// ---- files of plans among uploads (plan_files.cpp): known when they come, taken in by the vertical of plans
// "account_plans": tables of such a set, or a zip of them; "plan": a plan as our own document; "" = neither.
std::string plan_file_kind(const std::string& name, const std::string& path);
struct Upload {
    std::string id, name, target, bytes;
};
// The file of an upload that is still to be taken in, unpacked. Faults: not_found, invalid
// "import.not_of_the_set" when it is of another kind, too_large "import.too_large".
Upload load_upload(storage::Read& read, const auth::Actor& actor, const std::string& id,
                   std::string_view target);
// Its content went in by the other door: row and file go.
void forget_uploads(storage::Database& database, const auth::Actor& actor,
                    const std::vector<std::string>& ids);

// ---- for the command line
// -------------------------------------------------------------------------------------
struct FileRun {
    std::string path, target, mapping_json;  // target and mapping "" = recognise
    bool dry_run = false, only_all = false;
    std::string date_order, decimal, currency;
};
// Imports one file in the foreground as the system; gives the import's JSON. Open questions are Fault invalid
// "import.open_questions" unless the run answers them.
std::string import_file(registry::Registry& registry, const FileRun& run);
// What was wrong with the rows of an import, in their order: as a file to mend them by (line, column, value,
// why), and the first `most` as JSON.
std::string errors_csv(storage::Read& read, const std::string& import_id, i18n::Language language);
std::string errors_json(storage::Read& read, const std::string& import_id, i18n::Language language,
                        std::int64_t after, int most);

}  // namespace kamino::imports
