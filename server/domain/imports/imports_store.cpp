#include "domain/imports/imports_store.h"

#include <boost/json.hpp>

#include "domain/imports/imports_store.sql.h"

namespace kamino::imports {
namespace {

std::string params_json(const Params& params) {
    base::JsonWriter w;
    w.begin_object();
    for (const auto& [name, value] : params) w.pair(name, std::string_view{value});
    w.end_object();
    return w.take();
}

Params params_of(std::string_view json) {
    Params params;
    const auto parsed = base::parse_json(json);
    for (const auto& [name, value] : parsed.as_object())
        params[std::string{name.data(), name.size()}] = std::string{value.as_string()};
    return params;
}

}  // namespace

void add_traces(storage::Write& write, const std::string& import_id, const std::vector<Trace>& traces) {
    if (traces.empty()) return;
    auto position = write.integer(sql::last_position, {{"import", import_id}}).value_or(0);
    static constexpr std::string_view columns[] = {"import_id", "position", "entity", "entity_id",
                                                   "action",    "before",   "after"};
    write.insert_all("import_traces", columns,
                     [&, at = traces.begin()](std::span<storage::ValueView> row) mutable {
                         if (at == traces.end()) return false;
                         const auto& t = *at++;
                         row[0] = std::string_view{import_id};
                         row[1] = ++position;
                         row[2] = std::string_view{t.entity};
                         row[3] = std::string_view{t.entity_id};
                         row[4] = std::string_view{t.action};
                         row[5] = std::string_view{t.before};
                         row[6] = std::string_view{t.after};
                         return true;
                     });
}

std::vector<StoredTrace> list_traces(storage::Read& read, const std::string& import_id, int limit) {
    std::vector<StoredTrace> traces;
    auto rows = read.query(sql::list_traces, {{"import", import_id}, {"limit", limit}});
    while (rows.next())
        traces.push_back(
            {rows.integer(0), {rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5)}});
    return traces;
}

void forget_trace(storage::Write& write, const std::string& import_id, std::int64_t position) {
    write.execute(sql::forget_trace, {{"import", import_id}, {"position", position}});
}

void clear_faults(storage::Write& write, const std::string& import_id) {
    write.execute(sql::clear_faults, {{"import", import_id}});
}

void add_faults(storage::Write& write, const std::string& import_id, const std::vector<RowFault>& faults) {
    if (faults.empty()) return;
    auto position = write.integer(sql::last_fault, {{"import", import_id}}).value_or(0);
    static constexpr std::string_view columns[] = {"import_id", "position", "line",  "column_name",
                                                   "value",     "key",      "params"};
    std::vector<std::vector<storage::Value>> rows;
    rows.reserve(faults.size());
    for (const auto& f : faults)
        rows.push_back({import_id, ++position, f.line, f.column, f.value, f.key, params_json(f.params)});
    write.bulk_insert("import_faults", columns, rows);
}

std::vector<RowFault> list_faults(storage::Read& read, const std::string& import_id, std::int64_t after,
                                  int limit, std::int64_t& last) {
    std::vector<RowFault> faults;
    auto rows = read.query(sql::list_faults, {{"import", import_id}, {"after", after}, {"limit", limit}});
    while (rows.next()) {
        last = rows.integer(0);
        faults.push_back(
            {rows.integer(1), rows.text(2), rows.text(3), rows.text(4), params_of(rows.text_view(5))});
    }
    return faults;
}

void save_progress(storage::Write& write, const std::string& import_id, std::int64_t rows_done,
                   std::int64_t bytes_done, const std::string& result_json) {
    write.execute(sql::save_progress, {{"import", import_id},
                                       {"rows", rows_done},
                                       {"bytes", bytes_done},
                                       {"result", result_json},
                                       {"at", write.at()}});
}

std::string remove_facts(storage::Write& write, std::string_view table, const std::string& import_id,
                         const std::string& after, int limit) {
    const std::string name{table};
    const std::string behind = " FROM " + name + " WHERE id > :after AND import_id = :import";
    const std::string last = "SELECT MAX(id) FROM (SELECT id" + behind + " ORDER BY id LIMIT :limit) f";
    const auto until =
        write.text({"imports.last_fact", last}, {{"after", after}, {"import", import_id}, {"limit", limit}});
    if (!until) return "";
    write.execute({"imports.remove_facts", "DELETE" + behind + " AND id <= :until"},
                  {{"after", after}, {"import", import_id}, {"until", *until}});
    return *until;
}

}  // namespace kamino::imports
