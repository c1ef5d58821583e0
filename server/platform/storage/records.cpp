#include "platform/storage/records.h"

#include "platform/base/id.h"
#include "platform/storage/record_sql.h"

namespace kamino::storage {
namespace {

// The values of a whole row in the order of record_sql's texts, looked at where they stand.
class RowValues {
  public:
    RowValues(const describe::Entity& e, const describe::Record& r) {
        values_.reserve(e.columns().size() + 6);
        scratch_.resize(e.columns().size());
        std::size_t at = 0;
        for (const auto& c : e.columns()) values_.push_back(describe::column_view(c, r, scratch_[at++]));
    }
    // id, version, created_at, updated_at, deleted_at, columns
    std::int64_t insert(Write& write, const Sql& sql, const describe::Record& r) {
        return run(write, sql, {r.id, r.version, r.created_at.us, r.updated_at.us, instant(r.deleted_at)},
                   {});
    }
    // version, updated_at, deleted_at, columns, id, the version that was seen
    std::int64_t update(Write& write, const Sql& sql, const describe::Record& r, std::int64_t seen) {
        return run(write, sql, {r.version, r.updated_at.us, instant(r.deleted_at)}, {r.id, seen});
    }

  private:
    static ValueView instant(const std::optional<Instant>& at) {
        return at ? ValueView{at->us} : ValueView{nullptr};
    }
    std::int64_t run(Write& write, const Sql& sql, std::initializer_list<ValueView> first,
                     std::initializer_list<ValueView> last) {
        values_.insert(values_.begin(), first);
        values_.insert(values_.end(), last);
        return write.execute_in_order(sql, values_);
    }

    std::vector<ValueView> values_;
    std::vector<std::string> scratch_;
};

std::string account_of(const describe::Entity& e, const describe::Record& r) {
    if (e.account_field.empty()) return "";
    if (e.account_field == "id") return r.id;
    return describe::get_text(e.at(e.account_field), r);
}

void record_change(Write& write, const describe::Entity& e, const describe::Record* before,
                   const describe::Record* after, std::string_view action) {
    auto d = describe::difference(e, before, after);
    const auto& r = after ? *after : *before;
    write.record({std::string{e.name}, r.id, account_of(e, r), std::string{action}, std::move(d.before),
                  std::move(d.after)});
}

[[noreturn]] void stale(Write& write, const describe::Entity& e, const std::string& id) {
    auto current = find_record(write, e, id, {}, true);
    if (!current) throw not_found();
    auto fault = conflict("request.stale", {{"version", std::to_string(current->version)}});
    fault.current_json = describe::json(e, *current);
    throw fault;
}

// Runs the update of a whole row; no row under the version that was seen means that somebody was faster.
void write_row(Write& write, const describe::Entity& e, describe::Record& r, std::int64_t seen) {
    const auto& s = record_sql(e);
    r.version = seen + 1;
    r.updated_at = write.at();
    if (RowValues{e, r}.update(write, {s.update_name, s.update}, r, seen) == 0) stale(write, e, r.id);
}

}  // namespace

std::string select_columns(const describe::Entity& e, std::string_view alias) {
    const std::string a = std::string{alias} + ".";
    std::string list =
        a + "id, " + a + "version, " + a + "created_at, " + a + "updated_at, " + a + "deleted_at";
    for (const auto& c : e.columns())
        if (c.part != describe::Part::folded) list += ", " + column_expression(e, c, alias);
    return list;
}

describe::RecordPtr read_record(const describe::Entity& e, const Rows& rows, int first) {
    auto r = e.make();
    int at = first;
    r->id = rows.text(at++);
    r->version = rows.integer(at++);
    r->created_at = rows.instant(at++);
    r->updated_at = rows.instant(at++);
    if (auto deleted = rows.maybe_integer(at++)) r->deleted_at = Instant{*deleted};
    for (const auto& c : e.columns())
        if (c.part != describe::Part::folded) describe::set_column(c, *r, rows.value(at++));
    return r;
}

Scope operator&&(Scope a, const Scope& b) {
    if (b.sql.empty()) return a;
    const auto each_of = [](const Scope& s) { return s.each.empty() ? s.sql : s.each; };
    a.each = a.sql.empty() ? each_of(b) : "(" + each_of(a) + ") AND (" + each_of(b) + ")";
    a.sql = a.sql.empty() ? b.sql : "(" + a.sql + ") AND (" + b.sql + ")";
    a.values.insert(a.values.end(), b.values.begin(), b.values.end());
    return a;
}

describe::RecordPtr find_record(Read& read, const describe::Entity& e, std::string_view id,
                                const Scope& scope, bool deleted) {
    const auto& s = record_sql(e);
    std::string sql =
        "SELECT " + s.columns + " FROM " + s.from + " WHERE " + std::string{e.table} + ".id = :id";
    if (!deleted) sql += " AND " + std::string{e.table} + ".deleted_at IS NULL";
    Args args{{"id", id}};
    if (!scope.sql.empty()) sql += " AND (" + scope.sql + ")";
    for (const auto& v : scope.values) args.emplace_back(v.name, v.value);
    auto rows = read.query({s.find_name, sql}, args);
    if (!rows.next()) return {nullptr, [](describe::Record*) {}};
    return read_record(e, rows);
}

void insert_record(Write& write, const describe::Entity& e, describe::Record& r) {
    const auto& s = record_sql(e);
    if (r.id.empty()) r.id = base::new_id();
    r.version = 1;
    r.created_at = r.updated_at = write.at();
    r.deleted_at.reset();
    RowValues{e, r}.insert(write, {s.insert_name, s.insert}, r);
    record_change(write, e, nullptr, &r, "insert");
}

bool update_record(Write& write, const describe::Entity& e, const describe::Record& before,
                   describe::Record& after) {
    bool differs = false;
    for (const auto& f : e.fields) differs = differs || !describe::equal(f, before, after);
    if (!differs) return false;
    after.deleted_at = before.deleted_at;
    write_row(write, e, after, before.version);
    record_change(write, e, &before, &after, "update");
    return true;
}

void delete_record(Write& write, const describe::Entity& e, describe::Record& r) {
    r.deleted_at = write.at();
    write_row(write, e, r, r.version);
    record_change(write, e, &r, nullptr, "delete");
}

void restore_record(Write& write, const describe::Entity& e, describe::Record& r) {
    r.deleted_at.reset();
    write_row(write, e, r, r.version);
    record_change(write, e, nullptr, &r, "restore");
}

void put_record(Write& write, const describe::Entity& e, const describe::Record& r, std::string_view action) {
    const auto& s = record_sql(e);
    auto before = find_record(write, e, r.id, {}, true);
    RowValues{e, r}.insert(write, {s.put_name, s.put}, r);
    record_change(write, e, before.get(), &r, action);
}

}  // namespace kamino::storage
