// Imports of any described resource. Knows no vertical: what it can import is what the registry says is
// importable.
#pragma once
#include <functional>
#include <string>

#include "platform/registry/registry.h"

namespace kamino::imports {

// What main/compose gives.
struct Surroundings {
    std::string folder = "workspace/files";               // uploaded files; made when missing
    std::function<std::string(storage::Read&)> currency;  // the workspace's
};
Surroundings& surroundings();

void offer(registry::Registry& registry, Surroundings surroundings);

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
