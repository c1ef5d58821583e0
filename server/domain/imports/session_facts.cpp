// Facts in a run (sales lines): matched by hashes, gathered, and written many at once.
#include <algorithm>

#include "domain/imports/session.h"
#include "platform/base/id.h"

namespace kamino::imports {
namespace {

// FNV-1a, 64 bit: facts are matched by the hash of their key, for memory's sake.
constexpr std::uint64_t hash_start = 14'695'981'039'346'656'037ULL;
std::uint64_t hash_of(std::string_view text, std::uint64_t h = hash_start) {
    for (unsigned char c : text) h = (h ^ c) * 1'099'511'628'211ULL;
    return h;
}

std::uint64_t hash_of(const describe::Field& f, const storage::Value& value, std::uint64_t h) {
    if (const auto* n = std::get_if<std::int64_t>(&value))
        h = hash_of({reinterpret_cast<const char*>(n), sizeof *n}, h);
    else if (const auto* d = std::get_if<double>(&value))
        h = hash_of({reinterpret_cast<const char*>(d), sizeof *d}, h);
    else if (const auto* t = std::get_if<std::string>(&value))
        h = f.kind == describe::Kind::text && f.rule.reference.empty() ? hash_of(Index::key_text(f, *t), h)
                                                                       : hash_of(*t, h);
    return hash_of("\x1f", h);
}

}  // namespace

void Session::load_facts(storage::Read& read) {
    const auto* external = reader_->external_key();
    std::string sql = "SELECT id, " + (external ? std::string{external->name} : "''");
    for (const auto* c : key_columns_) sql += ", \"" + c->name + "\"";
    sql += " FROM " + std::string{entity_.table} +
           " WHERE deleted_at IS NULL AND (import_id IS NULL OR import_id <> :import)";
    auto rows = read.query({"imports.load_facts", sql}, {{"import", import_.id}});
    while (rows.next()) {
        auto hash = hash_start;
        for (std::size_t i = 0; i < key_columns_.size(); ++i)
            hash = hash_of(*key_columns_[i]->field, rows.value(static_cast<int>(i) + 2), hash);
        if (const auto named = rows.text_view(1); !named.empty())
            named_facts_[hash_of(named)] = hash;
        else
            ++facts_[hash].stored;
    }
}

std::uint64_t Session::fact_hash(const describe::Record& record) const {
    auto hash = hash_start;
    for (const auto* c : key_columns_) hash = hash_of(*c->field, describe::column_value(*c, record), hash);
    return hash;
}

// Takes note of a fact and says whether it is there already: by its external id, or because as many of its
// kind are stored as the file has had so far. A fact that says something else under the same external id is
// refused: facts do not change.
bool Session::known_fact(const Row& row, const describe::Record& record) {
    const auto hash = fact_hash(record);
    const auto* external = reader_->external_key();
    const auto name = external ? describe::get_text(*external, record) : "";
    if (name.empty()) {
        auto& seen = facts_[hash];
        return ++seen.read <= seen.stored;
    }
    const auto [at, fresh] = named_facts_.try_emplace(hash_of(name), hash);
    if (!fresh && at->second != hash)
        faults.push_back(
            {static_cast<std::int64_t>(row.line), std::string{external->name}, name, "import.changed_line"});
    return !fresh;
}

void Session::fact_row(const Row& row, describe::RecordPtr record, RowReader::Result result) {
    if (result.faults.empty())
        for (auto& f : describe::validate(entity_, *record))
            result.faults.push_back(
                {static_cast<std::int64_t>(row.line), f.path.substr(1), "", f.key, f.params});
    if (!result.faults.empty()) return reject(std::move(result.faults), row, record.get());
    const auto wrong = faults.size();
    if (known_fact(row, *record)) {
        if (faults.size() > wrong) {
            ++counts.rejected;
            sample(static_cast<std::int64_t>(row.line), "rejected", record.get());
            return;
        }
        ++counts.unchanged;
        sample(static_cast<std::int64_t>(row.line), "unchanged", record.get());
        return;
    }
    ++counts.created;
    sample(static_cast<std::int64_t>(row.line), "created", record.get());
    if (dry_) return;
    const Instant at = now();
    std::vector<storage::Value> values;
    values.reserve(bulk_columns_.size());
    values.emplace_back(nullptr);  // its id, once the chunk is sorted
    values.emplace_back(std::int64_t{1});
    values.emplace_back(at.us);
    values.emplace_back(at.us);
    values.emplace_back(nullptr);
    for (const auto& c : entity_.columns()) {
        if (c.name == "import_id")
            values.emplace_back(import_.id);
        else
            values.push_back(describe::column_value(c, *record));
    }
    bulk_rows_.push_back(std::move(values));
}

// By account, as the largest index of facts is: a chunk in the file's order would touch a page of it for
// every row. Ids are given afterwards, so that they grow with the rows.
void Session::sort_facts() {
    const auto at = std::find(bulk_columns_.begin(), bulk_columns_.end(), entity_.account_field);
    if (at != bulk_columns_.end()) {
        const auto column = static_cast<std::size_t>(at - bulk_columns_.begin());
        const auto text = [column](const std::vector<storage::Value>& row) -> std::string_view {
            const auto* id = std::get_if<std::string>(&row[column]);
            return id ? *id : std::string_view{};
        };
        std::stable_sort(bulk_rows_.begin(), bulk_rows_.end(),
                         [&](const auto& a, const auto& b) { return text(a) < text(b); });
    }
    for (auto& row : bulk_rows_) row[0] = base::new_id();
}

}  // namespace kamino::imports
