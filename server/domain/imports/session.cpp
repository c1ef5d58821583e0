#include "domain/imports/session.h"

#include <algorithm>

#include "domain/imports/imports_store.h"
#include "domain/imports/public.h"
#include "platform/base/id.h"
#include "platform/base/text.h"

namespace kamino::imports {
namespace {

void append_part(std::string& key, const storage::Value& value) {
    if (const auto* n = std::get_if<std::int64_t>(&value))
        key += std::to_string(*n);
    else if (const auto* d = std::get_if<double>(&value))
        key += base::number_text(*d);
    else if (const auto* t = std::get_if<std::string>(&value))
        key += *t;
    key += '\x1f';
}

// Names meet squashed, other texts folded, everything else as it is.
void append_field(std::string& key, const describe::Field& f, const storage::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    if (text && f.kind == describe::Kind::text && f.rule.reference.empty())
        key += Index::key_text(f, *text) + '\x1f';
    else
        append_part(key, value);
}

std::vector<const describe::Column*> key_columns(const describe::Entity& e,
                                                 const std::vector<const describe::Field*>& fields) {
    std::vector<const describe::Column*> columns;
    for (const auto* f : fields)
        for (const auto& c : e.columns())
            if (c.field == f && c.part != describe::Part::folded) columns.push_back(&c);
    return columns;
}

// Living or in the bin.
bool id_is_taken(storage::Read& read, const describe::Entity& e, const std::string& id) {
    const auto sql = "SELECT 1 FROM " + std::string{e.table} + " WHERE id = :id";
    return read.integer({"imports.id_is_taken", sql}, {{"id", id}}).has_value();
}

}  // namespace

Session::Session(registry::Registry& registry, const Import& import, const registry::Resource& resource,
                 auth::Actor actor, bool dry)
    : registry_(registry),
      import_(import),
      resource_(resource),
      entity_(*resource.entity),
      actor_(std::move(actor)),
      dry_(dry),
      mapping_(mapping_from_json(import.mapping.json)),
      options_(options_of(import)),
      table_(open_table(import.path, table_options(import))),
      index_(registry),
      facts_to_write_(entity_, import.id) {
    actor_.door = "import";
    complete(mapping_);
}

void Session::prepare(storage::Read& read) {
    reader_ = std::make_unique<RowReader>(registry_, index_, resource_, mapping_, options_, table_->headers(),
                                          surroundings().currency(read));
    reader_->load_keys(read);
    beside_ = Beside::of(registry_, index_, mapping_, options_, table_->headers());
    if (beside_) beside_->load(read);
    key_columns_ = key_columns(entity_, reader_->natural_key());
    if (!bulk()) return load_natural(read);
    load_facts(read);
}

void Session::load_natural(storage::Read& read) {
    const auto& columns = key_columns_;
    if (columns.empty()) return;
    std::string sql = "SELECT id";
    for (const auto* c : columns) sql += ", \"" + c->name + "\"";
    sql += " FROM " + std::string{entity_.table} + " WHERE deleted_at IS NULL ORDER BY id";
    auto rows = read.query({"imports.load_natural", sql});
    while (rows.next()) {
        std::string key;
        for (std::size_t i = 0; i < columns.size(); ++i)
            append_field(key, *columns[i]->field, rows.value(static_cast<int>(i) + 1));
        learn(natural_, key, rows.text_view(0));
    }
}

std::string Session::natural_key(const describe::Record& record) const {
    std::string key;
    bool anything = false;
    for (const auto* c : key_columns_) {
        const auto value = describe::column_value(*c, record);
        anything = anything || !describe::is_absent(*c->field, record);
        append_field(key, *c->field, value);
    }
    return anything ? key : "";
}

Session::Match Session::match(storage::Read& read, const describe::Record& record,
                              const std::string& own_id) {
    const auto* external = reader_->external_key();
    const auto external_text = external ? describe::get_text(*external, record) : "";
    std::string id;
    if (!own_id.empty()) {
        const auto hit = index_.find(read, import_.target, "id", own_id);
        if (hit.found == Index::Found::one) id = hit.id;
    }
    if (id.empty() && !external_text.empty()) {
        const auto hit = index_.find(read, import_.target, external->name, external_text);
        if (hit.found == Index::Found::one) id = hit.id;
    }
    const auto key = natural_key(record);
    if (id.empty() && !key.empty()) {
        if (const auto it = natural_.find(std::string_view{key}); it != natural_.end()) {
            id = std::string{it->second};
            // Somebody else's external id on a record of the same name: two companies, not one.
            if (!external_text.empty()) {
                const auto other = storage::find_record(read, entity_, id);
                if (other && !describe::is_absent(*external, *other)) id.clear();
            }
        }
    }
    const auto file_key = !external_text.empty() ? "x" + external_text : !id.empty() ? "i" + id : "k" + key;
    if (file_key == "k") return {id, false};
    return {id, !in_file_.emplace(file_key).second};
}

void Session::sample(std::int64_t line, std::string_view action, const describe::Record* record,
                     std::string detail) {
    int same = 0;
    for (const auto& s : samples) same += s.action == action;
    if (same >= 5) return;
    const auto* title = entity_.find(entity_.title_field);
    samples.push_back({line, std::string{action}, record && title ? describe::get_text(*title, *record) : "",
                       std::move(detail)});
}

void Session::reject(std::vector<RowFault> wrong, const Row& row, const describe::Record* record) {
    ++counts.rejected;
    sample(static_cast<std::int64_t>(row.line), "rejected", record);
    for (auto& f : wrong) faults.push_back(std::move(f));
}

// A separator or a quote inside a value that nobody quoted: the cells may stand in the wrong columns, or the
// rest of the file in one of them.
bool Session::is_cut_wrong(const Row& row) {
    const char* key = (row.notes & note_unclosed_quote) != 0 ? "import.unclosed_quote"
                      : (row.notes & note_too_long) != 0     ? "import.row_too_long"
                                                             : nullptr;
    if (key == nullptr) return false;
    ++counts.rows;
    reject({{static_cast<std::int64_t>(row.line), "", "", key}}, row, nullptr);
    return true;
}

void Session::row(storage::Write& write, const Row& row) {
    if (bulk()) {
        if (!fact(row)) unblock(write);
        return;
    }
    if (is_cut_wrong(row)) return;
    ++counts.rows;
    auto record = entity_.make();
    auto result = reader_->read(row, *record);
    if (result.skip) {
        ++counts.skipped;
        sample(static_cast<std::int64_t>(row.line), "skipped", record.get());
        return;
    }
    for (auto& note : result.notes) faults.push_back(std::move(note));
    if (beside_)
        for (auto& f : beside_->read(row, *beside_->resource().entity->make()))
            result.faults.push_back(std::move(f));
    if (!result.missing.empty() && result.faults.empty()) make_missing(write, row, *record, result);
    if (!result.faults.empty()) return reject(std::move(result.faults), row, record.get());
    const auto found = match(write, *record, result.own_id);
    if (found.repeated)
        return reject({{static_cast<std::int64_t>(row.line), "", "", "import.repeated_row"}}, row,
                      record.get());
    std::string id = found.id;
    const auto unchanged = counts.unchanged;
    if (!id.empty()) {
        if (!update_row(write, row, id)) return;
    } else {
        // Another workspace's export: its records keep their ids, so that what refers to them finds them.
        if (!result.own_id.empty() && !id_is_taken(write, entity_, result.own_id)) record->id = result.own_id;
        insert_row(write, row, *record);
        id = record->id;
    }
    if (id.empty()) return;
    if (beside_ && write_beside(write, row, id, *record) && counts.unchanged > unchanged) {
        --counts.unchanged;
        ++counts.updated;
    }
    for (auto& o : result.open) open_.push_back({id, static_cast<std::int64_t>(row.line), std::move(o)});
}

void Session::replay(storage::Read& read, const Row& row) {
    if ((row.notes & (note_unclosed_quote | note_too_long)) != 0) return;
    auto record = entity_.make();
    auto result = reader_->read(row, *record);
    if (result.skip) return;
    if (bulk()) {
        if (result.faults.empty() && result.missing.empty() && describe::validate(entity_, *record).empty())
            known_fact(row, *record);
        return;
    }
    if (!result.faults.empty()) return;
    const auto found = match(read, *record, result.own_id);
    for (auto& o : result.open)
        if (!found.id.empty()) open_.push_back({found.id, static_cast<std::int64_t>(row.line), std::move(o)});
}

// The rules of the resource on one row; a refusal is a rejected row.
bool Session::judge(storage::Write& write, const Row& row, const describe::Record* before,
                    describe::Record& record) {
    std::vector<FieldFault> wrong;
    if (resource_.check) resource_.check(write, actor_, before, record, wrong);
    for (auto& f : describe::validate(entity_, record)) wrong.push_back(std::move(f));
    if (wrong.empty()) return true;
    std::vector<RowFault> row_faults;
    for (auto& f : wrong) {
        const auto field = f.path.empty() ? "" : f.path.substr(1);
        const auto columns = mapping_.of_field(field);
        row_faults.push_back(
            {static_cast<std::int64_t>(row.line), columns.empty() ? field : columns[0]->column,
             entity_.find(field) ? describe::get_text(entity_.at(field), record).substr(0, 200) : "", f.key,
             f.params});
    }
    reject(std::move(row_faults), row, &record);
    return false;
}

void Session::insert_row(storage::Write& write, const Row& row, describe::Record& record) {
    if (!judge(write, row, nullptr, record)) return;
    if (!dry_)
        storage::insert_record(write, entity_, record);
    else if (record.id.empty())
        record.id = base::new_id();
    ++counts.created;
    sample(static_cast<std::int64_t>(row.line), "created", &record);
    index_.learn(import_.target, record);
    if (const auto key = natural_key(record); !key.empty()) learn(natural_, key, record.id);
    in_file_.emplace("i" + record.id);
    traces_.push_back({std::string{entity_.name}, record.id, "created", "{}", "{}"});
    touched_[std::string{entity_.name}].push_back(record.id);
}

bool Session::update_row(storage::Write& write, const Row& row, const std::string& id) {
    const auto before = storage::find_record(write, entity_, id);
    if (!before) {
        reject({{static_cast<std::int64_t>(row.line), "", "", "request.not_found"}}, row, nullptr);
        return false;
    }
    auto after = entity_.copy(*before);
    auto result = reader_->read(row, *after);
    if (!judge(write, row, before.get(), *after)) return false;
    auto d = describe::difference(entity_, before.get(), after.get());
    if (d.empty || (!dry_ && !storage::update_record(write, entity_, *before, *after))) {
        ++counts.unchanged;
        sample(static_cast<std::int64_t>(row.line), "unchanged", after.get());
        return true;
    }
    ++counts.updated;
    sample(static_cast<std::int64_t>(row.line), "updated", after.get(), d.after);
    index_.learn(import_.target, *after);
    traces_.push_back({std::string{entity_.name}, id, "updated", std::move(d.before), std::move(d.after)});
    touched_[std::string{entity_.name}].push_back(id);
    return true;
}

void Session::flush(storage::Write& write) {
    if (dry_) {
        touched_.clear();
        traces_.clear();
        return;
    }
    if (!facts_to_write_.empty()) take_facts().write(write);
    for (auto& [name, ids] : touched_) {
        const auto& touched = registry_.at(name);
        if (touched.imported) touched.imported(write, ids);
    }
    touched_.clear();
    add_traces(write, import_.id, traces_);
    traces_.clear();
}

}  // namespace kamino::imports
