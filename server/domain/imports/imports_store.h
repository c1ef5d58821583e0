// Hand-written statements of imports: undo lines, row errors, the import's own progress.
#pragma once
#include <vector>

#include "domain/imports/session.h"

namespace kamino::imports {

void add_traces(storage::Write& write, const std::string& import_id, const std::vector<Trace>& traces);
struct StoredTrace {
    std::int64_t position = 0;
    Trace trace;
};
// The newest that are not undone yet.
std::vector<StoredTrace> list_traces(storage::Read& read, const std::string& import_id, int limit);
void forget_trace(storage::Write& write, const std::string& import_id, std::int64_t position);

void clear_faults(storage::Write& write, const std::string& import_id);
void add_faults(storage::Write& write, const std::string& import_id, const std::vector<RowFault>& faults);
std::vector<RowFault> list_faults(storage::Read& read, const std::string& import_id, std::int64_t after,
                                  int limit, std::int64_t& last);

// State and progress without a change-log line each; states that people care about go through update_record.
void save_progress(storage::Write& write, const std::string& import_id, std::int64_t rows_done,
                   std::int64_t bytes_done, const std::string& result_json);
// Facts have no line in the change log and no place in the bin: an undone import of them leaves nothing.
// Removes the next ones behind the id `after` and gives the last one's id, "" when there was none.
std::string remove_facts(storage::Write& write, std::string_view table, const std::string& import_id,
                         const std::string& after, int limit);

}  // namespace kamino::imports
