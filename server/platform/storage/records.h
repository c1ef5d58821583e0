// Generic save, load and list of described entities: SQL made from the field rows. Verticals wrap these in
// their own stores; the registry serves them. Every write records its change (audit difference) in the same
// transaction.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/describe/filter.h"
#include "platform/storage/storage.h"

namespace kamino::storage {

// A condition that every statement of a list or load carries: visibility, "of this account". Empty sql = no
// limit. `each` is the same condition in the form that is quick to ask of one row after another (EXISTS
// instead of IN); empty = sql.
struct Scope {
    std::string sql;
    std::vector<describe::NamedValue> values;
    std::string each{};
};
Scope operator&&(Scope a, const Scope& b);

struct ListQuery {
    std::string filter, sort, q, cursor;  // as the caller wrote them
    int limit = 50;                       // 1..1000, else invalid
    bool count = false;
    bool deleted = false;  // the bin instead of the living
    describe::Reading reading{};
};

struct Page {
    std::vector<describe::RecordPtr> items;
    std::string next_cursor;  // "" = last page
    std::optional<std::int64_t> total;
    bool total_at_least = false;  // counting stopped: there are more than `total`
};
// How far a list counts what a filter leaves, and what a search finds; without either, and without a limit of
// sight, it counts to the end.
inline constexpr std::int64_t counted_at_most = 10'000, hits_at_most = 500;

Page list_records(Read& read, const describe::Entity& entity, const ListQuery& query,
                  const Scope& scope = {});
std::int64_t count_records(Read& read, const describe::Entity& entity, const ListQuery& query,
                           const Scope& scope = {});
// nullptr when there is none, it is outside the scope, or it is in the bin (unless `deleted`).
describe::RecordPtr find_record(Read& read, const describe::Entity& entity, std::string_view id,
                                const Scope& scope = {}, bool deleted = false);

// Sets id (unless given), version 1 and the instants; records an insert. ConstraintError as it comes.
void insert_record(Write& write, const describe::Entity& entity, describe::Record& record);
// Writes what differs, version + 1; nothing differs -> false and nothing happens. The row's version must
// still be `before.version`, else Fault conflict "request.stale" with the current record.
bool update_record(Write& write, const describe::Entity& entity, const describe::Record& before,
                   describe::Record& after);
// To the bin, and back. Same version rule.
void delete_record(Write& write, const describe::Entity& entity, describe::Record& record);
void restore_record(Write& write, const describe::Entity& entity, describe::Record& record);
// Writes the row exactly as given, version and instants too, in place of what is there (undo); records
// `action`.
void put_record(Write& write, const describe::Entity& entity, const describe::Record& record,
                std::string_view action);

// SELECT list and reader of whole rows, for hand-written statements: "a.id, a.version, …" and the record it
// gives.
std::string select_columns(const describe::Entity& entity, std::string_view alias);
describe::RecordPtr read_record(const describe::Entity& entity, const Rows& rows, int first_column = 0);

template <class T>
struct PageOf {
    std::vector<T> items;
    std::string next_cursor;
};
template <class T>
std::optional<T> find(Read& read, std::string_view id, const Scope& scope = {}) {
    auto r = find_record(read, T::entity(), id, scope);
    return r ? std::optional<T>{static_cast<T&>(*r)} : std::nullopt;
}
template <class T>
T load(Read& read, std::string_view id, const Scope& scope = {}) {
    auto r = find<T>(read, id, scope);
    if (!r) throw not_found();
    return std::move(*r);
}
template <class T>
std::vector<T> list(Read& read, const ListQuery& query, const Scope& scope = {}) {
    auto page = list_records(read, T::entity(), query, scope);
    std::vector<T> result;
    result.reserve(page.items.size());
    for (auto& r : page.items) result.push_back(std::move(static_cast<T&>(*r)));
    return result;
}

}  // namespace kamino::storage
