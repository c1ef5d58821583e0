// Facts in a run (sales lines): matched by hashes, gathered, and written many at once.
#include <algorithm>
#include <bit>
#include <cstring>

#include "domain/imports/session.h"

namespace kamino::imports {
namespace {

// Facts are matched by a 64-bit hash of their key, for memory's sake: words of eight bytes, multiplied and
// folded.
constexpr std::uint64_t hash_start = 14'695'981'039'346'656'037ULL;

std::uint64_t mixed(std::uint64_t h, std::uint64_t word) {
    h = (h ^ word) * 0x9E37'79B9'7F4A'7C15ULL;
    return h ^ (h >> 29);
}

std::uint64_t hash_of(std::string_view text, std::uint64_t h = hash_start) {
    const std::size_t size = text.size();
    for (; !text.empty(); text.remove_prefix(std::min<std::size_t>(8, text.size()))) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), std::min<std::size_t>(8, text.size()));
        h = mixed(h, word);
    }
    return mixed(h, size);
}

storage::ValueView view_of(const storage::Value& value) {
    return std::visit([](const auto& v) { return storage::ValueView{v}; }, value);
}

std::uint64_t hash_of(const describe::Field& f, const storage::ValueView& value, std::uint64_t h) {
    if (const auto* n = std::get_if<std::int64_t>(&value)) return mixed(h, static_cast<std::uint64_t>(*n));
    if (const auto* d = std::get_if<double>(&value)) return mixed(h, std::bit_cast<std::uint64_t>(*d));
    if (const auto* t = std::get_if<std::string_view>(&value))
        return f.kind == describe::Kind::text && f.rule.reference.empty() ? hash_of(Index::key_text(f, *t), h)
                                                                          : hash_of(*t, h);
    return mixed(h, 0x1f);
}

}  // namespace

void Session::load_facts(storage::Read& read) {
    const auto* external = reader_->external_key();
    std::string sql = "SELECT id, " + (external ? std::string{external->name} : "''");
    for (const auto* c : key_columns_) sql += ", \"" + c->name + "\"";
    sql += " FROM " + std::string{entity_.table} +
           " WHERE deleted_at IS NULL AND (import_id IS NULL OR import_id <> :import)";
    auto rows = read.query({"imports.load_facts", sql}, {{"import", import_.id}});
    storage::Value value;
    while (rows.next()) {
        auto hash = hash_start;
        for (std::size_t i = 0; i < key_columns_.size(); ++i)
            hash =
                hash_of(*key_columns_[i]->field, view_of(value = rows.value(static_cast<int>(i) + 2)), hash);
        if (const auto named = rows.text_view(1); !named.empty())
            *named_facts_.at(hash_of(named)).first = hash;
        else
            ++facts_.at(hash).first->stored;
    }
}

std::uint64_t Session::fact_hash(const describe::Record& record) const {
    auto hash = hash_start;
    std::string scratch;
    for (const auto* c : key_columns_)
        hash = hash_of(*c->field, describe::column_view(*c, record, scratch), hash);
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
        auto& seen = *facts_.at(hash).first;
        return ++seen.read <= seen.stored;
    }
    const auto [known, fresh] = named_facts_.at(hash_of(name));
    if (fresh) *known = hash;
    if (!fresh && *known != hash)
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
    if (!dry_) facts_to_write_.add(*record);
}

// One row of facts, without the database. False: it names records that nobody knows; unblock() goes on with
// it.
bool Session::fact(const Row& row) {
    if (is_cut_wrong(row)) return true;
    ++counts.rows;
    auto record = entity_.make();
    auto result = reader_->read(row, *record);
    if (result.skip) {
        ++counts.skipped;
        sample(static_cast<std::int64_t>(row.line), "skipped", record.get());
        return true;
    }
    for (auto& note : result.notes) faults.push_back(std::move(note));
    if (!result.missing.empty() && result.faults.empty()) {
        blocked_.emplace(Blocked{{row.line, {}, row.notes}, std::move(record), std::move(result)});
        return false;
    }
    fact_row(row, std::move(record), std::move(result));
    return true;
}

void Session::unblock(storage::Write& write) {
    if (!blocked_) return;
    auto [row, record, result] = std::move(*blocked_);
    blocked_.reset();
    // What would be refused anyhow makes nothing along.
    const auto* external = reader_->external_key();
    const auto name = external ? describe::get_text(*external, *record) : "";
    if (!name.empty() && named_facts_.has(hash_of(name))) {
        result.faults.push_back(
            {static_cast<std::int64_t>(row.line), std::string{external->name}, name, "import.changed_line"});
        return reject(std::move(result.faults), row, record.get());
    }
    make_missing(write, row, *record, result);
    fact_row(row, std::move(record), std::move(result));
}

FactBatch Session::take_facts() {
    auto facts = std::exchange(facts_to_write_, FactBatch{entity_, import_.id});
    facts.sort();
    return facts;
}

}  // namespace kamino::imports
