// One import: an uploaded file on its way into the workspace, from the first look at it to its undo. The row
// in table imports is the whole state, so that a run can go on after a restart; the file lies in the
// workspace's files folder.
//
//   uploaded -> checking -> checked -> queued -> applying -> applied -> undoing -> undone
//   checking, applying -> cancelled or failed (what a cancelled application had written is undone first)
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "domain/imports/mapping.h"
#include "domain/imports/proposal.h"
#include "platform/registry/registry.h"

namespace kamino::imports {

struct Import : describe::Record {
    std::string name;  // the file's name as it was uploaded
    std::string state = "uploaded";
    std::string target;           // "accounts", "sales_lines" …; "" = not known yet
    std::string dialect;          // "" = not recognised
    describe::Document mapping;   // mapping_to_json
    describe::Document options;   // RunOptions
    describe::Document analysis;  // headers, samples, columns, questions, facts: for the screen
    describe::Document result;    // counts, samples
    std::int64_t rows_done = 0;   // rows of the file that are committed (application) or seen (check)
    std::int64_t bytes_done = 0, bytes_total = 0;  // progress
    std::string problem;                           // message key when failed
    std::optional<std::string> user_id;
    std::string path;  // on the server; secret
    static const describe::Entity& entity();
};

struct SavedMapping : describe::Record {
    std::string name, target;
    describe::Document mapping;
    static const describe::Entity& entity();
};

// What the person chose; JSON in Import::options.
struct RunOptions {
    bool only_all = false;            // refuse the whole file when a row is refused; else the good rows go in
    bool create_missing = true;       // make accounts and products that invoice lines name and nobody knows
    std::string currency;             // of amounts that name none; "" = the workspace's
    std::string encoding, separator;  // "" = detected
    std::int64_t sheet = 0;
    std::string decimal, date_order;  // the answers to ambiguous columns, for all columns; "" = none given
};
RunOptions options_of(const Import& import);
std::string options_json(const RunOptions& options);
// Fault invalid with "/options/<name>".
RunOptions options_from_json(const boost::json::value& document);

struct Counts {
    std::int64_t rows = 0, created = 0, updated = 0, unchanged = 0, skipped = 0, rejected = 0;
    std::int64_t made_along = 0;  // records of other entities made because a row named them
};

// Looks at the file: table, columns, proposal, questions. Fills target, dialect, mapping, analysis.
void analyse(const registry::Registry& registry, Import& import, bool keep_mapping);
// The questions that are still open under the import's mapping and options.
std::vector<Question> questions_left(const Import& import);
TableOptions table_options(const Import& import);

}  // namespace kamino::imports
